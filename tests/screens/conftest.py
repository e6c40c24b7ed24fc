"""A citizen in front of the glass. One window per process; every test has its own app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.support.citizen import PORTRAIT, Citizen, window

window()  # before anything of kivy is imported


@pytest.fixture
async def citizen() -> AsyncIterator[Citizen]:
    """Somebody in front of the home screen, in German."""
    from kivy.clock import Clock

    from screens.app import GlassApp
    from screens.samples import lists

    window().size = PORTRAIT
    Clock._max_fps = 0
    heard: list[Citizen] = []
    app = GlassApp(
        lists.home("de"),
        on_intent=lambda intent: heard[0].hear(intent),
        on_presence=lambda: heard[0].notice(),
        paced=False,
    )
    heard.append(Citizen(app))
    running = asyncio.create_task(app.async_run(async_lib="asyncio"))
    while app.root is None:
        await asyncio.sleep(0)
    await heard[0].settles()
    yield heard[0]
    app.stop()
    await running
    for child in window().children[:]:
        window().remove_widget(child)
