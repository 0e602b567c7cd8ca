"""The client: keep-alive connections that post events, as fast as answers come or at a given rate."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from tests.bench.crowd import Planned, request
from tests.bench.figures import percentile

_MOST_WAITING = 64
"""Connections of the open loop: more than so many events are never under way at once."""


class Broken(Exception):
    """A server closed a connection in the middle, or sent what is no answer."""


@dataclass
class Measured:
    """`took` are seconds, one for each event that was answered 200, `words` how many of these were typed;
    `sent_at` is when a tap was sent, by its reply token (monotonic)."""

    took: list[float] = field(default_factory=list)
    sent_at: dict[str, float] = field(default_factory=dict)
    refused: int = 0
    words: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds

    def milliseconds(self, share: float) -> float:
        return percentile(self.took, share) * 1000

    def note(self, planned: Planned, status: int, sent: float, since: float) -> None:
        if planned.act.data:
            self.sent_at[planned.token] = sent
        if status == 200:
            self.took.append(time.perf_counter() - since)
            self.words += not planned.act.data
        else:
            self.refused += 1


class Wire(asyncio.Protocol):
    """One connection, one request at a time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._heard = transport, b""
        self._answer: asyncio.Future[int] | None = None

    async def ask(self, raw: bytes) -> int:
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(raw)
        return await self._answer

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, end, rest = self._heard.partition(b"\r\n\r\n")
        if end and len(rest) >= content_length(head) and self._answer:
            self._heard = b""
            self._answer.set_result(int(head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(Broken("the connection was closed"))

    def close(self) -> None:
        self._transport.close()


def content_length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def closed_loop(port: int, plan: Iterator[Planned], seconds: float, connections: int = 16) -> Measured:
    """Every connection posts its next event as soon as the last one is answered."""
    measured, begun = Measured(), time.perf_counter()

    async def post(wire: Wire) -> None:
        for planned in plan:
            raw, sent, since = request(planned), time.monotonic(), time.perf_counter()
            measured.note(planned, await wire.ask(raw), sent, since)
            if time.perf_counter() - begun > seconds:
                return

    await _on_wires(port, connections, post)
    measured.seconds = time.perf_counter() - begun
    return measured


async def open_loop(port: int, plan: Iterator[Planned], seconds: float, rate: float) -> Measured:
    """Events come when they come: each one's time counts from the moment it was due."""
    measured, begun = Measured(), time.perf_counter()
    due = (begun + number / rate for number in range(int(seconds * rate)))

    async def post(wire: Wire) -> None:
        for at, planned in zip(due, plan, strict=False):
            await asyncio.sleep(at - time.perf_counter())
            raw, sent = request(planned), time.monotonic()
            measured.note(planned, await wire.ask(raw), sent, at)

    await _on_wires(port, _MOST_WAITING, post)
    measured.seconds = time.perf_counter() - begun
    return measured


async def _on_wires(port: int, many: int, post: Callable[[Wire], Awaitable[None]]) -> None:
    loop = asyncio.get_running_loop()
    wires = [(await loop.create_connection(Wire, "127.0.0.1", port))[1] for _ in range(many)]
    try:
        await asyncio.gather(*(post(wire) for wire in wires))
    finally:
        for wire in wires:
            wire.close()
