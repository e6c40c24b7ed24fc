"""Who stands behind a request: the signed-in account, its words, and its filled-in form."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import FormData
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from kiosk.domain.errors import Refused
from kiosk.office.routes.refusals import FormWrong, NotAllowed, SignInNeeded
from kiosk.office.routes.templates import LANGUAGE_COOKIE, language_of
from kiosk.office.service import OfficeService, service_of
from kiosk.office.store.account_rows import Account, Role, Session
from kiosk.texts import Texts, texts

# The console speaks the languages of the staff.
LANGUAGES = ("de", "en")
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_MOST_FIELDS = 300
_LEADS = frozenset({Role.LEAD, Role.ADMIN})


class TimePassed(Refused):
    """The time of day that was typed lies behind us."""

    code = "time-passed"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who is signed in."""

    account: Account
    session: Session
    token: str
    words: Texts

    @property
    def leads(self) -> bool:
        """Whether this account may close a department."""
        return self.account.role in _LEADS


@dataclass(frozen=True, slots=True)
class Form:
    """What a page of ours has sent; everything else raises `FormWrong`."""

    fields: FormData

    def text(self, name: str, most: int = 200) -> str:
        """Return a text, at most so many characters; empty when it is missing."""
        value = self.fields.get(name, "")
        if not isinstance(value, str):
            raise FormWrong
        return " ".join(value.split())[:most]

    def many(self, name: str) -> Sequence[str]:
        """Return all values of a field."""
        return [value for value in self.fields.getlist(name) if isinstance(value, str)]

    def key(self) -> str:
        """Return the key of the pressed button, under which the act is carried out once."""
        key = self.text("key")
        if _KEY.fullmatch(key) is None:
            raise FormWrong
        return key

    def number(self, name: str, least: int = 0, most: int = 999) -> int:
        """Return a whole number within limits."""
        written = self.text(name)
        if not (written.isascii() and written.isdigit()) or not least <= int(written) <= most:
            raise FormWrong
        return int(written)

    def later_today(self, name: str, now: datetime) -> datetime | None:
        """Return the moment of a typed time of day; raises `TimePassed`.

        Args:
            now: in the office's time zone.
        """
        written = self.text(name)
        if not written:
            return None
        try:
            clock = time.fromisoformat(written)
        except ValueError:
            raise FormWrong from None
        moment = datetime.combine(now.date(), clock.replace(tzinfo=None), now.tzinfo)
        if moment <= now:
            raise TimePassed
        return moment


def cookie_name(service: OfficeService) -> str:
    """Return the name of the session's cookie; browsers accept `__Host-` over TLS only."""
    return "__Host-foyer" if service.secure_cookies else "foyer"


def token_of(connection: HTTPConnection) -> str | None:
    """Return the token that came with a request."""
    return connection.cookies.get(cookie_name(service_of(connection)))


def words_of(request: HTTPConnection) -> Texts:
    """Return the words of the console: the chosen language, or German."""
    chosen = language_of(request)
    return texts(chosen if chosen in LANGUAGES else LANGUAGES[0])


def remember_language(request: Request, response: Response) -> None:
    """Keep the language that was chosen on this page."""
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE,
            chosen,
            max_age=int(timedelta(days=365).total_seconds()),
            secure=service_of(request).secure_cookies,
            httponly=True,
            samesite="strict",
        )


async def signed_in(request: Request) -> Staff:
    """Return who is signed in; raises `SignInNeeded`."""
    service, token = service_of(request), token_of(request)
    known = await service.ask(service.accounts.who, token, service.clock())
    if known is None or token is None:
        raise SignInNeeded
    account, session = known
    return Staff(account, session, token, words_of(request))


async def filled_in(request: Request) -> Form:
    """Return the form of a request."""
    return Form(await request.form(max_files=0, max_fields=_MOST_FIELDS))


async def acting(request: Request, staff: Annotated[Staff, Depends(signed_in)]) -> Staff:
    """Return who acts; the session's token must come with the form or in a header."""
    sent = request.headers.get("x-csrf-token") or (await filled_in(request)).text("csrf")
    if not secrets.compare_digest(sent.encode(), staff.session.csrf.encode()):
        raise FormWrong
    return staff


async def leading(staff: Annotated[Staff, Depends(acting)]) -> Staff:
    """Return who acts and may decide for a department; raises `NotAllowed`."""
    if not staff.leads:
        raise NotAllowed
    return staff


SignedIn = Annotated[Staff, Depends(signed_in)]
Acting = Annotated[Staff, Depends(acting)]
Leading = Annotated[Staff, Depends(leading)]
Filled = Annotated[Form, Depends(filled_in)]
