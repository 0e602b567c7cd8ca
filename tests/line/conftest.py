"""A stand-in of LINE over real HTTP, and a person in a real database."""

import asyncio
from collections.abc import Iterator

import pytest

from handlers.clock import ShiftedClock, SystemClock
from handlers.line.gateway import LineGateway
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import Served, serve_standin
from models import outbox, people
from models.database import Store
from models.identity import Identity

SECRET, TOKEN = "a channel secret", "an-access-token"
NOWHERE = "http://127.0.0.1:9/webhook"


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock(SystemClock())


@pytest.fixture
def line(clock: ShiftedClock) -> Iterator[Served]:
    with serve_standin(StandIn(SECRET, TOKEN, NOWHERE, clock, redeliver=False, patience=0.2)) as served:
        yield served


@pytest.fixture
def identity() -> Identity:
    return Identity("a secret of at least thirty-two characters")


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    opened = Store(sqlite_url)
    yield opened
    opened.close()


class Desk:
    """Puts rows into the outbox as the exchange does, and opens reply tokens at the stand-in."""

    def __init__(self, store: Store, identity: Identity, line: Served, clock: ShiftedClock) -> None:
        self.store, self.identity, self.line, self.clock = store, identity, line, clock

    def person(self, name: str) -> tuple[str, int]:
        user = self.line.standin.new_person(name)
        self.line.standin.follow(user)
        with self.store.writing() as conn:
            handle, sealed = self.identity.handle(user), self.identity.seal(user)
            return user, people.meet(conn, handle, sealed, self.clock.now()).id

    def token(self, user: str, name: str) -> str:
        self.line.standin.reply_tokens.give(name, user, self.clock.now())
        return name

    def put(self, person_id: int | None, text: str, token: str | None = None, **more) -> int:
        now = self.clock.now()
        row = {"kind": "reply" if token else "push", "push_until": now + 600_000, "token_at": now} | more
        with self.store.writing() as conn:
            words = [{"type": "text", "text": text}]
            return outbox.put(conn, person_id=person_id, messages=words, now=now, reply_token=token, **row)

    def row(self, row_id: int):
        with self.store.reading() as conn:
            return conn.execute(outbox.outbox.select().where(outbox.outbox.c.id == row_id)).one()


@pytest.fixture
def desk(sqlite_store: Store, identity: Identity, line: Served, clock: ShiftedClock) -> Desk:
    return Desk(sqlite_store, identity, line, clock)


@pytest.fixture
def any_desk(store: Store, identity: Identity, line: Served, clock: ShiftedClock) -> Desk:
    """On SQLite and on PostgreSQL."""
    return Desk(store, identity, line, clock)


def with_gateway(line: Served, use, timeout: float = 5.0):
    """Run `use(gateway)` against the stand-in in a loop of its own."""

    async def main():
        gateway = LineGateway(TOKEN, line.base_url, timeout)
        try:
            return await use(gateway)
        finally:
            await gateway.close()

    return asyncio.run(main())
