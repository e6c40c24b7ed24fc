"""The view of a talk, and what stands beside a page that is looked at meanwhile."""

from __future__ import annotations

from kiosk.domain.call_control import DeviceState, Media, Stream
from kiosk.domain.calls import CallState
from kiosk.domain.departments import Department
from kiosk.terminal import views
from kiosk.terminal.guest_shown import answers, asks_first, farewell, question, third_of
from kiosk.terminal.guest_talk import is_here
from kiosk.terminal.keys import KEYS, SIGNS
from kiosk.terminal.rows import Hall
from kiosk.terminal.talk import Talk
from kiosk.terminal.views import Ask, Beside, Frame, Intent, Moving, Tile, View

_SMALL = (Stream.STAFF, Stream.SELF)
_BROKEN = (DeviceState.MISSING, DeviceState.BUSY, DeviceState.SILENT)


def talking(frame: Frame, hall: Hall, department: Department, talk: Talk) -> View:
    """The talk itself."""
    say = hall.texts
    large, small = _pictures(talk)
    third = third_of(say, talk)
    service = hall.town.catalogue.services.get(talk.page)
    return views.CallView(
        frame,
        title=say.of(department.name),
        large=large,
        small=small,
        state=_state(hall, talk),
        connecting=_connecting(hall, talk),
        weak=_weak(hall, talk),
        held=_held(hall, talk),
        muted=talk.muted,
        hidden=talk.hidden or not talk.camera_chosen,
        volume_percent=talk.volume_percent,
        level_percent=talk.level_percent,
        buttons=_buttons(hall, talk),
        end=Tile(Intent(Ask.GIVE_UP), "call_end", say._("Auflegen")),
        writing=talk.writing,
        typed=talk.typed,
        texts=(*((line.text, line.own) for line in talk.lines), *_typing(talk)),
        keys=KEYS[frame.language],
        signs=SIGNS[frame.language],
        question=_question(hall, talk),
        answers=_answers(hall, talk),
        page_title=say.of(service.name) if service else "",
        page_lines=tuple(say.of(document.text) for document in service.documents)
        if service
        else (),
        pointer=talk.pointer,
        third=third,
        beside=Moving.GUEST if third and third.pinned else None,
        news=farewell(say, talk, hall.now),
    )


def _question(hall: Hall, talk: Talk) -> str:
    say = hall.texts
    if asks_first(talk):
        return question(say, talk)
    still = say._(
        "Darf ein scharfes Standbild gesendet werden? Halten Sie das Papier vor die Kamera."
    )
    return still if talk.still_wanted else ""


def _answers(hall: Hall, talk: Talk) -> tuple[Tile, ...]:
    say = hall.texts
    if asks_first(talk):
        return answers(say)
    send = (
        Tile(Intent(Ask.ANSWER, "yes"), "check", say._("Ja, senden")),
        Tile(Intent(Ask.ANSWER, "no"), "close", say._("Nein")),
    )
    return send if talk.still_wanted else ()


def _typing(talk: Talk) -> tuple[tuple[str, bool], ...]:
    return ((f"{talk.staff_typing} …", False),) if talk.staff_typing else ()


def _pictures(talk: Talk) -> tuple[Moving | None, tuple[Moving, ...]]:
    """Return the large picture and the small ones: what is pointed at or shared, who speaks."""
    there = [stream for stream in talk.streams if stream is not Stream.SELF or not talk.hidden]
    # What is held up to the camera is seen as others see it, while somebody looks at it.
    shows = talk.points_at_own or talk.still_wanted
    own = [Stream.SELF] if shows else []
    order = (*own, Stream.SHARE, Stream.STAFF)
    large = next((stream for stream in order if stream in there), None)
    beside = (*_SMALL, Stream.SHARE) if shows else _SMALL
    small = tuple(Moving(s.value) for s in beside if s in there and s is not large)
    # Who takes part has a place, also while no picture comes.
    guest = talk.guest if is_here(talk.guest) else None
    beside_own = (Moving.GUEST,) if guest is not None and not guest.pinned else ()
    return (Moving(large.value) if large else None), (*beside_own, *small)


