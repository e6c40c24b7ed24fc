"""How the office says no in a browser: a stable code for programs, a sentence for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kiosk.domain.errors import Refused, TooManyTries
from kiosk.office.routes.templates import language_of, pages_of, wants_page
from kiosk.texts import Texts, texts

SIGN_IN_PAGE = "/desk/sign-in"


class SignInNeeded(Refused):
    """Nobody is signed in in this browser, or the session is over."""

    code = "sign-in-needed"


class FormWrong(Refused):
    """The form was not sent by one of our pages."""

    code = "form-wrong"


class NotAllowed(Refused):
    """This account may not do that."""

    code = "not-allowed"


class NothingChosen(Refused):
    """Somebody wants to serve certain services and has ticked none."""

    code = "nothing-chosen"


class NoRoom(Refused):
    """Too many pages listen at once."""

    code = "no-room"


_STATUS: Mapping[str, int] = {
    "sign-in-needed": 401,
    "wrong-sign-in": 401,
    "form-wrong": 400,
    "not-allowed": 403,
    "unknown-ticket": 404,
    "unknown-service": 404,
    "too-many-tries": 429,
    "no-room": 503,
}
_SENTENCES: Mapping[str, Callable[[Texts], str]] = {
    "closed": lambda t: t._("Dieser Fachbereich nimmt gerade niemanden an."),
    "line-full": lambda t: t._("Es warten schon zu viele Menschen."),
    "numbers-exhausted": lambda t: t._("Für heute sind alle Nummern vergeben."),
    "number-taken": lambda t: t._("Diese Nummer hat schon jemand."),
    "unknown-service": lambda t: t._("Diese Leistung gibt es hier nicht."),
    "unknown-ticket": lambda t: t._("Diese Wartemarke gibt es heute nicht."),
    "too-late": lambda t: t._("Die Zeit zum Zurückkommen ist vorbei."),
    "already-reactivated": lambda t: t._("Zurückkommen geht nur einmal."),
    "desk-busy": lambda t: t._("Bitte schließen Sie erst den laufenden Aufruf ab."),
    "not-signed-in": lambda t: t._("An diesem Platz sitzt schon jemand, oder Sie sitzen nirgends."),
    "not-possible": lambda t: t._("Das ist jetzt nicht mehr möglich. Der Stand hat sich geändert."),
    "wrong-sign-in": lambda t: t._("Anmeldename oder Passwort stimmt nicht."),
    "sign-in-needed": lambda t: t._("Bitte melden Sie sich wieder an."),
    "form-wrong": lambda t: t._("Das Formular war unvollständig. Bitte laden Sie die Seite neu."),
    "not-allowed": lambda t: t._("Dafür fehlt Ihrem Konto das Recht."),
    "nothing-chosen": lambda t: t._("Bitte wählen Sie mindestens eine Leistung."),
    "time-passed": lambda t: t._("Diese Uhrzeit ist heute schon vorbei."),
    "no-room": lambda t: t._("Gerade schauen zu viele zu. Bitte versuchen Sie es gleich wieder."),
}


def sentence(refused: Refused, words: Texts) -> str:
    """Return what to tell a person."""
    if isinstance(refused, TooManyTries):
        seconds = ceil(refused.retry_after.total_seconds())
        return words._("Zu viele Versuche. Bitte warten Sie {seconds} Sekunden.", seconds=seconds)
    told = _SENTENCES.get(refused.code)
    return told(words) if told else words._("Das geht gerade nicht.")


def status_for(refused: Refused) -> int:
    """Return the HTTP status of a refusal."""
    return _STATUS.get(refused.code, 409)


async def answer_refusal(request: Request, refused: Exception) -> Response:
    """Turn a refusal into an answer: a page for people, JSON for scripts."""
    assert isinstance(refused, Refused)
    if wants_page(request) and isinstance(refused, SignInNeeded):
        return RedirectResponse(SIGN_IN_PAGE, 303)
    told = sentence(refused, texts(language_of(request)))
    response = _answer(request, status_for(refused), refused.code, refused.facts(), told)
    if isinstance(refused, TooManyTries):
        response.headers["retry-after"] = str(ceil(refused.retry_after.total_seconds()))
    return response


async def answer_broken_books(request: Request, broken: Exception) -> Response:
    """Say that the books cannot be read or written now."""
    told = texts(language_of(request))._("Das geht gerade nicht.")
    return _answer(request, 503, "books-broken", {}, told)


def _answer(
    request: Request, status: int, code: str, facts: Mapping[str, object], told: str
) -> Response:
    if not wants_page(request):
        return JSONResponse({"code": code, "facts": facts, "sentence": told}, status)
    words = texts(language_of(request))
    return pages_of(request).page(
        request, "refused.html", words, status, sentence=told, back=_back(request), languages=()
    )


def _back(request: Request) -> str:
    """Return where to go from the page that says no."""
    path = request.url.path
    if path.lower().startswith("/t/"):
        return "/".join(path.split("/")[:3])
    return "/desk" if path.startswith("/desk") else path
