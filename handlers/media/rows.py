"""The rows of what is to be fetched: leases them and writes down what became of them. Fetches nothing."""

import time

from sqlalchemy.exc import SQLAlchemyError

from handlers.clock import Clock
from models import media, slots
from models.database import Store
from models.media import Claimed, Outcome

LEASE_MS = 10 * 60_000
"""Longer than LINE and the media store together may take."""
_TRIES, _PAUSE_SECONDS = 5, 0.5
_DAY = 24 * 60 * 60_000


class Rows:
    """`planned` is when the next row is due, as far as was seen."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self.planned: int | None = None
        self._swept = ""

    def claim(self, room: int) -> list[Claimed]:
        """Looks first, so that a quiet night costs no write."""
        now = self._clock.now()
        with self._store.reading() as conn:
            self.planned = media.soonest(conn)
        if room <= 0 or self.planned is None or self.planned > now:
            return []
        with self._store.writing() as conn:
            return media.claim(conn, now, lease_ms=LEASE_MS, limit=room)

    def is_time_to_sweep(self) -> bool:
        """True once a day, for one process. Looks first: every minute somebody asks."""
        now = self._clock.now()
        day = str(now // _DAY)
        if day == self._swept:
            return False
        self._swept = day
        with self._store.writing() as conn:
            return slots.take(conn, "orphans", day, now)

    def settle(self, row: Claimed, outcome: Outcome) -> bool:
        """Whether the row is still there. A busy database is asked again: to fetch twice costs more."""
        for left in reversed(range(_TRIES)):
            try:
                with self._store.writing() as conn:
                    return media.settle(conn, row, outcome)
            except SQLAlchemyError:
                if not left:
                    raise
                time.sleep(_PAUSE_SECONDS)
        return True
