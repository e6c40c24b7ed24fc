"""Whether a page may use camera and microphone, as somebody says in the address line."""

from __future__ import annotations

from tests.support.browser import Browser

BOTH = ("camera", "microphone")
# A camera and a microphone made of software, and a browser that asks before it uses them.
ASKING = (
    "--use-fake-device-for-media-stream",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--mute-audio",
)
# Neither camera nor microphone.
NO_DEVICES = (
    "--use-fake-ui-for-media-stream",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--use-fake-device-for-media-stream=device-count=0",
    "--mute-audio",
)


def may(browser: Browser, granted: bool, *names: str) -> None:
    """Allow or forbid devices from now on; what is in use ends at once."""
    for name in names:
        wish = {
            "permission": {"name": name},
            "setting": "granted" if granted else "denied",
            "origin": browser.address,
        }
        browser.driver.execute_cdp_cmd("Browser.setPermission", wish)
