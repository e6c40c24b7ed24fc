"""What a visit knows of its video call; it goes with the visit, and nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.call_control import Adjust, DeviceState, Lease, Media, Stream
from kiosk.domain.call_messages import CallNow, GuestNow
from kiosk.domain.calls import ANSWERED, OVER, Wanted
from kiosk.terminal.call_acts import CallEffect, HangUpCall, LeaveTheCall
from kiosk.terminal.guest_talk import Third, may_take_part
from kiosk.terminal.situations import Situation

FIRST_VOLUME = 70
VOLUME_STEP = 10
MOST_LINES = 200  # of the conversation in writing
LONGEST_LINE = 500
ALIVE = (Media.UP, Media.WEAK)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the conversation in writing; `own` is the citizen's."""

    own: bool
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A call from the consent page on.

    `camera_chosen` is None until the citizen has said whether to be seen. `consented` is the
    yes to being seen and heard by a clerk. `problem` is why the knock was refused.
    """

    department: str
    service: str = ""
    camera_chosen: bool | None = None
    interpreter: str = ""
    consented: bool = False
    ticket_id: str = ""
    call: CallNow | None = None
    generation: int = 0
    media: Media | None = None
    met: bool = False  # both have seen or heard each other in this conversation
    lost_at: datetime | None = None  # since when the other end is not there
    streams: tuple[Stream, ...] = ()
    camera: DeviceState = DeviceState.CLOSED
    microphone: DeviceState = DeviceState.CLOSED
    process_here: bool = True
    muted: bool = False
    hidden: bool = False
    volume_percent: int = FIRST_VOLUME
    level_percent: int = 0
    writing: bool = False
    typed: str = ""
    lines: tuple[Line, ...] = ()
    staff_typing: str = ""
    still_wanted: bool = False
    page: str = ""  # the service whose card the clerk shows
    pointer: tuple[float, float] | None = None
    points_at_own: bool = False  # at the citizen's own picture
    pointed_at: datetime | None = None
    third: Third = Third()

    @property
    def wanted(self) -> Wanted:
        """How the citizen wants to talk."""
        return Wanted(bool(self.camera_chosen), self.interpreter)

    @property
    def answered(self) -> bool:
        """Whether a desk has accepted."""
        return self.call is not None and self.call.state in ANSWERED

    @property
    def over(self) -> bool:
        """Whether the call is over."""
        return self.call is not None and self.call.state in OVER

    @property
    def gate_open(self) -> bool:
        """Whether pictures and sound of the citizen may pass now."""
        return self.consented and self.answered and not (self.call and self.call.held)

    @property
    def guest(self) -> GuestNow | None:
        """The third person, as the office tells it; None outside a conversation."""
        return self.call.guest if self.call is not None and self.answered else None

    @property
    def guest_may_take_part(self) -> bool:
        """Whether the citizen has said yes to the third person."""
        return may_take_part(self.guest, self.third, wished=bool(self.interpreter))

    def adjusted(self) -> Adjust:
        """Return what the call process is told about muting, hiding and loudness."""
        return Adjust(self.muted, self.hidden, self.volume_percent)


def lease_of(talk: Talk | None, situation: Situation) -> Lease:
    """Return what camera and microphone may do now; the call process asks for it every second.

    The camera shows the citizen to themselves once they have chosen to be seen; the microphone
    is opened only by the yes to the call.
    """
    if talk is None or talk.over:
        return Lease(False, False)
    if not talk.ticket_id and situation is not Situation.KNOCK:
        return Lease(False, False)  # looks at something else, and may not come back
    camera = bool(talk.camera_chosen) and not talk.hidden
    return Lease(camera, talk.consented)


def left(talk: Talk | None, *, keep_place: bool = False) -> tuple[CallEffect, ...]:
    """Return what has to be done when somebody leaves a call, or walks away from it."""
    if talk is None:
        return ()
    if not talk.ticket_id or talk.over:
        return (HangUpCall(),)
    return (LeaveTheCall(talk.ticket_id, keep_place), HangUpCall())


def said(talk: Talk, line: Line) -> Talk:
    """Return the talk with one more line in writing."""
    cut = replace(line, text=line.text[:LONGEST_LINE])
    return replace(talk, lines=(*talk.lines, cut)[-MOST_LINES:])
