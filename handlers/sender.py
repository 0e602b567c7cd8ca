"""Sends what the outbox holds, outside any request: a thread with a loop, many sends in flight, one person's
messages in order. Never sends what is not committed: it sees only rows.

Before it pushes, LINE's quota is asked for, seldom; what that quota has no room for waits for better days.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection

from handlers.clock import Clock
from handlers.line.courier import Courier, pause
from handlers.line.gateway import Gateway
from handlers.line.quota import read_quota
from handlers.seldom import Seldom
from handlers.thai_dates import in_thailand
from models import dispatch, ledger, parked, quotas
from models.database import Store
from models.dispatch import MONTHLY_LIMIT, TOO_LATE, Done
from models.identity import Identity
from models.outgoing import Outcome, Outgoing
from models.quotas import Reading

MOST_IN_FLIGHT = 192
_LEASE = 15_000
_POLL_SECONDS = 0.5
_GATHER_SECONDS = 0.02
_LAST_WORDS_SECONDS = 5.0
_MOST_BUGS = 8
_DAYTIME = range(8, 20)
"""When people are told what had to wait for weeks."""

log = logging.getLogger("siangkan.sender")

Counted = Callable[[str, str], None]


class Sender:
    """`counted` hears of each row's kind and what became of it."""

    def __init__(
        self,
        store: Store,
        identity: Identity,
        make_gateway: Callable[[], Gateway],
        clock: Clock,
        counted: Counted = lambda kind, status: None,
    ) -> None:
        self._store, self._identity, self._clock = store, identity, clock
        self._make_gateway, self._counted, self._seldom = make_gateway, counted, Seldom(clock)
        self._in_flight: set[asyncio.Task[None]] = set()
        self._done: list[Done] = []
        self._asking: asyncio.Task[None] | None = None
        self._asked_at = self._looked_at = 0
        self._stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
        self._thread.start()

    def hurry(self) -> None:
        """There is something new; call it after the commit, from any thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has just ended; a later start sees the rows
                self._loop.call_soon_threadsafe(self._woken.set)

    def stop(self) -> None:
        """What is in flight may land; what waits stays in its row."""
        self._stopping = True
        self.hurry()
        if self._thread is not None:
            self._thread.join(_LAST_WORDS_SECONDS + 1)

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        self._woken = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        gateway = self._make_gateway()
        courier = Courier(gateway, self._identity, self._clock)
        with ThreadPoolExecutor(1, "outbox") as database:
            while not self._stopping:
                await self._round(courier, database)
            await self._land(database)
        await gateway.close()

    async def _round(self, courier: Courier, database: ThreadPoolExecutor) -> None:
        self._woken.clear()
        rows, asks = await self._exchange(database, MOST_IN_FLIGHT - len(self._in_flight))
        for row in rows:
            task = asyncio.create_task(self._carry(courier, row))
            self._in_flight.add(task)
            task.add_done_callback(self._in_flight.discard)
        if asks and self._asking is None:
            self._asking = asyncio.create_task(self._ask(courier.gateway, database))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), _POLL_SECONDS)
        if self._in_flight:
            # Each round is a commit that those who store events wait for; a busy sender gathers a few.
            await asyncio.sleep(_GATHER_SECONDS)

    async def _ask(self, gateway: Gateway, database: ThreadPoolExecutor) -> None:
        """LINE's quota; without an answer the last known counts. Then what is parked may find room."""
        try:
            reading = await read_quota(gateway)
            await asyncio.get_running_loop().run_in_executor(database, self._note_quota, reading)
        except Exception as fault:
            log.error("the month's quota could not be read: %s", type(fault).__name__)
        finally:
            self._asked_at, self._looked_at, self._asking = self._clock.now(), 0, None
            self._woken.set()

    def _note_quota(self, reading: Reading | None) -> None:
        with self._store.writing() as conn:
            now = self._clock.now()
            ledger.close_lost(conn, now)
            if reading is not None:
                quotas.note(conn, reading, now)

    async def _carry(self, courier: Courier, row: Outgoing) -> None:
        try:
            outcome = await courier.carry(row)
        except Exception as fault:
            outcome = self._stumbled(row, fault)
        if outcome.status != "sent" and outcome.fault:
            # That nobody waits for it any more is nobody's trouble.
            level = logging.INFO if outcome.fault == TOO_LATE else logging.WARNING
            log.log(level, "outbox row %s %s: %s", row.id, outcome.status, outcome.fault)
        if outcome.fault == MONTHLY_LIMIT:
            self._asked_at = self._looked_at = 0
        self._counted(row.kind, outcome.status)
        self._done.append((row, outcome))
        self._woken.set()

    def _stumbled(self, row: Outgoing, fault: Exception) -> Outcome:
        """A bug of ours must stop neither the others nor the loop."""
        name = type(fault).__name__
        if row.attempts >= _MOST_BUGS:
            return Outcome(row.id, "dropped", fault=name, pushed=row.paid)
        return Outcome(row.id, "waiting", self._clock.now() + pause(row.attempts, row.retry_key), name)

    async def _exchange(self, database: ThreadPoolExecutor, room: int) -> tuple[list[Outgoing], bool]:
        """One transaction a round: what has landed is settled, what is due is leased. And whether to ask LINE."""
        if room <= 0 and not self._done:
            return [], False
        done, self._done = self._done, []
        try:
            claimed = await asyncio.get_running_loop().run_in_executor(
                database, self._settle_and_claim, done, room
            )
        except Exception as fault:
            if self._seldom.is_news(type(fault).__name__):
                log.error("the outbox cannot be reached: %s", type(fault).__name__)
            self._done = done + self._done
            await asyncio.sleep(_POLL_SECONDS)
            return [], False
        if self._seldom.is_over():
            log.info("the outbox is reached again")
        return claimed

    def _settle_and_claim(self, done: list[Done], room: int) -> tuple[list[Outgoing], bool]:
        with self._store.writing() as conn:
            now = self._clock.now()
            dispatch.settle(conn, done, now)
            if room <= 0:
                return [], False
            asks = self._look_at_parked(conn, now)
            claimed = dispatch.claim(conn, now, lease_ms=_LEASE, limit=room, can_ask=self._can_ask(now))
            return claimed.rows, claimed.asks or asks

    def _can_ask(self, now: int) -> bool:
        return self._asking is not None or now - self._asked_at >= quotas.REST_MS

    def _look_at_parked(self, conn: Connection, now: int) -> bool:
        """Every ten minutes, by day: what is parked waits to be pushed again if there is room. Whether LINE has to be
        asked first."""
        if now - self._looked_at < quotas.REST_MS:
            return False
        self._looked_at = now
        if in_thailand(now).hour not in _DAYTIME or not parked.any_left(conn):
            return False
        if self._can_ask(now) and quotas.current(conn, now).is_stale(now):
            return True
        if parked.free(conn, now):
            self._looked_at = 0  # there may be more
        return False

    async def _land(self, database: ThreadPoolExecutor) -> None:
        if self._in_flight:
            await asyncio.wait(self._in_flight, timeout=_LAST_WORDS_SECONDS)
        for task in [*self._in_flight, *([self._asking] if self._asking else [])]:
            task.cancel()
        await self._exchange(database, 0)
