"""Waits for bodies and for readers without holding a thread, so slow ones hold nobody up. Knows no routes.

A WSGI app sees a request when its whole body has arrived; until then an event loop waits for it (ASGI).
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar
from wsgiref.types import WSGIApplication

from handlers.environ import Message, environ_of

BODY_SECONDS = 10.0
HELD_BYTES = 64 * 1024 * 1024
"""Of all bodies together: those that arrive and those whose request is being worked on."""

T = TypeVar("T")
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class NoRoom(Exception):
    """More bodies at once than may be held."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the app said: one or two pieces are here, more than that only when it streams."""

    status: int
    headers: list[tuple[str, str]]
    begun: list[bytes]
    rest: Iterator[bytes]
    close: Callable[[], object]


class Patient:
    """One WSGI app as an ASGI app; `threads` is how many requests are worked on at once."""

    def __init__(self, app: WSGIApplication, threads: int, seconds: float = BODY_SECONDS) -> None:
        self._app, self._seconds, self._held = app, seconds, 0
        self._pool = ThreadPoolExecutor(threads, "web")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        body = bytearray()
        try:
            if await self._arrived(body, receive, send):
                answer = await self._work(_said, self._app, environ_of(scope, bytes(body)))
                await self._give(answer, receive, send)
        finally:
            self._held -= len(body)

    async def _arrived(self, body: bytearray, receive: Receive, send: Send) -> bool:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._filled(body, receive)
        except TimeoutError:
            await _start(send, 408, [("Connection", "close")])
        except NoRoom:
            await _start(send, 503, [("Connection", "close")])
        await _piece(send, b"", more=False)
        return False

    async def _filled(self, body: bytearray, receive: Receive) -> bool:
        """False when the other side has hung up."""
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            piece, more = message.get("body", b""), message.get("more_body", False)
            if self._held + len(piece) > HELD_BYTES:
                raise NoRoom
            body += piece
            self._held += len(piece)
        return True

    async def _give(self, answer: Answer, receive: Receive, send: Send) -> None:
        await _start(send, answer.status, answer.headers)
        if len(answer.begun) < 2:
            await _piece(send, b"".join(answer.begun), more=False)
            return
        left, pieces = asyncio.ensure_future(receive()), answer.begun
        try:
            while pieces and not left.done():
                await _piece(send, b"".join(pieces), more=True)
                pieces = await self._work(_next, answer.rest)
            await _piece(send, b"", more=False)
        finally:
            left.cancel()
            await self._work(answer.close)

    async def _work(self, job: Callable[..., T], *with_these: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, job, *with_these)


def _said(app: WSGIApplication, environ: Message) -> Answer:
    told: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], fault: object = None) -> Callable[[bytes], object]:
        told[:] = int(status.split(" ", 1)[0]), headers
        return told.append  # writing without an iterable: Flask never does

    pieces = app(environ, start)
    rest, close = iter(pieces), getattr(pieces, "close", list)
    begun = list(islice(rest, 2))
    if len(begun) < 2:
        close()
    return Answer(told[0], told[1], begun, rest, close)


def _next(rest: Iterator[bytes]) -> list[bytes]:
    return list(islice(rest, 1))


async def _start(send: Send, status: int, headers: Iterable[tuple[str, str]]) -> None:
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": raw})


async def _piece(send: Send, piece: bytes, more: bool) -> None:
    await send({"type": "http.response.body", "body": piece, "more_body": more})
