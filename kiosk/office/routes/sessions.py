"""Signing in and out, and the list of browsers where somebody is signed in."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kiosk.domain.errors import Refused
from kiosk.journal import Happened, Key, note
from kiosk.office.accounts import ABSOLUTE_LIMIT, LONGEST_PASSWORD
from kiosk.office.routes.refusals import FormWrong, sentence, status_for
from kiosk.office.routes.staff import (
    LANGUAGES,
    Acting,
    Filled,
    SignedIn,
    cookie_name,
    remember_language,
    token_of,
    words_of,
)
from kiosk.office.routes.templates import pages_of
from kiosk.office.routes.visitors import peer_of, visitors_of
from kiosk.office.service import OfficeService, service_of

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.get("/sign-in")
async def sign_in_page(request: Request) -> Response:
    """Ask for login and password."""
    service = service_of(request)
    if await service.ask(service.accounts.who, token_of(request), service.clock()):
        return RedirectResponse("/desk", 303)
    return _sign_in_page(request)


def _sign_in_page(
    request: Request, wrong: str = "", login: str = "", status: int = 200
) -> Response:
    page = pages_of(request).page(
        request,
        "sign_in.html",
        words_of(request),
        status,
        wrong=wrong,
        login=login,
        languages=LANGUAGES,
    )
    remember_language(request, page)
    return page


@router.post("/sign-in")
async def sign_in(request: Request, form: Filled) -> Response:
    """Check login and password and open a session under a new token."""
    if "origin" not in request.headers and "sec-fetch-site" not in request.headers:
        # There is no session yet whose token could say that the form is ours.
        raise FormWrong
    service, login = service_of(request), form.text("login", 64)
    password = form.fields.get("password", "")
    if not isinstance(password, str):
        raise FormWrong
    visitors, accounts = visitors_of(request), service.accounts
    try:
        # One at a time and not in the thread of the books: hashing takes long on purpose.
        async with visitors.at_the_door():
            token, _ = await asyncio.to_thread(
                accounts.sign_in,
                login,
                password[: LONGEST_PASSWORD + 1],
                peer_of(request),
                service.clock(),
                token_of(request),
            )
    except Refused as refused:
        note(Happened.REFUSED, code=Key(refused.code))
        told = sentence(refused, words_of(request))
        return _sign_in_page(request, told, login, status_for(refused))
    response = RedirectResponse("/desk", 303)
    _set_cookie(response, service, token)
    return response


def _set_cookie(response: Response, service: OfficeService, token: str) -> None:
    response.set_cookie(
        cookie_name(service),
        token,
        max_age=int(ABSOLUTE_LIMIT.total_seconds()),
        path="/",
        secure=service.secure_cookies,
        httponly=True,
        samesite="strict",
    )


@router.post("/sign-out")
async def sign_out(request: Request, staff: Acting) -> Response:
    """Get up from the desk and end the session; refused while a call is open."""
    service = service_of(request)
    await service.ask(service.seats.sign_out, staff.account.account_id, service.clock())
    await service.ask(service.accounts.sign_out, staff.token)
    response = RedirectResponse("/desk/sign-in", 303)
    response.delete_cookie(
        cookie_name(service),
        path="/",
        secure=service.secure_cookies,
        httponly=True,
        samesite="strict",
    )
    return response


@router.get("/sessions")
async def sessions_page(request: Request, staff: SignedIn) -> Response:
    """Show where this account is signed in."""
    service = service_of(request)
    live = await service.ask(
        service.accounts.sessions_of, staff.account.account_id, service.clock()
    )
    page = pages_of(request).page(
        request, "sessions.html", staff.words, staff=staff, sessions=live, languages=LANGUAGES
    )
    remember_language(request, page)
    return page


@router.post("/sessions/end")
async def end_session(request: Request, staff: Acting, form: Filled) -> Response:
    """End a session of this account somewhere else."""
    service = service_of(request)
    await service.ask(
        service.accounts.end_session, staff.account.account_id, form.text("session", 64)
    )
    return RedirectResponse("/desk/sessions", 303)
