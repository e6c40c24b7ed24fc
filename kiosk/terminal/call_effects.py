"""Carries out what a visit's call wants done, and brings back what office and call process say."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from kiosk.domain import call_control as control
from kiosk.domain import call_messages as messages
from kiosk.domain.call_chat import CHAT
from kiosk.domain.call_messages import CallTold, Signal
from kiosk.domain.wire import BadMessage
from kiosk.journal import Happened, Key, note
from kiosk.terminal import call_acts as acts
from kiosk.terminal.call_link import CallLink
from kiosk.terminal.office_link import OfficeLink, refused_with

Question = (
    messages.Knock
    | messages.LeaveCall
    | messages.CallAgain
    | messages.TellMedia
    | messages.AnswerGuest
)

_KNOCKS_AGAIN = 2


@dataclass(slots=True)
class CallEffects:
    """The hands of a visit's call.

    Args:
        ticket: the ticket of the present call, "" while there is none: what comes for another
            one is dropped.
    """

    link: OfficeLink
    process: CallLink
    tell: Callable[[acts.CallEvent], None]
    start: Callable[[Coroutine[Any, Any, None], str], None]
    ticket: Callable[[], str]

    def carry_out(self, effect: acts.CallEffect) -> None:
        """Begin an effect; it never blocks and never raises for expected trouble."""
        match effect:
            case acts.KnockNow(ticket_id, wanted):
                self.knock(messages.Knock(0, ticket_id, wanted))
            case acts.LeaveTheCall(ticket_id, keep_place):
                self.start(self._ask(messages.LeaveCall(0, ticket_id, keep_place)), "leave call")
            case acts.KnockAgain(ticket_id):
                again = messages.CallAgain(0, ticket_id)
                self.start(self._ask(again, knocks=True), "knock again")
            case acts.TellMediaUp(ticket_id, generation, up, leg):
                told = messages.TellMedia(0, ticket_id, generation, up, leg)
                self.start(self._ask(told), "media")
            case acts.OpenConnection(connect, gate_open):
                self.process.send(_opening(connect, gate_open))
            case acts.SetGate(generation, open_, leg):
                self.process.send(control.Gate(generation, open_, leg))
            case acts.AnswerTheGuest(ticket_id, yes):
                self.start(self._answer_guest(messages.AnswerGuest(0, ticket_id, yes)), "guest")
            case acts.AdjustCall(adjust):
                self.process.send(adjust)
            case acts.SendChat(chat):
                self.process.send(control.SayText(CHAT.encode(chat)))
            case acts.SendTheStill():
                self.process.send(control.SendStill())
            case acts.HangUpCall(which):
                self.process.send(control.HangUp(which))

    def knock(self, knock: messages.Knock) -> None:
        """Knock, or say again what stands."""
        self.start(self._ask(knock, knocks=True), "knock")

    async def _ask(self, question: Question, *, knocks: bool = False) -> None:
        answer = await self.link.ask(question)
        for _ in range(_KNOCKS_AGAIN if knocks else 0):
            # A busy office has heard it and not yet said so; nobody is sent away for that.
            if answer is None and self.link.here:
                answer = await self.link.ask(question)
        if isinstance(answer, CallTold):
            self.tell(acts.CallHeard(answer.call))
        elif knocks:
            self.tell(acts.KnockRefused(refused_with(answer) or "not-possible"))

    async def _answer_guest(self, answer: messages.AnswerGuest) -> None:
        told = await self.link.ask(answer)
        if isinstance(told, CallTold):
            self.tell(acts.CallHeard(told.call))
        else:
            self.tell(acts.GuestAnswerLost())

    # ------------------------------------------------------------ the office
    def signal(self, signal: Signal) -> None:
        """Pass on what the browser of desk or guest says to the call process."""
        if signal.ticket_id == self.ticket():
            heard = control.SignalIn(signal.generation, signal.kind, signal.body, signal.leg)
            self.process.send(heard)

    # ------------------------------------------------------------ the call process
    def reported(self, report: control.Report) -> None:
        """Hear the call process."""
        match report:
            case control.SignalOut(generation, kind, body, leg):
                if self.ticket():
                    self.link.say(Signal(self.ticket(), generation, kind, body, leg))
            case control.MediaNow(generation, media, leg):
                self.tell(acts.MediaMoved(generation, media, leg))
            case control.StreamsNow(streams):
                self.tell(acts.StreamsShown(streams))
            case control.DevicesNow(camera, microphone):
                self.tell(acts.CallDevices(camera, microphone))
            case control.LevelNow(percent):
                self.tell(acts.LevelHeard(percent))
            case control.HeardText(text):
                self._heard(text)
            case control.CallReady() | control.QualityNow():
                pass

    def _heard(self, text: str) -> None:
        try:
            self.tell(acts.ChatHeard(CHAT.decode(text)))
        except BadMessage:
            note(Happened.REFUSED, code=Key("chat-unreadable"))


def _opening(connect: messages.Connect, gate_open: bool) -> control.Open:
    return control.Open(
        connect.generation, gate_open, connect.ice_servers, connect.relay_only, connect.leg
    )
