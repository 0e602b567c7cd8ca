"""Hands the weekly report to organisers, once each however many workers run or die. Decides nothing about its content.

That somebody gets a week's report, and the report itself, are written in one transaction under the lock that their
turns hold. So it is there exactly once, and never in the middle of a question; the sender does the rest.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from bot.organising.periods import Days
from bot.organising.weeks import reported
from bot.state import Asking, Confirming, Consenting, Picking, Placing, Talking
from handlers.counting import count_the_stirred
from handlers.organising.asked import Message
from handlers.organising.composing import Report, report
from handlers.services import Services
from handlers.thai_dates import day_of, in_thailand, midnight_of
from handlers.working import GoOn, Kind, is_done, once
from models import digests, outbox, states, wakeups
from models.digests import Ready
from models.outgoing import DIGEST as PURPOSE

DIGEST = Kind("digest", 3_600_000, lease_ms=20_000)
_ACTIVE_MS = 10 * 60_000
_OPEN = (Asking, Talking, Placing, Confirming, Consenting, Picking)
log = logging.getLogger("siangkan.digesting")


@dataclass(frozen=True, slots=True)
class Handed:
    """How many got it now, and how many were in the middle of a question."""

    sent: int = 0
    busy: int = 0


def hourly_digest(services: Services) -> Handed:
    """For every sweep: to those whose hour has come today. Who was in the middle of a question is tried again with
    every sweep until the day ends."""
    slot = f"{in_thailand(services.clock.now()):%Y-%m-%dT%H}"
    handed = once(services, DIGEST, slot, lambda go_on: _hand_due(services, go_on))
    if handed is None and is_done(services, DIGEST, slot):
        handed = _hand_due(services, lambda conn: None)
    if handed and handed.sent:
        log.info(
            "digests handed to the outbox: %d; organisers in the middle of a question: %d",
            handed.sent,
            handed.busy,
        )
    return handed or Handed()


def round_of(services: Services, ready: Ready) -> str:
    return ready.round or services.round


def _hand_due(services: Services, go_on: GoOn) -> Handed:
    now = services.clock.now()
    today = day_of(now)
    week, days = reported(today)
    with services.store.reading() as conn:
        due = digests.due(conn, week, today.isoweekday(), midnight_of(today), now)
        waiting = [each for each in due if not _is_busy(conn, each, now)]
    handed = Handing(services, week, days).to(waiting, go_on)
    return Handed(handed.sent, handed.busy + len(due) - len(waiting))


@dataclass(frozen=True, slots=True)
class Handing:
    """One week's report, composed once for all organisers of a round."""

    services: Services
    week: str
    days: Days

    def to(self, waiting: Iterable[Ready], go_on: GoOn = lambda conn: None) -> Handed:
        """A round or a person that makes trouble holds up no other: the first fault is raised when all had theirs."""
        faults: list[Exception] = []
        told: list[bool | None] = []
        by_round = sorted(waiting, key=self._round)
        for round, group in groupby(by_round, self._round):
            try:
                message = self.report(round).message
            except Exception as fault:
                faults.append(fault)
                continue
            told += self._hand(message, group, go_on, faults)
        if faults:
            raise faults[0]
        return Handed(told.count(True), told.count(None))

    def report(self, round: str) -> Report:
        services = self.services
        count_the_stirred(services, 0)
        with services.store.reading() as conn:
            return report(services, conn, round, self.days, services.clock.now())

    def _round(self, ready: Ready) -> str:
        return round_of(self.services, ready)

    def _hand(
        self, message: Message, group: Iterable[Ready], go_on: GoOn, faults: list[Exception]
    ) -> list[bool | None]:
        told: list[bool | None] = []
        for each in group:
            try:
                told.append(self._hand_over(each, message, go_on))
            except Exception as fault:
                faults.append(fault)
        return told

    def _hand_over(self, ready: Ready, message: Message, go_on: GoOn) -> bool | None:
        """None while they are busy, False when they do not want it any more or have it."""
        services, person_id = self.services, ready.person_id
        with services.store.writing(ready.handle) as conn:
            now = services.clock.now()
            go_on(conn)
            fresh = digests.still_ready(conn, self.week, person_id)
            if fresh is None:
                return False
            if _is_busy(conn, fresh, now):
                return None
            if not digests.take(conn, person_id, self.week, now):
                return False
            outbox.put(conn, person_id=person_id, kind="push", messages=[message], now=now, purpose=PURPOSE)
            return True


def _is_busy(conn: Connection, ready: Ready, now: int) -> bool:
    """Words of theirs wait for the quiet gap, or something was open with them a moment ago."""
    if wakeups.turn_of(conn, ready.person_id) is not None:
        return True
    if now - ready.seen_at >= _ACTIVE_MS:
        return False
    return bool(ready.desk) or isinstance(states.load(conn, ready.person_id).place, _OPEN)
