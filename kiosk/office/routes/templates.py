"""Filling templates: the words of a language, the office's clock, addresses of static files."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from kiosk.domain.phrases import GERMAN, LANGUAGES
from kiosk.office.routes.static import FOLDER, Shelf, read_shelf
from kiosk.office.service import OfficeService
from kiosk.texts import OWN_NAMES, Texts

LANGUAGE_COOKIE = "foyer-language"
_KEY_BYTES = 16


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True, slots=True)
class Pages:
    """Fills templates."""

    service: OfficeService
    shelf: Shelf = field(default_factory=read_shelf)
    _templates: Environment = field(default_factory=_environment)

    def fill(self, template: str, words: Texts, **facts: Any) -> str:
        """Return a template filled in, as text."""
        return self._templates.get_template(template).render(
            _=words._,
            t=words,
            lang=words.language,
            dir="rtl" if words.right_to_left else "ltr",
            own_names=OWN_NAMES,
            static=self.shelf.address,
            clock=self.clock(words),
            new_key=new_key,
            town=self.service.premises.town,
            **facts,
        )

    def clock(self, words: Texts) -> Callable[[datetime], str]:
        """Return the function that tells the office's time of day."""
        local = self.service.premises.local
        return lambda moment: words.clock(moment.astimezone(local))

    def page(
        self, request: Request, template: str, words: Texts, status: int = 200, **facts: Any
    ) -> HTMLResponse:
        """Return a whole page; nobody may keep it."""
        html = self.fill(template, words, path=request.url.path, **facts)
        return HTMLResponse(html, status, {"cache-control": "no-store"})


def new_key() -> str:
    """Draw the key of one button: pressed twice, it acts once."""
    return secrets.token_urlsafe(_KEY_BYTES)


def pages_of(connection: HTTPConnection) -> Pages:
    """Return the pages behind a request."""
    pages: Pages = connection.app.state.pages
    return pages


def language_of(request: HTTPConnection, default: str = GERMAN) -> str:
    """Return the language of a page: `?lang=`, the cookie, or the default."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if wanted in LANGUAGES:
            return wanted
    return default


def wants_page(request: HTTPConnection) -> bool:
    """Return whether a person reads the answer as a page, not a script as a piece of one."""
    headers = request.headers
    return "text/html" in headers.get("accept", "") and "x-piece" not in headers
