"""A stand-in on a real port, an ear where its webhook posts, and a hand that calls it as a bot would."""

import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import POLL, QuietHandler, serve_standin

SECRET, TOKEN = "the-channel-secret", "the-channel-token"
START = 1_800_000_000_000


@dataclass
class SetClock:
    at: int = START

    def now(self) -> int:
        return self.at

    def forward(self, milliseconds: int) -> None:
        self.at += milliseconds


@dataclass(frozen=True)
class Heard:
    headers: dict[str, str]
    body: bytes

    @property
    def events(self) -> list[dict[str, Any]]:
        return list(json.loads(self.body)["events"])


@dataclass
class Ear:
    """A webhook that writes down what it hears; `answers` are its next status codes, then 200."""

    url: str = ""
    heard: list[Heard] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def app(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        with self.lock:
            headers = {name.lower(): value for name, value in request.headers.items()}
            self.heard.append(Heard(headers, request.get_data()))
            return Response("", self.answers.pop(0) if self.answers else 200)(environ, start)

    @property
    def events(self) -> list[dict[str, Any]]:
        return [event for heard in self.heard for event in heard.events]


@dataclass(frozen=True)
class Told:
    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.raw)
        return answer

    @property
    def properties(self) -> list[str]:
        return [detail["property"] for detail in self.body.get("details", [])]


@dataclass(frozen=True)
class Hand:
    """Calls LINE's API over HTTP."""

    base_url: str

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        raw: bytes | None = None,
        token: str = TOKEN,
        key: str = "",
        content_type: str = "application/json",
    ) -> Told:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": content_type}
        if key:
            headers["X-Line-Retry-Key"] = key
        line = HTTPConnection(urlsplit(self.base_url).netloc, timeout=20)
        line.request(method, path, json.dumps(body).encode() if raw is None else raw, headers)
        answer: HTTPResponse = line.getresponse()
        told = Told(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        line.close()
        return told

    def reply(self, token: str, *messages: dict[str, Any], **more: Any) -> Told:
        return self.call(
            "POST", "/v2/bot/message/reply", {"replyToken": token, "messages": list(messages)}, **more
        )

    def push(self, to: str, *messages: dict[str, Any], **more: Any) -> Told:
        return self.call("POST", "/v2/bot/message/push", {"to": to, "messages": list(messages)}, **more)

    def validate(self, *messages: dict[str, Any]) -> Told:
        return self.call("POST", "/v2/bot/message/validate/reply", {"messages": list(messages)})


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()
    server = make_server("127.0.0.1", 0, ear.app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    ear.url = f"http://127.0.0.1:{server.server_port}/webhook"
    yield ear
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def standin(ear: Ear, clock: SetClock) -> StandIn:
    standin = StandIn(SECRET, TOKEN, ear.url, clock, patience=20.0)
    standin.postman.pauses = (0.0, 0.0, 0.0)
    return standin


@pytest.fixture
def hand(standin: StandIn) -> Iterator[Hand]:
    with serve_standin(standin) as served:
        yield Hand(served.base_url)


@pytest.fixture
def malee(standin: StandIn, hand: Hand) -> str:
    """A friend of the account; her follow event has been heard."""
    user = standin.new_person("มาลี")
    standin.follow(user)
    standin.settle()
    return user
