"""The exchange without HTTP, in one thread: how fast, and what its time goes to. Baseline: one bare durable INSERT."""

import itertools
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.conversation import step
from bot.effects import Effect
from bot.speech import speak
from bot.state import State, from_json, to_json
from handlers.clock import SystemClock
from handlers.data import load_form
from handlers.exchange import exchange
from handlers.line.inbound import read
from handlers.line.outbound import messages
from handlers.services import Services
from models.database import Store
from models.migrate import upgrade
from tests.bench.crowd import IDENTITY, Planned, body, crowd
from tests.bench.figures import middle, number, table, times
from tests.bench.walks import SCRIPTS
from tests.bench.watches import Stopwatch, TimedReader, watch_engine

_GROUP = 100


@dataclass
class Split:
    """Microseconds an event: the whole, and the parts of it that can be seen from outside."""

    whole: float
    reading: float
    database: float
    mind: float

    @property
    def rest(self) -> float:
        return self.whole - self.reading - self.database - self.mind


@dataclass
class Yard:
    store: Store
    raw: sqlite3.Connection
    reader: TimedReader = field(default_factory=TimedReader)
    database: Stopwatch = field(default_factory=Stopwatch)
    events: Any = field(default_factory=itertools.count)

    def services(self) -> Services:
        return Services(self.store, IDENTITY, SystemClock(), load_form(), self.reader, "1")


def measure(folder: Path, quick: bool) -> Iterator[str]:
    store = Store(f"sqlite:///{folder}/siangkan.db")
    upgrade(store)
    yard = Yard(store, _bare(folder / "bare.db"))
    watch_engine(store.engine, yard.database)
    services, rounds = yard.services(), 3
    seconds = 1.0 if quick else 3.0
    yard.reader.read("ครูไม่พอ")
    bases, splits = [], {name: list[Split]() for name in SCRIPTS}
    for _ in range(rounds):
        for name in SCRIPTS:
            bases.append(_insert(yard, seconds / 3))
            splits[name].append(_exchange(yard, services, name, seconds))
    store.close()
    yield _table(middle(bases), splits)


def _bare(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    for line in (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "CREATE TABLE t (id TEXT PRIMARY KEY)",
    ):
        raw.execute(line)
    return raw


def _insert(yard: Yard, seconds: float) -> float:
    """Microseconds of BEGIN IMMEDIATE, INSERT, COMMIT."""
    done, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        yard.raw.execute("BEGIN IMMEDIATE")
        yard.raw.execute("INSERT INTO t VALUES (?)", (f"{next(yard.events):026d}",))
        yard.raw.execute("COMMIT")
        done += 1
    return (time.perf_counter() - begun) / done * 1e6


def _exchange(yard: Yard, services: Services, name: str, seconds: float) -> Split:
    people = crowd(services.form, SCRIPTS[name], _GROUP)
    plan = list(itertools.islice(people.plan(yard.store, int(2000 * seconds)), int(2000 * seconds)))
    yard.reader.watch.seconds = yard.database.seconds = 0.0
    done, spent = 0, Stopwatch()
    while done < len(plan) and spent.seconds < seconds:
        incoming = read(body(plan[done], services.clock.now()), services.clock.now())
        with spent.running():
            exchange(services, incoming[0])
        done += 1
    mind = _mind(services, people.start, plan[:done])
    each = [spent.seconds, yard.reader.watch.seconds, yard.database.seconds, mind]
    return Split(*(part / done * 1e6 for part in each))


def _mind(services: Services, start: State, plan: list[Planned]) -> float:
    """Seconds of the same events in the bot alone: state from JSON, step, state to JSON, words and dressing."""
    form, watch = services.form, Stopwatch()
    states: dict[str, str] = {}
    for planned in plan:
        happened = read(body(planned, services.clock.now()), services.clock.now())[0].event
        assert happened is not None
        before = states.get(planned.user_id) or to_json(start)
        with watch.running():
            stepped = step(from_json(before), happened, form)
            _dress(stepped.effects, form)
            states[planned.user_id] = to_json(stepped.state)
    return watch.seconds


def _dress(effects: tuple[Effect, ...], form: Any) -> None:
    bubbles = speak(effects, form)
    if bubbles:
        messages(bubbles)


def _table(base: float, splits: dict[str, list[Split]]) -> str:
    head = (
        "one thread",
        "events/s",
        "µs/event",
        "/ bare INSERT",
        "reading",
        "step and dressing",
        "in SQLite",
        "rest",
    )
    rows = [["one bare durable INSERT", number(1e6 / base), number(base), "1×", "", "", "", ""]]
    for name, rounds in splits.items():
        whole = middle(each.whole for each in rounds)
        parts = [
            [getattr(each, part) / each.whole for each in rounds]
            for part in ("reading", "mind", "database", "rest")
        ]
        shares = [f"{middle(part):.0%}" for part in parts]
        rows.append([f"exchange, {name}", number(1e6 / whole), number(whole), times(whole, base), *shares])
    return table(head, rows)
