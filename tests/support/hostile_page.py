"""A desk's page on whose line somebody else has laid a hand."""

from __future__ import annotations

import json

from kiosk.domain.call_messages import LONGEST_SDP
from tests.support.browser import Browser

# Remembers the line of the page, and lets a script change what it says.
_HAND = """
window.lines = []; window.change = (text) => text;
const Real = WebSocket;
window.WebSocket = class extends Real {
  constructor(...given) { super(...given); window.lines.push(this); }
  send(text) { super.send(window.change(text)); }
};
"""
HEAD = "v=0\r\na=fingerprint:sha-256 AA\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\n"
# Descriptions that are none: nothing, a beginning, no sections, wrong sections, wrong lines, too
# long, not even text that a line of SDP may have.
BROKEN = (
    "",
    "v=0\r\n",
    HEAD,
    HEAD + "m=audio 9 x\r\nm=video 9 x\r\nm=application 9 x\r\n",
    HEAD + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n" * 300,
    HEAD + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 \r\na=setup:nobody\r\na=mid:\r\n",
    "v" * (LONGEST_SDP + 1),
    "\u2603\ud7ff\u0000" * 50,
)


def lay_hand_on(browser: Browser) -> None:
    """Get hold of the line of a desk's page, which is opened anew."""
    command = "Page.addScriptToEvaluateOnNewDocument"
    browser.driver.execute_cdp_cmd(command, {"source": _HAND})
    browser.opens("/desk")
    browser.find("#knocks")
    browser.until(lambda: browser.script("return window.lines.length"), "the line")


def says(browser: Browser, *messages: dict[str, object], times: int = 1) -> None:
    """Say something on the line of the page, in a row and as often as told."""
    browser.script(
        """const line = window.lines.at(-1);
        for (let i = 0; i < arguments[1]; i += 1) {
          for (const text of arguments[0]) line.send(text.replaceAll("#", i));
        }""",
        [json.dumps(message) for message in messages],
        times,
    )


def signal(ticket: str, generation: int, kind: str, body: str) -> dict[str, object]:
    return {
        "type": "signal",
        "ticket_id": ticket,
        "generation": generation,
        "kind": kind,
        "body": body,
    }


def candidate(place: str = "192.0.2.#") -> str:
    """Return the way to an address; "#" becomes a number that counts."""
    line = f"candidate:# 1 udp 2130706431 {place} 9 typ host"
    return json.dumps({"candidate": line, "sdpMid": "0", "sdpMLineIndex": 0})
