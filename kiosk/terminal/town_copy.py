"""The terminal's copy of the town: fetched page by page, searched without the office."""

from __future__ import annotations

from kiosk.domain.departments import Town
from kiosk.domain.messages import FetchTown, TownPage
from kiosk.terminal.office_link import OfficeLink
from kiosk.terminal.search import Finder, searchable

_LARGEST_CHARACTERS = 64_000_000


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
