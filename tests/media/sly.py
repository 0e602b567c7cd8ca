"""A server in LINE's place that answers as no stand-in would: endless, cut off, slow. Counts what it sent."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PIECE = b"\xff\xd8\xff" + b"\1" * 65_533


@dataclass
class Sly:
    url: str
    sent: int = 0
    asked: list[str] = field(default_factory=list)

    def endless(self, send: Callable[[bytes], object]) -> None:
        """Chunked, so that no header tells how much will come."""
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while self.sent < 1 << 30:
            send(f"{len(PIECE):x}\r\n".encode() + PIECE + b"\r\n")
            self.sent += len(PIECE)

    def lying(self, send: Callable[[bytes], object]) -> None:
        """More than it says."""
        send(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + b"1234567890" + PIECE)

    def cut_off(self, send: Callable[[bytes], object]) -> None:
        send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + PIECE)

    def cut_chunk(self, send: Callable[[bytes], object]) -> None:
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n" + PIECE)

    def elsewhere(self, send: Callable[[bytes], object]) -> None:
        send(f"HTTP/1.1 302 Found\r\nLocation: {self.url}/stolen\r\nContent-Length: 0\r\n\r\n".encode())

    def no_http(self, send: Callable[[bytes], object]) -> None:
        send(b"\0\1\2 no HTTP at all\r\n\r\n")

    def packed(self, send: Callable[[bytes], object]) -> None:
        """Says that its bytes are packed; they are to be taken as they come."""
        send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd")

    def silent(self, send: Callable[[bytes], object]) -> None:
        threading.Event().wait(3)


@contextmanager
def sly(how: str) -> Iterator[Sly]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            made.asked.append(self.rfile.readline().decode().split()[1])
            while self.rfile.readline() not in (b"\r\n", b""):
                pass
            try:
                getattr(made, how)(self.request.sendall)
            except OSError:
                return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        made = Sly(f"http://127.0.0.1:{server.server_address[1]}")
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield made
        server.shutdown()
