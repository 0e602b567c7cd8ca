"""Fetches what people sent, as soon as its row is committed, in threads of its own. No webhook ever waits for it.

The truth is in rows: whoever fetches leases the row first, so that no two do it at once, and one that dies loses
nothing. Files of rows that are gone are deleted here too.
"""

import logging
import math
import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from handlers.clock import Clock
from handlers.logs import named
from handlers.media import erasing
from handlers.media.carrying import NO_TROUBLE, Carrier, Content
from handlers.media.rows import Rows
from handlers.media.space import GB, Space
from handlers.media.store import MediaFault, MediaStore
from models.database import Store
from models.media import Claimed

_AT_ONCE = 2
_POLL_SECONDS = 1.0
_STOP_SECONDS = 5.0
_AFTER_FAULT_SECONDS = 30.0
_OLD_ORPHAN = 60 * 60_000
log = logging.getLogger("siangkan.media")


class Fetcher:
    """`counted` hears of each row's kind and what became of it. With less than `least_free` bytes left in the
    folder nothing is fetched; rows wait."""

    def __init__(
        self,
        store: Store,
        files: MediaStore,
        content: Content,
        clock: Clock,
        counted: Callable[[str, str], None] = lambda kind, status: None,
        least_free: int = GB,
    ) -> None:
        self._store, self._files, self._clock, self._counted = store, files, clock, counted
        self._rows, self._space, self._has_space = Rows(store, clock), Space(files, clock, least_free), True
        self._stopping, self._nudge = threading.Event(), threading.Event()
        self._carrier = Carrier(content, files, clock, lambda: not self._stopping.is_set())
        self._thread: threading.Thread | None = None
        self._carrying: set[threading.Thread] = set()
        self._erase_from = 0.0

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="media", daemon=True)
        self._thread.start()

    def hurry(self) -> None:
        """There is something new to fetch or to erase; call it after the commit, from any thread."""
        self._nudge.set()

    def stop(self) -> None:
        """What is being fetched goes back to its row, for whoever comes next."""
        self._stopping.set()
        self._nudge.set()
        until = time.monotonic() + _STOP_SECONDS
        for thread in (self._thread, *list(self._carrying)):
            if thread is not None:
                thread.join(max(until - time.monotonic(), 0))

    def sweep(self) -> None:
        """Once a minute: what a dead process left, and once a day files that no row names."""
        self.hurry()
        if self._rows.is_time_to_sweep():
            self.sweep_orphans(_OLD_ORPHAN)

    def fetch_due(self) -> int:
        """All that is due, one after the other, in this thread. Returns how many rows were tried."""
        tried = 0
        while rows := self._claim(1):
            self._fetch(rows[0])
            tried += 1
        return tried

    def erase_doomed(self) -> int:
        return erasing.erase_doomed(self._store, self._files)

    def sweep_orphans(self, older_than: int) -> int:
        """Files that no row names, written longer ago than so many milliseconds."""
        return erasing.sweep_orphans(self._store, self._files, self._clock.now() - older_than)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._nudge.clear()
            pause = _POLL_SECONDS
            try:
                self._erase()
                self._begin()
                pause = self._pause()
            except SQLAlchemyError as fault:
                log.warning("media wait for the database: %s", type(fault).__name__)
            except Exception as fault:
                log.error("media stumbled: %s", named(fault))
            self._nudge.wait(pause)

    def _erase(self) -> None:
        """A store that is away would fail every second."""
        if time.monotonic() < self._erase_from:
            return
        try:
            self.erase_doomed()
        except SQLAlchemyError:
            raise
        except Exception as fault:
            self._erase_from = time.monotonic() + _AFTER_FAULT_SECONDS
            log.error("files to be erased wait: %s", fault if isinstance(fault, MediaFault) else named(fault))

    def _begin(self) -> None:
        for row in self._claim(_AT_ONCE - len(self._carrying)):
            thread = threading.Thread(target=self._carry, args=(row,), name=f"media {row.id}", daemon=True)
            self._carrying.add(thread)
            thread.start()

    def _claim(self, room: int) -> list[Claimed]:
        self._has_space = self._space.is_left()
        rows = self._rows.claim(room if self._has_space else 0)
        if not self._has_space and (self._rows.planned or math.inf) <= self._clock.now():
            self._space.tell()
        return rows

    def _carry(self, row: Claimed) -> None:
        try:
            self._fetch(row)
        except Exception as fault:
            # The row is free again when its lease is over.
            log.error("media row %s: %s", row.id, named(fault))
        finally:
            self._carrying.discard(threading.current_thread())
            self._nudge.set()

    def _fetch(self, row: Claimed) -> None:
        outcome = self._carrier.carry(row)
        if outcome.fault:
            level = logging.INFO if outcome.fault in NO_TROUBLE else logging.WARNING
            log.log(level, "media row %s is %s: %s", row.id, outcome.status, outcome.fault)
        self._counted(row.kind, outcome.status)
        if not self._rows.settle(row, outcome):
            # Its name is doomed as well, for the case that this process dies here.
            self._files.delete([row.name])

    def _pause(self) -> float:
        """Never longer than the poll: other processes bring rows too, and the clock may be set forward."""
        if self._rows.planned is None or len(self._carrying) >= _AT_ONCE or not self._has_space:
            return _POLL_SECONDS
        return min(max((self._rows.planned - self._clock.now()) / 1000, 0.01), _POLL_SECONDS)
