"""Retention: what is older than promised loses its person or goes. Takes small bites, so that webhooks go on.

Done twice it changes nothing, and after a crash it goes on where it was. A round is over at midnight after its last
day, by the clocks of Thailand, and `days` later it is expired; a round without a last day never is.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

from bot.rounds import Round
from handlers.services import Services
from handlers.thai_dates import end_of, in_thailand
from handlers.working import Kind, once
from models import leftovers, retention, scrub
from models.database import Store
from models.leftovers import LEFTOVERS, Leftover
from models.retention import Held

LEFTOVER_DAYS = 31
"""A month and no less: what was sent in a month is counted against LINE's quota until it ends."""
_DAY_MS = 24 * 60 * 60 * 1000
_HOUR = 3
_MOST = 500
PURGE = Kind("purge", _DAY_MS, lease_ms=60 * 60_000)

log = logging.getLogger("siangkan.purging")


@dataclass(frozen=True, slots=True)
class Purged:
    """What went, or would go: of each expired round, whole people, and leftovers by their name."""

    rounds: Mapping[str, Held]
    people: int
    leftovers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Purge:
    store: Store
    rounds: Mapping[str, Round]
    days: int
    now: int

    @property
    def expired(self) -> list[str]:
        """Codes of rounds whose time is over."""
        ends = {code: expires_at(round, self.days) for code, round in self.rounds.items()}
        return [code for code, end in ends.items() if end is not None and end <= self.now]

    @property
    def unseen_since(self) -> int:
        return self.now - self.days * _DAY_MS

    @property
    def stale_before(self) -> int:
        return self.now - LEFTOVER_DAYS * _DAY_MS

    def look(self) -> Purged:
        """What would go. Changes nothing."""
        with self.store.reading() as conn:
            return Purged(
                {code: retention.held(conn, code) for code in self.expired},
                retention.count_left(conn, self.unseen_since, self.expired),
                {each.what: leftovers.count(conn, each, self.stale_before) for each in LEFTOVERS},
            )

    def run(self) -> Purged:
        rounds = {code: self._untie(self.rounds[code]) for code in self.expired}
        return Purged(rounds, self._forget(), {each.what: self._drop(each) for each in LEFTOVERS})

    def _untie(self, round: Round) -> Held:
        total, closed_at = Held(), ends_at(round) or 0
        for person_id, handle in self._people(lambda *page: self._tied(round.code, *page)):
            with self.store.writing(handle) as conn:
                total += retention.untie(conn, person_id, round.code, closed_at)
                scrub.want(conn, self.now)
        return total

    def _forget(self) -> int:
        gone = 0
        for person_id, handle in self._people(self._left):
            with self.store.writing(handle) as conn:
                if retention.forget(conn, person_id, self.unseen_since):
                    scrub.want(conn, self.now)
                    gone += 1
        return gone

    def _people(self, page: Callable[[int, int], list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
        after = 0
        while found := page(after, _MOST):
            yield from found
            after = found[-1][0]

    def _tied(self, code: str, after: int, most: int) -> list[tuple[int, str]]:
        with self.store.reading() as conn:
            return retention.tied(conn, code, after, most)

    def _left(self, after: int, most: int) -> list[tuple[int, str]]:
        with self.store.reading() as conn:
            return retention.left(conn, self.unseen_since, self.expired, after, most)

    def _drop(self, leftover: Leftover) -> int:
        """Found while only reading: looking for the old ones must hold up nobody who writes."""
        gone = 0
        while keys := self._keys(leftover):
            with self.store.writing() as conn:
                leftovers.drop(conn, leftover, keys)
                if leftover.words:
                    scrub.want(conn, self.now)
            gone += len(keys)
        return gone

    def _keys(self, leftover: Leftover) -> list[object]:
        with self.store.reading() as conn:
            return leftovers.keys(conn, leftover, self.stale_before, _MOST)


def ends_at(round: Round) -> int | None:
    """The midnight after the round's last day."""
    return None if round.closes is None else end_of(round.closes)


def expires_at(round: Round, days: int) -> int | None:
    end = ends_at(round)
    return None if end is None else end + days * _DAY_MS


def daily_purge(services: Services, days: int) -> Purged | None:
    """Once a day after three in the morning, by whoever comes first; None when there was nothing to do."""
    now = services.clock.now()
    here = in_thailand(now)
    if here.hour < _HOUR:
        return None
    purge = Purge(services.store, services.form.rounds, days, now)
    purged = once(services, PURGE, here.date().isoformat(), lambda go_on: purge.run())
    if purged:
        log.info("purged of expired rounds: %s; people: %d; leftovers: %s", *asdict(purged).values())
    return purged
