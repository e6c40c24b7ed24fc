"""`python -m screens.pictures FOLDER`: a picture of every screen, to look at.

The window is drawn in memory: neither display nor graphics card is needed.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.terminal.views import Theme, View
from screens.window import Pane, prepare

if TYPE_CHECKING:
    from screens.app import GlassApp

SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m screens.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default="de,en,ar", help="comma-separated")
    parser.add_argument("--orientation", choices=SIZES, default="portrait")
    parser.add_argument("--theme", type=Theme, default=Theme.LIGHT, choices=list(Theme))
    parser.add_argument("--percent", type=int, default=100)
    parser.add_argument("--trial", action="store_true", help="with the banner of simulated devices")
    parser.add_argument("--only", default="", help="only names that contain this")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    width, height = SIZES[wanted.orientation]
    pane = Pane(width=width, height=height, headless=True)
    prepare(pane)
    asyncio.run(take(wanted, pane))


def wanted_views(wanted: argparse.Namespace) -> Iterator[tuple[str, View]]:
    """Yield name and view of every picture."""
    from screens.samples import samples, variants, wearing

    for language in wanted.languages.split(","):
        named = {_name(view): view for view in samples(language)} | dict(variants(language))
        for name, view in named.items():
            if wanted.only in name:
                worn = wearing(view, wanted.theme, wanted.percent, wanted.trial)
                yield f"{name}-{language}", worn


async def take(wanted: argparse.Namespace, pane: Pane) -> None:
    """Show every view, and keep what is seen."""
    from kivy.clock import Clock

    from screens.app import GlassApp
    from screens.samples.faces import Faces

    views = list(wanted_views(wanted))
    app = GlassApp(views[0][1], on_intent=lambda _: None, pane=pane, paced=False, moving=Faces())
    Clock._max_fps = 0
    running = asyncio.create_task(app.async_run(async_lib="asyncio"))
    for name, view in views:
        await frames(app, 2)
        app.show(view)
        page, pages = 0, 1
        while page < pages:
            turn_to(app, page)
            await frames(app, 3)
            pages = max((leaves.count for leaves in app.glass.screen.leaves), default=1)
            suffix = f"-{page + 1}" if pages > 1 else ""
            keep(app, wanted.folder / f"{name}{suffix}.png")
            page += 1
    app.stop()
    await running


def turn_to(app: GlassApp, page: int) -> None:
    """Show that page of whatever has pages."""
    for leaves in app.glass.screen.leaves:
        leaves.page = min(page, leaves.count - 1)


async def frames(app: GlassApp, count: int) -> None:
    """Wait until so many frames were drawn."""
    from kivy.clock import Clock

    for _ in range(count):
        before = Clock.frames
        app.window.canvas.ask_update()
        while Clock.frames <= before:
            await asyncio.sleep(0)


def keep(app: GlassApp, file: Path) -> None:
    """Write the window into a PNG file."""
    written = Path(app.window.screenshot(str(file)))  # Kivy numbers its files itself
    written.replace(file)


def _name(view: View) -> str:
    return type(view).__name__.removesuffix("View").lower()


if __name__ == "__main__":
    main()