def _state(hall: Hall, talk: Talk) -> str:
    """Return the quiet sentence while all is well: with whom, or what is pointed at."""
    say, call = hall.texts, talk.call
    if talk.pointer is not None and talk.points_at_own:
        return say._("Man zeigt Ihnen eine Stelle in Ihrem Bild.")
    if talk.pointer is not None:
        return say._("Man zeigt Ihnen eine Stelle im Bild.")
    if _connecting(hall, talk) or (call and call.held):
        return ""
    if call is not None and call.desk is not None:
        return say._("Sie sprechen mit: {desk}", desk=say.of(call.desk))
    return say._("Sie sind verbunden.")


def _weak(hall: Hall, talk: Talk) -> str:
    """Return the sentence about what does not work just now; the line comes first."""
    say, camera_on = hall.texts, bool(talk.camera_chosen) and not talk.hidden
    if talk.media is Media.WEAK:
        return say._("Verbindung schwach")
    if talk.microphone in _BROKEN:
        return say._("Das Mikrofon geht gerade nicht. Sie können schreiben.")
    if camera_on and talk.camera in _BROKEN:
        return say._("Die Kamera geht gerade nicht. Man hört Sie weiter.")
    return ""


def _held(hall: Hall, talk: Talk) -> str:
    held = talk.call is not None and talk.call.held
    return hall.texts._("Das Gespräch wird gehalten. Bild und Ton sind aus.") if held else ""


def _connecting(hall: Hall, talk: Talk) -> str:
    say, call = hall.texts, talk.call
    if talk.media in (Media.UP, Media.WEAK):
        return ""
    talks = call is not None and call.state is CallState.TALKING
    if talks or talk.met or talk.media is Media.LOST:
        return say._("Die Verbindung war weg und wird wieder aufgebaut.")
    return say._("Die Verbindung wird aufgebaut.")


def _buttons(hall: Hall, talk: Talk) -> tuple[Tile, ...]:
    say = hall.texts
    buttons = [
        Tile(Intent(Ask.MUTE), "mic_off", say._("Mikrofon einschalten"))
        if talk.muted
        else Tile(Intent(Ask.MUTE), "mic", say._("Mikrofon ausschalten")),
    ]
    if talk.camera_chosen:
        buttons.append(
            Tile(Intent(Ask.HIDE), "videocam_off", say._("Kamera einschalten"))
            if talk.hidden
            else Tile(Intent(Ask.HIDE), "videocam", say._("Kamera ausschalten"))
        )
    return (
        *buttons,
        Tile(Intent(Ask.QUIETER), "volume_down", say._("Leiser")),
        Tile(Intent(Ask.LOUDER), "volume_up", say._("Lauter")),
        Tile(Intent(Ask.WRITE), "keyboard", say._("Schreiben")),
        Tile(Intent(Ask.AIDS), "language", say._("Sprache und Hilfe")),
    )


def beside(hall: Hall, department: Department, talk: Talk | None) -> Beside | None:
    """What goes on while somebody looks at languages, text sizes or the help; None: nothing."""
    if talk is None or not talk.ticket_id or talk.over:
        return None
    say, name = hall.texts, hall.texts.of(department.name)
    if not talk.answered:
        back = Tile(Intent(Ask.HOME), "arrow_back", say._("Zurück zum Warten"))
        return Beside(None, name, say._("Sie haben angeklopft. Ihr Platz bleibt Ihnen."), back)
    asked = say._("Man fragt Sie etwas.") if _question(hall, talk) else ""
    trouble = _connecting(hall, talk) or _held(hall, talk) or _weak(hall, talk)
    goes_on = say._("Das Gespräch geht weiter.")
    back = Tile(Intent(Ask.HOME), "arrow_back", say._("Zurück zum Gespräch"))
    return Beside(_pictures(talk)[0], name, trouble or asked or goes_on, back)
