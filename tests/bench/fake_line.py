"""LINE's API at the other end, as fast as it can be: counts what arrives, answers after a set delay, checks nothing.

Run as a process of its own: python -m tests.bench.fake_line PORT. The stand-in of the simulator is honest instead.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field

from tests.bench.load import content_length

_ANSWER = b'{"sentMessages":[]}'


@dataclass
class Book:
    """What arrived. `replied` is when, by reply token (monotonic)."""

    delay: float = 0.0
    replied: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("reply", "push", "start", "twice"), 0)
    )

    def take(self, path: str, raw: bytes) -> bytes:
        """What to answer at once; empty when the answer has to wait for the delay."""
        kind = path.rsplit("/", 1)[1]
        if path.startswith("/bench/"):
            return self._told(kind)
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if kind == "reply":
            token = json.loads(raw)["replyToken"]
            self.counts["twice"] += token in self.replied
            self.replied.setdefault(token, time.monotonic())
        return b""

    def _told(self, what: str) -> bytes:
        if what.isdigit():
            self.delay = int(what) / 1000
        return json.dumps({"counts": self.counts, "replied": self.replied}).encode()


class Caller(asyncio.Protocol):
    """One connection of somebody who calls."""

    def __init__(self, book: Book) -> None:
        self._book, self._heard = book, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, end, rest = self._heard.partition(b"\r\n\r\n")
        if not end or len(rest) < content_length(head):
            return
        self._heard = b""
        answer = self._book.take(head.split(b" ", 2)[1].decode(), rest)
        if answer:
            self._say(answer)
        else:
            asyncio.get_running_loop().call_later(self._book.delay, self._say, _ANSWER)

    def _say(self, answer: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(answer)}\r\n\r\n"
        self._transport.write(head.encode() + answer)


async def serve(port: int) -> None:
    book = Book()
    server = await asyncio.get_running_loop().create_server(lambda: Caller(book), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
