"""Everything a browser needs before the first page: templates, static files, guards, refusals."""

from __future__ import annotations

from fastapi import FastAPI

from kiosk.domain.errors import Refused
from kiosk.office.phone_lines import PhoneLines
from kiosk.office.routes.guards import Guards
from kiosk.office.routes.refusals import answer_broken_books, answer_refusal
from kiosk.office.routes.templates import Pages
from kiosk.office.routes.visitors import Visitors
from kiosk.office.service import OfficeService
from kiosk.office.store import StoreBroken


def install_pages(app: FastAPI) -> None:
    """Give an app everything its pages need; `app.state.service` must be there already."""
    service: OfficeService = app.state.service
    pages = Pages(service)
    app.state.pages = pages
    app.state.phone_lines = PhoneLines(service)
    app.state.visitors = Visitors()
    app.add_route("/static/{digest}/{name:path}", pages.shelf.serve)
    app.add_exception_handler(Refused, answer_refusal)
    app.add_exception_handler(StoreBroken, answer_broken_books)
    app.add_middleware(
        Guards, own_origin=service.premises.pages_url, only_tls=service.secure_cookies
    )
