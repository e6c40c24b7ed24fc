"""The line (Warteschlange) of one department: who is before whom, who is next for a desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from kiosk.domain.desks import Seat
from kiosk.domain.priorities import Policy, PolicyKind, Priority
from kiosk.domain.tickets import Kind, Ticket, TicketState


def effective_class(ticket: Ticket, now: datetime) -> Priority:
    """Return the class that counts now: a booked time that has come lifts a normal ticket."""
    if ticket.kind is Kind.APPOINTMENT and ticket.due_at is not None and ticket.due_at <= now:
        return min(ticket.priority, Priority.APPOINTMENT)
    return ticket.priority


def in_line_since(ticket: Ticket) -> datetime:
    """Return from when on somebody waits: who is early for a booked time waits from that time."""
    return ticket.queued_at if ticket.due_at is None else max(ticket.queued_at, ticket.due_at)


def _oldest_first(tickets: Iterable[Ticket]) -> list[Ticket]:
    return sorted(tickets, key=lambda t: (in_line_since(t), t.number, t.ticket_id))


def in_order(
    tickets: Iterable[Ticket], policy: Policy, now: datetime, recent: Sequence[Priority] = ()
) -> list[Ticket]:
    """Return the waiting tickets in the order in which they will be called.

    Args:
        tickets: of one department; others than WAITING are left out.
        recent: classes of the last calls, newest last; only RATIO looks at them.
    """
    waiting = _oldest_first(t for t in tickets if t.state is TicketState.WAITING)
    emergencies = [t for t in waiting if effective_class(t, now) is Priority.EMERGENCY]
    promised = [
        t
        for t in waiting
        if effective_class(t, now) is Priority.NORMAL
        and now - in_line_since(t) >= policy.longest_wait
    ]
    first = [*emergencies, *promised]
    taken = {t.ticket_id for t in first}
    rest = [t for t in waiting if t.ticket_id not in taken]
    # Whoever is called before counts in the ratio, as it will when it has happened.
    recent = [*recent, *(effective_class(t, now) for t in first)]
    return [*first, *_by_policy(rest, policy, now, recent)]


def _by_policy(
    rest: list[Ticket], policy: Policy, now: datetime, recent: Sequence[Priority]
) -> list[Ticket]:
    if policy.kind is PolicyKind.STRICT:
        return sorted(rest, key=lambda t: effective_class(t, now))  # stable: age stays inside
    if policy.kind is PolicyKind.AGEING:
        none = timedelta(0)
        return sorted(
            rest, key=lambda t: in_line_since(t) - policy.bonus.get(effective_class(t, now), none)
        )
    preferred = [t for t in rest if effective_class(t, now) is not Priority.NORMAL]
    normal = [t for t in rest if effective_class(t, now) is Priority.NORMAL]
    return _alternate(preferred, normal, policy.ratio, recent)


def _alternate(
    preferred: list[Ticket],
    normal: list[Ticket],
    ratio: tuple[int, int],
    recent: Sequence[Priority],
) -> list[Ticket]:
    """Merge two lines a : b, going on where the last calls have stopped."""
    a, b = ratio
    preferred_run = normal_run = 0
    for called in recent:
        if called is Priority.NORMAL:
            normal_run += 1
            if normal_run >= b:
                preferred_run = normal_run = 0
        else:
            preferred_run += 1
    merged: list[Ticket] = []
    preferred, normal = list(preferred), list(normal)
    while preferred or normal:
        if preferred and (preferred_run < a or not normal):
            merged.append(preferred.pop(0))
            preferred_run += 1
        else:
            merged.append(normal.pop(0))
            normal_run += 1
            if normal_run >= b:
                preferred_run = normal_run = 0
    return merged


def suits(ticket: Ticket, seat: Seat) -> bool:
    """Return whether this seat can serve everything the citizen came for."""
    if ticket.department not in seat.departments:
        return False
    if ticket.kind is Kind.VIDEO and not seat.takes_video:
        return False
    if ticket.kind is not Kind.VIDEO and not seat.takes_lobby:
        return False
    return not seat.skills or all(wish.service in seat.skills for wish in ticket.wishes)


def candidates(ordered: Iterable[Ticket], seat: Seat, now: datetime) -> list[Ticket]:
    """Return whom this seat may call now, best first."""
    return [t for t in ordered if t.callable_at(now) and suits(t, seat)]


def ahead_of(ticket: Ticket, ordered: Sequence[Ticket]) -> int:
    """Return how many people are called before this ticket; 0 when it is not in the line."""
    for place, other in enumerate(ordered):
        if other.ticket_id == ticket.ticket_id:
            return place
    return 0
