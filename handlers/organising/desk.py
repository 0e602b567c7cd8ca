"""Where organisers' orders arrive and are carried out: read, allowed, done, noted in the log, answered.

What only looks is prepared before the event is taken, in a look of its own at the database, so that counting holds up
nobody who writes. Whoever is no organiser never gets here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.events import Event, Said, Tapped
from bot.organising.orders import Order
from bot.organising.reading import OrderReader
from bot.organising.taps import order_of
from handlers.counting import count_the_stirred
from handlers.organising.asked import Answer, Asked
from handlers.organising.commands import COMMANDS, waits_for_words
from handlers.organising.joining import by_code
from handlers.organising.saying import says, ways
from handlers.services import Services
from handlers.thai_dates import day_of
from models import audit, organisers
from models.organisers import Organiser
from models.people import Person

_FRESH_MS = 5_000
_OPEN_MS = 60 * 60_000
_AT_ONCE = 100
"""So many people are counted before a summary; who waits behind them is counted a moment later."""
_OF_ONESELF = frozenset({"my_data", "delete_data", "withdraw", "copy", "edit", "pause", "restart"})
_NOTE_THEMSELVES = frozenset({"invite", "remove"})
"""These are only deeds once they are done, and say so in the log then."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an order of this organiser showed, a moment ago."""

    organiser: Organiser
    order: Order
    answer: Answer


class Desk:
    """`load_reader` is asked when the first organiser speaks: most people never are one."""

    def __init__(self, load_reader: Callable[[], OrderReader]) -> None:
        self._load_reader = load_reader
        self._known: frozenset[str] = frozenset()
        self._looked_at = -_FRESH_MS

    def knows(self, services: Services, handle: str) -> bool:
        """Every message asks, so the database is asked only now and then; whoever is new is known within seconds."""
        now = services.clock.now()
        if not 0 <= now - self._looked_at < _FRESH_MS:
            with services.store.reading() as conn:
                self._known, self._looked_at = frozenset(organisers.handles(conn)), now
        return handle in self._known

    def prepare(self, services: Services, person_id: int, event: Event) -> Prepared | None:
        """None when the event orders nothing that only looks."""
        with services.store.reading() as conn:
            organiser = organisers.of(conn, person_id)
        order = self._order(services, organiser, event) if organiser else None
        allowed = COMMANDS.get(order.kind) if order else None
        if organiser is None or order is None or allowed is None or not allowed.looks:
            return None
        count_the_stirred(services, 0, most=_AT_ONCE)
        with services.store.reading() as conn:
            return Prepared(organiser, order, self._done(services, conn, organiser, order))

    def carry_out(
        self, services: Services, conn: Connection, person: Person, event: Event, prepared: Prepared | None
    ) -> Answer | None:
        """None when the event is neither an order of an organiser nor a code that makes one: then it is heard like
        anybody's."""
        welcomed = by_code(services, conn, person, event)
        if welcomed is not None:
            self._looked_at = -_FRESH_MS  # somebody new may be known from now on
            return welcomed
        organiser = organisers.of(conn, person.id) if person.organises else None
        if organiser is None:
            return None
        now = services.clock.now()
        if organiser.desk and now - person.seen_at > _OPEN_MS:
            organiser = replace(organiser, desk="")  # what was open that long ago is forgotten
            organisers.set_desk(conn, person.id, "")
        order = prepared.order if prepared else self._order(services, organiser, event)
        _leave(conn, organiser, order)
        if order is None:
            return None
        if prepared and prepared.organiser.role == organiser.role:
            answer = prepared.answer
        else:
            answer = self._done(services, conn, organiser, order)
        if order.kind not in _NOTE_THEMSELVES or not _may(organiser, order):
            _note(conn, organiser, order, now)
        return answer

    def _order(self, services: Services, organiser: Organiser, event: Event) -> Order | None:
        if isinstance(event, Tapped):
            return order_of(event.data)
        if not isinstance(event, Said):
            return None
        order = self._load_reader().read(event.text, day_of(services.clock.now()))
        open_ = waits_for_words(organiser)
        if open_ is None or order is not None:
            return order
        # What a person may always ask for themselves is never the text of something else.
        meant = services.form.commands.understand(event.text, "nothing").intent
        return None if meant in _OF_ONESELF else replace(open_, words=event.text)

    def _done(self, services: Services, conn: Connection, organiser: Organiser, order: Order) -> Answer:
        command = COMMANDS.get(order.kind)
        if command is None:
            return says(
                "desk_not_here", *ways(("way_summary", Order("summary")), ("way_help", Order("help")))
            )
        if not _may(organiser, order):
            return says("desk_not_yours")
        return command.do(Asked(services, conn, organiser, order, services.clock.now()))


def _may(organiser: Organiser, order: Order) -> bool:
    command = COMMANDS.get(order.kind)
    return command is None or organiser.may(command.least)


def _leave(conn: Connection, organiser: Organiser, order: Order | None) -> None:
    """Whoever orders or says something else is no longer asked for the words of what was open before."""
    open_ = order_of(organiser.desk) if organiser.desk else None
    if open_ and (order is None or open_.kind != order.kind):
        organisers.set_desk(conn, organiser.person_id, "")


def _note(conn: Connection, organiser: Organiser, order: Order, now: int) -> None:
    """What was asked about, in codes; never a word that was typed."""
    said = [f"{name}={code}" for name, code in order.scope.said.items()]
    about = " ".join(
        [*said, *([f"code={order.code}"] if order.code else []), *([order.step] if order.step else [])]
    )
    act = order.kind if _may(organiser, order) else f"refused {order.kind}"
    audit.note(conn, organiser.code, act, about, now)
