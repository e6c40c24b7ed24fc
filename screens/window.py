"""What must be said before Kivy is imported, and the check that a window really came.

Call `prepare()` first, import the other rooms of `screens` afterwards. Standard library only.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


class NoWindow(RuntimeError):
    """No window could be opened; the message says what to look at."""


@dataclass(frozen=True, slots=True)
class Pane:
    """The window: size in pixels, and how it stands on the panel."""

    width: int = 1080
    height: int = 1920
    fullscreen: bool = False
    borderless: bool = True
    show_cursor: bool = False
    headless: bool = False  # drawn in memory, for tests and pictures
    fps: int = 60  # upper limit; the glass sets a slower pace while nothing happens


# No config.ini, no command line, no log files: nothing from outside may open a hole.
_SURROUNDINGS = {
    "KIVY_NO_ARGS": "1",
    "KIVY_NO_CONFIG": "1",
    "KIVY_NO_ENV_CONFIG": "1",
    "KIVY_NO_FILELOG": "1",
    "KIVY_LOG_MODE": "PYTHON",
    # Kivy's other window would end the process when there is no X server.
    "KIVY_WINDOW": "sdl2",
    "KIVY_TEXT": "pil",
    "KIVY_CLIPBOARD": "dummy",
    "KIVY_AUDIO": "sdl2",
    # SDL would turn SIGTERM into a close request, which the glass refuses.
    "SDL_NO_SIGNAL_HANDLERS": "1",
}
_HEADLESS = {"SDL_VIDEODRIVER": "offscreen", "SDL_AUDIODRIVER": "dummy"}


def prepare(pane: Pane, state: Path | None = None) -> None:
    """Set the environment and Kivy's configuration; raises RuntimeError when it is too late.

    `state` is a folder that may be written; without it a temporary one is used.
    """
    if "kivy.core.window" in sys.modules:
        raise RuntimeError("prepare() must be called before kivy's window is imported")
    os.environ.update(_SURROUNDINGS)
    if pane.headless:
        os.environ.update(_HEADLESS)
    os.environ["KIVY_HOME"] = str(state or Path(tempfile.gettempdir()) / f"foyer-{os.getuid()}")
    Path(os.environ["KIVY_HOME"]).mkdir(parents=True, exist_ok=True)

    from kivy.config import Config

    for section, settings in _settings(pane).items():
        for key, value in settings.items():
            Config.set(section, key, str(value))
    # SDL delivers every touch itself; a device provider would deliver it a second time. The mouse
    # is for panels and viewers that pretend to be one; a touch never comes as both.
    for name, _ in Config.items("input"):
        Config.remove_option("input", name)
    Config.set("input", "mouse", "mouse,disable_multitouch")


def _settings(pane: Pane) -> dict[str, dict[str, str | int]]:
    return {
        "graphics": {
            "width": pane.width,
            "height": pane.height,
            "fullscreen": "auto" if pane.fullscreen else "0",
            "borderless": int(pane.borderless),
            "resizable": 0,
            "multisamples": 0,
            "maxfps": pane.fps,
            "show_cursor": int(pane.show_cursor),
            "allow_screensaver": 0,
        },
        "kivy": {"exit_on_escape": 0, "keyboard_mode": "", "pause_on_minimize": 0},
    }


def opened(pane: Pane):  # type: ignore[no-untyped-def]
    """Return Kivy's window; raises `NoWindow` when there is none."""
    from kivy.core.window import Window

    if Window is None:
        raise NoWindow(
            "Kivy could not open a window. Without a display set SDL_VIDEODRIVER=offscreen; "
            "with one look at DISPLAY and at the packages libgl1 and libegl1."
        )
    if os.environ.get("SDL_VIDEODRIVER") == "offscreen":
        Window.bind(on_flip=_read_one_pixel)
    return Window


def _read_one_pixel(*_: object) -> None:
    # Without reading something back, the offscreen driver keeps about 10 MB of every frame.
    from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels

    glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE)
