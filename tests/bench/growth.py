"""Looks that are taken many times a second, over a memory that grows: none may cost more for what is long done."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from handlers.data import load_form
from models import outbox, wakeups
from models.database import Store
from models.migrate import upgrade
from tests.bench.crowd import crowd
from tests.bench.figures import middle, number, table, times
from tests.bench.walks import three_bubbles

_PEOPLE = 600
_SIZES = (0, 1_000, 10_000, 50_000)
_CALLS, _ROUNDS = 20, 5
_LOOKS: dict[str, Callable[[Store], Any]] = {
    "the sender claims (nothing waits)": lambda store: _claim(store),
    "the alarms' look": lambda store: _soonest(store),
}


def measure(folder: Path, quick: bool) -> Iterator[str]:
    store = Store(f"sqlite:///{folder}/siangkan.db")
    upgrade(store)
    crowd(load_form(), three_bubbles, _PEOPLE).plan(store, 1)
    taken: dict[str, list[float]] = {name: [] for name in _LOOKS}
    for before, size in zip((0, *_SIZES), _SIZES, strict=False):
        _fill(store, size - before)
        for name, look in _LOOKS.items():
            taken[name].append(middle(_microseconds(look, store) for _ in range(_ROUNDS)))
    store.close()
    head = ("µs a look", *(f"{size:,} sent messages" for size in _SIZES), "most / empty")
    yield table(head, [(name, *map(number, us), times(us[-1], us[0])) for name, us in taken.items()])


def _fill(store: Store, rows: int) -> None:
    done = {"kind": "reply", "messages": [], "retry_key": "", "status": "sent", "due_at": 1, "created_at": 1}
    if rows:
        with store.writing() as conn:
            conn.execute(
                insert(outbox.outbox), [{**done, "person_id": 1 + turn % _PEOPLE} for turn in range(rows)]
            )


def _microseconds(look: Callable[[Store], Any], store: Store) -> float:
    begun = time.perf_counter()
    for _ in range(_CALLS):
        look(store)
    return (time.perf_counter() - begun) / _CALLS * 1e6


def _claim(store: Store) -> None:
    with store.writing() as conn:
        outbox.claim(conn, 10, lease_ms=1, limit=192)


def _soonest(store: Store) -> None:
    with store.reading() as conn:
        wakeups.soonest(conn)
