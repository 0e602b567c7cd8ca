"""One event of one person, from the inbox to the outbox, in one transaction. Sends nothing, knows no HTTP.

Whatever goes wrong inside one event is kept as a fault of that event; only a database that does not answer is
passed on, because then nobody may say that the event was taken.
"""

import json
import logging
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, TimeoutError

from bot.events import Event, Left, Quiet, Said, Sent, Tapped, Unsent
from bot.state import State
from handlers.grouping import hear_group
from handlers.joining import by_poster
from handlers.line.inbound import Incoming
from handlers.logs import named
from handlers.organising.handing import hand_over
from handlers.services import Services
from handlers.turn import Alarm, Turn
from handlers.turning import take_turn
from models import inbox, people, states, unsent, wakeups
from models.people import Person

log = logging.getLogger("siangkan.exchange")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`result` is done, order, duplicate, noted (nothing to decide), group, standby, stale or fault. `alarm` tells when
    to come back; `erased` that words were taken back for good; `brought` that there is a photo or voice to fetch."""

    result: str
    alarm: Alarm | None = None
    erased: bool = False
    brought: bool = False


def exchange(services: Services, incoming: Incoming) -> Outcome:
    if incoming.group_id:
        incoming = replace(incoming, user_id=None, raw=None)  # who speaks in a group is nobody to us
    try:
        return _take(services, incoming)
    except (OperationalError, InterfaceError, TimeoutError):
        raise
    except Exception as fault:
        if isinstance(fault, DBAPIError) and fault.connection_invalidated:
            raise
        _note_bug(incoming.event_id, fault)
        return _keep_fault(services, incoming, type(fault).__name__)


def wake(services: Services, person_id: int, turn: int) -> Outcome:
    """The quiet gap after `turn` is over. A second call for the same turn finds no alarm and changes nothing."""
    with services.store.reading() as conn:
        person = people.get(conn, person_id)
    if person is None:
        return Outcome("stale")
    try:
        return _wake(services, person, turn)
    except (OperationalError, InterfaceError, TimeoutError):
        raise
    except Exception as fault:
        _note_bug(f"wake-up of turn {turn}", fault)
        with services.store.writing(person.handle) as conn:
            wakeups.clear(conn, person_id)
        return Outcome("fault")


def _take(services: Services, incoming: Incoming) -> Outcome:
    event = _event(services, incoming)
    if incoming.standby:
        return _note(services, incoming, "standby")
    if incoming.group_id:
        return _group(services, incoming, incoming.group_id)
    if incoming.user_id is None or event is None:
        return _note(services, incoming, "fault" if incoming.fault else "noted")
    return _hear(services, incoming, incoming.user_id, event)


def _event(services: Services, incoming: Incoming) -> Event | None:
    """A message that cannot be read is still answered: nobody who wrote to us is met with silence."""
    if incoming.event is None and incoming.fault and incoming.kind.startswith("message") and incoming.user_id:
        now = services.clock.now()
        return Sent(kind="unknown", message_id=incoming.event_id, at=now, now=now)
    return incoming.event


def _note(services: Services, incoming: Incoming, result: str) -> Outcome:
    """Only the event id is kept, and the raw event where we could not read it; it hangs on the person, so that it
    goes when they go."""
    handle = services.identity.handle(incoming.user_id) if incoming.user_id else ""
    with services.store.writing(handle) as conn:
        person = people.find(conn, handle) if handle else None
        if not _first(services, conn, incoming, person):
            return Outcome("duplicate")
        if incoming.user_id and incoming.raw and person is None:
            _meet(services, conn, incoming, incoming.user_id)
    return Outcome(result)


def _group(services: Services, incoming: Incoming, group_id: str) -> Outcome:
    """Nothing of what a group says is kept."""
    handle = services.identity.handle(group_id)
    with services.store.writing(handle) as conn:
        if not _first(services, conn, incoming, None):
            return Outcome("duplicate")
        hear_group(services, conn, incoming, group_id)
    return Outcome("group")


def _hear(services: Services, incoming: Incoming, user_id: str, event: Event) -> Outcome:
    handle = services.identity.handle(user_id)
    prepared = _prepared(services, handle, event)
    with services.store.writing(handle) as conn:
        person, state = states.find(conn, handle) or (None, State())
        if not _first(services, conn, incoming, person):
            return Outcome("duplicate")
        if person is None:
            if isinstance(event, Left | Unsent):
                return Outcome("noted")  # nothing is known of them, and nothing need be
            person = _meet(services, conn, incoming, user_id)
        elif isinstance(event, Said | Sent) and unsent.known(conn, person.id, event.message_id):
            return Outcome("noted")  # taken back before it came: it was never said
        turn = Turn(services, conn, _with_token(person, incoming.reply_token, event.now), event.now)
        if services.desk and isinstance(event, Said | Tapped):
            answered = services.desk.carry_out(services, conn, person, event, prepared)
            if answered is not None:
                hand_over(turn, answered, person)
                return Outcome("order")
        take_turn(turn, state, by_poster(services, conn, person.id, event))
        return Outcome("fault" if incoming.fault else "done", turn.alarm, turn.erased, turn.brought)


def _prepared(services: Services, handle: str, event: Event) -> Any:
    """What an organiser wants to look at is looked up before anybody's writing has to wait for it."""
    if (
        services.desk is None
        or not isinstance(event, Said | Tapped)
        or not services.desk.knows(services, handle)
    ):
        return None
    with services.store.reading() as conn:
        person = people.find(conn, handle)
    return services.desk.prepare(services, person.id, event) if person else None


