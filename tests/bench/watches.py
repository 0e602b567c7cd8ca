"""Measures from outside how long the reader and the database take within one exchange. Changes neither."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, event

from bot.reading import Reading
from handlers.data import load_reader


@dataclass
class Stopwatch:
    """Seconds spent in one part."""

    seconds: float = 0.0

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - begun


class TimedReader:
    def __init__(self) -> None:
        self._reader, self.watch = load_reader(), Stopwatch()

    def read(self, text: str, asking: str = "") -> Reading:
        with self.watch.running():
            return self._reader.read(text, asking)


def watch_engine(engine: Engine, watch: Stopwatch) -> None:
    """Time inside SQLite: each statement, and from the commit's begin until the connection is free again."""
    begun = [0.0]

    def begin(*_: object) -> None:
        begun[0] = time.perf_counter()

    def end(*_: object) -> None:
        if begun[0]:
            watch.seconds += time.perf_counter() - begun[0]
            begun[0] = 0.0

    for name, act in {
        "before_cursor_execute": begin,
        "after_cursor_execute": end,
        "commit": begin,
        "checkin": end,
    }.items():
        event.listen(engine, name, act)
