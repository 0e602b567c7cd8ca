"""The bot behind real HTTP: a real database, a real sender, and the stand-in of LINE at the other end."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection

import pytest
from sqlalchemy import text
from werkzeug.serving import make_server

from handlers.app import House, assemble, create_app
from handlers.clock import ShiftedClock, SystemClock
from handlers.settings import Settings
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import POLL, QuietHandler, serve_standin

SECRET, OLD_SECRET, TOKEN = "the channel secret", "the secret before", "an-access-token"
NOW = 1_790_000_000_000
ANNA = "U" + "a" * 32


@dataclass(frozen=True)
class Told:
    status: int
    body: bytes


@dataclass
class Bot:
    """Posts to the bot as LINE does, and looks into its database."""

    house: House
    port: int
    posted: int = field(default=0)

    def request(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> Told:
        wire = HTTPConnection("127.0.0.1", self.port, timeout=20)
        wire.request(method, path, body, headers or {}, encode_chunked=not isinstance(body, bytes | None))
        answer = wire.getresponse()
        told = Told(answer.status, answer.read())
        wire.close()
        return told

    def post(self, body: bytes, secret: str = SECRET) -> Told:
        return self.request("POST", "/webhook", body, {"x-line-signature": signature(body, secret)})

    def post_events(self, *events: object) -> Told:
        return self.post(json.dumps({"destination": "U" + "0" * 32, "events": events}).encode())

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        with self.house.services.store.reading() as conn:
            return [tuple(row) for row in conn.execute(text(statement))]

    def count(self, table: str) -> int:
        return int(str(self.rows(f"SELECT count(*) FROM {table}")[0][0]))


def signature(body: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def event(kind: str = "message", id: str = "E1", **fields: object) -> dict[str, object]:
    base = {
        "type": kind,
        "mode": "active",
        "timestamp": NOW,
        "webhookEventId": id,
        "replyToken": f"token-{id}",
    }
    return base | {"source": {"type": "user", "userId": ANNA}} | fields


def said(text: str = "สวัสดี", id: str = "E1", **fields: object) -> dict[str, object]:
    return event(id=id, message={"type": "text", "id": f"m-{id}", "text": text}, **fields)


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    return Settings((SECRET, OLD_SECRET), TOKEN, database_url=sqlite_url, secret_key="k" * 32)


@pytest.fixture
def bot(settings: Settings) -> Iterator[Bot]:
    """Without its sender: what would be sent stays in the outbox."""
    yield from served(settings, SystemClock(), with_sender=False)


def served(
    settings: Settings, clock: ShiftedClock | SystemClock, *, with_sender: bool, port: int = 0
) -> Iterator[Bot]:
    house = assemble(settings, clock)
    if with_sender:
        house.start()
    server = make_server("127.0.0.1", port, create_app(house), threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    yield Bot(house, server.server_port)
    server.shutdown()
    thread.join()
    server.server_close()
    if with_sender:
        house.stop()


@dataclass(frozen=True)
class World:
    """A bot and its LINE, which find each other over HTTP."""

    bot: Bot
    line: StandIn
    clock: ShiftedClock


@pytest.fixture
def world(settings: Settings) -> Iterator[World]:
    clock = ShiftedClock(SystemClock())
    standin = StandIn(SECRET, TOKEN, "", clock, patience=20.0)
    with serve_standin(standin) as line:
        for bot in served(
            replace(settings, api_url=line.base_url, data_url=line.base_url), clock, with_sender=True
        ):
            standin.postman.url = f"http://127.0.0.1:{bot.port}/webhook"
            yield World(bot, standin, clock)
