"""The page's modules without DOM, asked one by one in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.browser import Browser, browsing
from tests.support.clerk import open_house

_VIDEO = (
    "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 97 98 99\r\na=rtpmap:97 H264/90000\r\n"
    "a=fmtp:97 packetization-mode=1\r\na=rtpmap:98 VP8/90000\r\na=rtpmap:99 rtx/90000\r\n"
    "a=fmtp:99 apt=97\r\n"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing() as opened, open_house(tmp_path_factory.mktemp("house"), opened) as (_, _server):
        opened.opens("/desk/sign-in")
        yield opened


def ask(browser: Browser, module: str, code: str, *arguments: Any) -> Any:
    """Return what some code says that is given a module and arguments."""
    base = browser.script("return document.querySelector('link[href*=office]').href")
    address = base.replace("css/office.css", f"js/{module}.js")
    given = json.dumps(list(arguments))
    return browser.script(
        f"const args = {given}; return import({json.dumps(address)}).then((it) => {{ {code} }})"
    )


def test_the_first_second_has_bits_enough_for_720p(browser: Browser) -> None:
    sdp = ask(browser, "call_sdp", "return it.withStartBitrate(args[0])", _VIDEO)
    assert "a=fmtp:97 packetization-mode=1;x-google-start-bitrate=2000;" in sdp
    assert "a=rtpmap:98 VP8/90000\r\na=fmtp:98 x-google-start-bitrate=2000;" in sdp
    assert "a=fmtp:99 apt=97\r\n" in sdp
    assert sdp.count("x-google-start") == 2


def test_a_browser_without_our_codecs_is_left_alone(browser: Browser) -> None:
    code = """
      const real = RTCRtpReceiver.getCapabilities;
      const asked = [];
      const one = { setCodecPreferences: (all) => { asked.push(all.length); throw new Error(); } };
      try {
        for (const found of [null, { codecs: [] }, { codecs: [{ mimeType: "video/AV1" }] },
                             { codecs: [{ mimeType: "video/VP8" }] }]) {
          RTCRtpReceiver.getCapabilities = () => found;
          it.preferCodecs(one);
        }
      } finally { RTCRtpReceiver.getCapabilities = real; }
      return asked;"""
    assert ask(browser, "call_sdp", code) == [1]


@pytest.mark.parametrize("relay_only", [False, True])
def test_only_servers_of_the_office_are_asked(browser: Browser, relay_only: bool) -> None:
    code = """
      const Real = RTCPeerConnection, made = [];
      window.RTCPeerConnection = class { constructor(how) { made.push(how); } close() {} };
      try {
        const nothing = () => {};
        new it.CallMedia({ generation: 1, ice_servers: [], relay_only: args[0] }, nothing, {});
        new it.CallMedia({ generation: 1, relay_only: args[0], ice_servers: [
          { urls: ["turns:relay.example:443"], username: "u", credential: "c" }] }, nothing, {});
      } finally { window.RTCPeerConnection = Real; }
      return made;"""
    policy = "relay" if relay_only else "all"
    relay = {"urls": ["turns:relay.example:443"], "username": "u", "credential": "c"}
    assert ask(browser, "call_media", code, relay_only) == [
        {"iceServers": [], "iceTransportPolicy": policy, "bundlePolicy": "max-bundle"},
        {"iceServers": [relay], "iceTransportPolicy": policy, "bundlePolicy": "max-bundle"},
    ]


def test_a_message_that_is_not_in_the_protocol_cannot_be_written(browser: Browser) -> None:
    code = """
      const table = { "open-card": ["id", "ticket_id"] };
      try { it.written(table, "open-card", { id: 1 }); return "written"; }
      catch (error) { return error.message; }"""
    assert ask(browser, "office_line", code) == "open-card without ticket_id"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"type":"toString"}', '{"type":"nothing"}'])
def test_nonsense_from_the_terminal_is_left(browser: Browser, text: str) -> None:
    assert ask(browser, "call_chat", "return it.heard(args[0])", text) is None


def test_a_still_with_a_missing_piece_is_none(browser: Browser) -> None:
    code = """
      const still = new it.Still();
      still.take({ number: 0, data: "AAAA", more: true });
      const gap = still.take({ number: 2, data: "AAAA", more: false });
      still.take({ number: 0, data: "AAAA", more: true });
      const whole = still.take({ number: 1, data: "AAAA", more: false });
      return [gap, whole.size, whole.type];"""
    assert ask(browser, "call_chat", code) == [None, 6, "image/jpeg"]


def test_a_way_by_tcp_is_not_told(browser: Browser) -> None:
    code = "return [it.usable({ candidate: 'c', protocol: 'tcp' }), it.usable({ candidate: '' })]"
    assert ask(browser, "call_sdp", code) == [None, None]
