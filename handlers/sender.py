"""Sends what the outbox holds, outside any request: a thread with a loop, many sends in flight, one person's
messages in order. Never sends what is not committed: it sees only rows."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from handlers.clock import Clock
from handlers.line.courier import TOO_LATE, Courier, pause
from handlers.line.gateway import Gateway
from handlers.seldom import Seldom
from models import outbox
from models.database import Store
from models.identity import Identity
from models.outbox import Outcome, Outgoing

MOST_IN_FLIGHT = 192
_LEASE = 15_000
_POLL_SECONDS = 0.5
_GATHER_SECONDS = 0.02
_LAST_WORDS_SECONDS = 5.0
_MOST_BUGS = 8

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
        self._done: list[Outcome] = []
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
        for row in await self._exchange(database, MOST_IN_FLIGHT - len(self._in_flight)):
            task = asyncio.create_task(self._carry(courier, row))
            self._in_flight.add(task)
            task.add_done_callback(self._in_flight.discard)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), _POLL_SECONDS)
        if self._in_flight:
            # Each round is a commit that those who store events wait for; a busy sender gathers a few.
            await asyncio.sleep(_GATHER_SECONDS)

    async def _carry(self, courier: Courier, row: Outgoing) -> None:
        try:
            outcome = await courier.carry(row)
        except Exception as fault:
            outcome = self._stumbled(row, fault)
        if outcome.status != "sent" and outcome.fault:
            # That nobody waits for it any more is nobody's trouble.
            level = logging.INFO if outcome.fault == TOO_LATE else logging.WARNING
            log.log(level, "outbox row %s %s: %s", row.id, outcome.status, outcome.fault)
        self._counted(row.kind, outcome.status)
        self._done.append(outcome)
        self._woken.set()

    def _stumbled(self, row: Outgoing, fault: Exception) -> Outcome:
        """A bug of ours must stop neither the others nor the loop."""
        name = type(fault).__name__
        if row.attempts >= _MOST_BUGS:
            return Outcome(row.id, "dropped", fault=name)
        return Outcome(row.id, "waiting", self._clock.now() + pause(row.attempts, row.retry_key), name)

    async def _exchange(self, database: ThreadPoolExecutor, room: int) -> list[Outgoing]:
        """One transaction a round: what has landed is settled, what is due is leased."""
        if room <= 0 and not self._done:
            return []
        done, self._done = self._done, []
        try:
            rows = await asyncio.get_running_loop().run_in_executor(
                database, self._settle_and_claim, done, room
            )
        except Exception as fault:
            if self._seldom.is_news(type(fault).__name__):
                log.error("the outbox cannot be reached: %s", type(fault).__name__)
            self._done = done + self._done
            await asyncio.sleep(_POLL_SECONDS)
            return []
        if self._seldom.is_over():
            log.info("the outbox is reached again")
        return rows

    def _settle_and_claim(self, done: list[Outcome], room: int) -> list[Outgoing]:
        with self._store.writing() as conn:
            now = self._clock.now()
            outbox.settle(conn, done, now)
            return outbox.claim(conn, now, lease_ms=_LEASE, limit=room) if room > 0 else []

    async def _land(self, database: ThreadPoolExecutor) -> None:
        if self._in_flight:
            await asyncio.wait(self._in_flight, timeout=_LAST_WORDS_SECONDS)
        for task in list(self._in_flight):
            task.cancel()
        await self._exchange(database, 0)
