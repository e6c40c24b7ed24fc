"""A real Chromium, driven like a person: it opens, sees, touches and presses."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.common.exceptions import (
    NoSuchElementException,
    StaleElementReferenceException,
    TimeoutException,
)
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)
# A camera and a microphone made of software, and a screen that may be shared without asking.
CAMERA = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--auto-select-desktop-capture-source=Entire screen",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--mute-audio",
)
_AUTOPLAY = "--autoplay-policy=no-user-gesture-required"
_PATIENCE_S = 10.0
_GONE = (NoSuchElementException, StaleElementReferenceException)
# That the office refuses something, or is away, is told by the page itself.
_TOLD_BY_THE_PAGE = ("the server responded with a status of 4", "net::ERR_")
# Everything that can be touched, by the words on it.
_TOUCHABLE = "button, summary, a, label"


class Browser:
    """One browser window."""

    def __init__(self, driver: Chrome, address: str = "") -> None:
        self.driver = driver
        self.address = address

    def opens(self, path: str) -> None:
        self.driver.get(self.address + path)

    def forgets_everything(self) -> None:
        """Start without cookies, cache and old complaints, in a window of a desk's size."""
        self.driver.get("about:blank")
        for command in ("Network.clearBrowserCookies", "Network.clearBrowserCache"):
            self.driver.execute_cdp_cmd(command, {})
        self.is_sized(1366, 768)
        self.driver.get_log("browser")

    def find(self, css: str) -> WebElement:
        """Return the first element, waiting for it."""
        return self.until(lambda: self.driver.find_element(By.CSS_SELECTOR, css), css)

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def text(self, css: str = "body") -> str:
        return self.find(css).text

    def sees(self, text: str, css: str = "body") -> None:
        """Wait until the words can be read."""
        self.until(lambda: text in self.driver.find_element(By.CSS_SELECTOR, css).text, text)

    def sees_no(self, text: str, css: str = "body") -> None:
        self.until(
            lambda: text not in self.driver.find_element(By.CSS_SELECTOR, css).text, f"no {text}"
        )

    def touches(self, words: str) -> None:
        """Touch what carries these words."""

        def touch() -> bool:
            for each in self.all(_TOUCHABLE):
                if each.is_displayed() and words in each.text and each.is_enabled():
                    each.click()
                    return True
            return False

        self.until(touch, words)

    def clicks(self, css: str) -> None:
        """Click an element, also when a push from the office replaces it just now."""
        self.until(lambda: self.driver.find_element(By.CSS_SELECTOR, css).click() or True, css)

    def types(self, css: str, text: str) -> None:
        field = self.find(css)
        field.clear()
        field.send_keys(text)

    def presses(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def focused(self) -> str:
        """Return the id of the element with the focus."""
        return self.driver.switch_to.active_element.get_attribute("id") or ""

    def data(self, name: str, css: str = "body") -> str:
        """Return a data attribute of the page."""
        return self.find(css).get_attribute(f"data-{name}") or ""

    def until(
        self, is_true: Callable[[], Any], what: str = "", patience_s: float = _PATIENCE_S
    ) -> Any:
        """Wait until something is true and return it."""
        wait = WebDriverWait(self.driver, patience_s, 0.05, _GONE)
        try:
            return wait.until(lambda _: is_true())
        except TimeoutException:
            page = self.driver.find_element(By.CSS_SELECTOR, "body").text
            raise AssertionError(f"not seen: {what}\n--- the page says ---\n{page}") from None

    def script(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    def complaints(self) -> list[str]:
        """Return what the browser has complained about: errors, broken policies."""
        told = [each["message"] for each in self.driver.get_log("browser")]
        return [each for each in told if not any(word in each for word in _TOLD_BY_THE_PAGE)]

    def is_sized(self, width: int, height: int, *, scale: float = 1, mobile: bool = False) -> None:
        """Give the window a size; `scale` 2 shows everything twice as large on the same screen."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {
                "width": round(width / scale),
                "height": round(height / scale),
                "deviceScaleFactor": scale,
                "mobile": mobile,
            },
        )

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """Save what can be seen, or the whole page."""
        self.script("return document.fonts.ready.then(() => 1)")
        shot = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"format": "png", "captureBeyondViewport": whole}
        )
        file.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def browsing(
    address: str = "",
    *,
    may_play: bool = True,
    flags: Sequence[str] = (),
    program: str = CHROMIUM,
) -> Iterator[Browser]:
    """Open a browser with an empty profile.

    Args:
        flags: more of Chromium's switches.
        program: what is started instead of Chromium, and starts it.
    """
    with tempfile.TemporaryDirectory(prefix="browser-") as profile:
        options = ChromeOptions()
        options.binary_location = program
        for flag in (*_FLAGS, *flags, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        if may_play:
            options.add_argument(_AUTOPLAY)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = Chrome(options, Service(DRIVER))
        try:
            yield Browser(driver, address)
        finally:
            driver.quit()
