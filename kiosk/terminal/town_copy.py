"""The terminal's copy of the town: fetched page by page, kept, searched without the office."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Callable

from kiosk.domain.departments import Town
from kiosk.domain.messages import FetchTown, LineChanged, TownPage
from kiosk.domain.town_json import town_from_json
from kiosk.domain.wire import BadMessage, build, plain
from kiosk.journal import Happened, Key, note
from kiosk.terminal.notebook import Notebook
from kiosk.terminal.office_link import OfficeLink
from kiosk.terminal.search import Finder, searchable

_LARGEST_CHARACTERS = 64_000_000
_SWEEP_RARELY = (50_000, 50, 100)
_FETCH_AGAIN_S = 1.0
_TOWN, _LINE, _VERSION, _PAGES = "town", "line", "version", "pages_url"


class TownCopy:
    """What the terminal knows of the town, also without the office.

    Args:
        settle: is given a town, and the address of its pages, that is known from now on.
    """

    def __init__(
        self, notebook: Notebook, link: OfficeLink, settle: Callable[[Town, str], None]
    ) -> None:
        self._notebook = notebook
        self._link = link
        self._tell = settle
        self._here = False
        self._wanted = ""

    def recall(self) -> None:
        """Take the last known town from the notebook."""
        text = self._notebook.known(_TOWN)
        try:
            if text is not None:
                self._settle(text)
        except (BadMessage, ValueError):
            pass  # of another version: the office will tell it anew

    def keep_pages(self, url: str) -> None:
        """Keep the address under which phones reach the office."""
        self._notebook.keep(_PAGES, url)

    async def know(self, version: str) -> None:
        """Fetch the town if it is another one; tried again for as long as the office is here."""
        self._wanted = version
        while not self._here or self._notebook.known(_VERSION) != version:
            text = await fetch_town(self._link, version)
            if self._wanted != version:
                return  # there is a newer one, and somebody else fetches it
            if text is not None:
                try:
                    self._settle(text)
                except (BadMessage, ValueError):
                    # An office of another version: what is known already goes on.
                    note(Happened.REFUSED, code=Key("town-unreadable"))
                    return
                self._notebook.keep(_TOWN, text)
                self._notebook.keep(_VERSION, version)
            elif self._link.here:
                await asyncio.sleep(_FETCH_AGAIN_S)
            else:
                return

    def _settle(self, text: str) -> None:
        town = town_from_json(json.loads(text))
        self._here = True
        self._tell(town, self._notebook.known(_PAGES) or town.pages_url)
        # A town is a hundred thousand objects. Looking through them for garbage takes 150 ms,
        # and would do so in front of a citizen: they are set aside, the rest is swept at rest.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_SWEEP_RARELY)

    # ------------------------------------------------------------ the last line
    def line(self) -> LineChanged | None:
        """Return the line as the office told it last, where an earlier life has kept it."""
        kept = self._notebook.known(_LINE)
        try:
            return build(LineChanged, json.loads(kept)) if kept else None
        except (BadMessage, ValueError):
            return None  # of another version

    def keep_line(self, line: LineChanged) -> None:
        """Keep the line, as the office has gone."""
        self._notebook.keep(_LINE, json.dumps(plain(line)))


async def fetch_town(link: OfficeLink, version: str) -> str | None:
    """Return the town as JSON text, or None when the line broke or it changed meanwhile."""
    text = ""
    while len(text) < _LARGEST_CHARACTERS:
        answer = await link.ask(FetchTown(0, version, len(text)))
        if not isinstance(answer, TownPage) or answer.version != version:
            return None
        text += answer.text
        if not answer.more:
            return text
    return None


def finder_for(town: Town) -> Finder:
    """Return the search over all services: names in every language, synonyms, summary."""
    return Finder([searchable(service) for service in town.catalogue.services.values()])