def _first(services: Services, conn: Connection, incoming: Incoming, person: Person | None) -> bool:
    raw = incoming.raw
    if raw and incoming.user_id:
        raw = raw.replace(incoming.user_id, "(the person)")
    return inbox.take(
        conn,
        incoming.event_id,
        services.clock.now(),
        kind=incoming.kind,
        person_id=person.id if person else None,
        fault=incoming.fault,
        raw=raw,
    )


def _meet(services: Services, conn: Connection, incoming: Incoming, user_id: str) -> Person:
    handle, sealed = services.identity.handle(user_id), services.identity.seal(user_id)
    person = people.meet(conn, handle, sealed, services.clock.now())
    inbox.belongs(conn, incoming.event_id, person.id)
    return person


def _with_token(person: Person, token: str | None, now: int) -> Person:
    person = replace(person, blocked_at=None)
    return replace(person, reply_token=token, reply_token_at=now) if token else person


def _wake(services: Services, person: Person, turn: int) -> Outcome:
    now = services.clock.now()
    with services.store.writing(person.handle) as conn:
        fresh = people.get(conn, person.id)
        if fresh is None or wakeups.turn_of(conn, person.id) != turn:
            return Outcome("stale")
        wakeups.clear(conn, person.id)
        state, quiet = states.load(conn, person.id), Quiet(at=now, now=now, turn=turn)
        woken = Turn(services, conn, fresh, now)
        take_turn(woken, state, quiet)
        return Outcome("done", woken.alarm)


def _keep_fault(services: Services, incoming: Incoming, name: str) -> Outcome:
    """The turn left nothing behind; its event is kept for whoever repairs the bug, unless it is from a group."""
    if incoming.group_id:
        return _note(services, replace(incoming, fault=name), "fault")
    event = incoming.event
    if isinstance(event, Sent):
        incoming = replace(incoming, event=replace(event, where=None))  # where people are is kept nowhere
    raw = incoming.raw or json.dumps(asdict(incoming), ensure_ascii=False, default=str)
    storable = raw.encode("utf-8", "replace").decode()
    return _note(services, replace(incoming, fault=name, raw=storable), "fault")


def _note_bug(what: str, fault: Exception) -> None:
    log.error("%s failed: %s", what, named(fault))
