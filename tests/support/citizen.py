"""Somebody in front of the glass: touches, keys and eyes, by what a voice would say."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING

from screens.window import Pane, opened, prepare

if TYPE_CHECKING:
    from kiosk.terminal.views import Intent, View
    from screens.app import GlassApp
    from screens.parts import Part
    from screens.semantics import Node

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
KEYPAD = {"down": 274, "up": 273, "right": 275, "left": 276, "enter": 13, "esc": 27, "f1": 282}


@cache
def window():  # type: ignore[no-untyped-def]
    """Return the one window of this process, drawn in memory."""
    pane = Pane(headless=True)
    prepare(pane)
    return opened(pane)


class Citizen:
    """Drives the glass of a running app; every touch is a real one, a second apart."""

    def __init__(self, app: GlassApp) -> None:
        self.app = app
        self.asked: list[Intent] = []
        self.noticed = 0
        self._seconds = 0.0

    # ------------------------------------------------------------ what happens
    def hear(self, intent: Intent) -> None:
        """Remember what the glass asks for."""
        self.asked.append(intent)

    def notice(self) -> None:
        """Count how often the glass saw that somebody is there."""
        self.noticed += 1

    async def is_shown(self, view: View) -> None:
        """Have a view on the glass."""
        self.app.show(view)
        await self.settles()

    async def settles(self) -> None:
        """Wait until two frames were drawn since the last change."""
        from kivy.clock import Clock

        for _ in range(2):
            before = Clock.frames
            self.app.window.canvas.ask_update()
            while Clock.frames <= before:
                await asyncio.sleep(0)

    # ------------------------------------------------------------ eyes
    @property
    def nodes(self) -> tuple[Node, ...]:
        """What a voice could say."""
        return self.app.glass.semantics()

    def sees(self, text: str) -> bool:
        """Return whether this text is written somewhere, or said of something."""
        return any(text in f"{node.label} {node.hint} {node.value}" for node in self.nodes)

    def part(self, label: str) -> Part:
        """Return the only thing with exactly this label; raises AssertionError."""
        found = [part for node, part in self.app.glass.nodes() if node.label == label]
        labels = [node.label for node in self.nodes]
        assert len(found) == 1, f"{len(found)} things are called {label!r}; there are {labels}"
        return found[0]

    def picture(self) -> bytes:
        """Return the pixels of the window, RGBA, from the lower left corner."""
        from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels

        width, height = self.app.window.system_size
        return bytes(glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE))

    # ------------------------------------------------------------ hands
    async def touches(self, label: str) -> None:
        """Touch the middle of what has this label."""
        await self.touches_at(*self.part(label).center)

    async def touches_at(self, x: float, y: float, after_s: float = 1.0) -> None:
        """Touch a point, so many seconds after the touch before."""
        touch = self._finger(x, y, after_s)
        touch.touch_down()
        await self.settles()
        touch.touch_up()
        await self.settles()

    def taps(self, part: Part) -> None:
        """Touch a part and take the finger off again, without waiting for a picture."""
        touch = self._finger(*part.center, after_s=1.0)
        touch.touch_down()
        touch.touch_up()

    async def slides(self, label: str, to: tuple[float, float]) -> None:
        """Put the finger on something and take it off elsewhere."""
        touch = self._finger(*self.part(label).center, after_s=1.0)
        touch.touch_down()
        touch.touch_move(*to)
        touch.touch_up()
        await self.settles()

    def _finger(self, x: float, y: float, after_s: float):  # type: ignore[no-untyped-def]
        from kivy.tests.common import UnitTestTouch

        self._seconds += after_s
        touch = UnitTestTouch(x, y)
        touch.time_start = self._seconds
        return touch

    async def presses(self, key: str) -> None:
        """Press a key of the keypad, or of a keyboard somebody plugged in."""
        code = KEYPAD[key]
        self.app.window.dispatch("on_key_down", code, 0, None, [])
        self.app.window.dispatch("on_keyboard", code, 0, None, [])
        self.app.window.dispatch("on_key_up", code, 0)
        await self.settles()
