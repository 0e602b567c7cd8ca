"""Carries announcements on, a few batches a minute, so that one can be stopped; ends those that are through.

Any number of processes may do it at once. By night only what was hurried goes on. Sends nothing: the outbox does.
"""

from sqlalchemy import Connection

from bot.organising.weeks import is_waking
from handlers.services import Services
from handlers.thai_dates import in_thailand
from models import announcements, audit, batching, delivery, ledger, room
from models.announcements import SENDING, STOPPING, Announcement
from models.outgoing import MOST_RECIPIENTS

AT_ONCE = 10
"""So many batches of up to 500 people may be in the outbox together."""


def carry_on(services: Services) -> int:
    """How many batches were made."""
    with services.store.reading() as conn:
        found = announcements.running(conn)
    return sum(_carry_on(services, each) for each in found)


def rests(now: int) -> bool:
    """From eight in the evening to seven in the morning nobody is to be disturbed."""
    return not is_waking(in_thailand(now).hour)


def _carry_on(services: Services, announcement: Announcement) -> int:
    if announcement.state == STOPPING:
        _take_back(services, announcement)
        _end(services, announcement, "waiting", "parked")
        return 0
    if announcement.state == SENDING and rests(services.clock.now()):
        return 0
    made = 0
    while made < AT_ONCE and _put_batch(services, announcement):
        made += 1
    _end(services, announcement, "waiting")
    return made


def _put_batch(services: Services, announcement: Announcement) -> bool:
    with services.store.writing() as conn:
        now = services.clock.now()
        multicasts, people = batching.in_flight(conn)
        if multicasts >= AT_ONCE:
            return False
        return batching.put_batch(conn, announcement.id, now, _size(conn, people, now)) > 0


def _size(conn: Connection, in_flight: int, now: int) -> int:
    """A multicast finds room in the month as a whole or not at all: the last that can is cut to what is left."""
    left = ledger.standing(conn, now).left
    if left is None:
        return MOST_RECIPIENTS
    free = left - room.reserve_for_digests(conn, now) - in_flight
    return min(free, MOST_RECIPIENTS) if free > 0 else MOST_RECIPIENTS


def _take_back(services: Services, announcement: Announcement) -> None:
    """Piece by piece: of the parked there may be many."""
    taken = True
    while taken:
        with services.store.writing() as conn:
            taken = batching.halt(conn, announcement.id, services.clock.now()) > 0


def _end(services: Services, announcement: Announcement, *open_states: str) -> None:
    """Once nobody waits. What is parked goes out with its person's next message, after the end too."""
    with services.store.reading() as conn:
        if batching.any_left(conn, announcement.id, *open_states):
            return
    with services.store.writing() as conn:
        if announcements.close(conn, announcement, services.clock.now()):
            _note(conn, announcement, services.clock.now())


def _note(conn: Connection, announcement: Announcement, now: int) -> None:
    counted = delivery.counts(conn, announcement.id)
    told = [f"code={announcement.code}", *(f"{state}={n}" for state, n in sorted(counted.items()))]
    audit.note(conn, announcement.made_by, "announced", " ".join(told), now)
