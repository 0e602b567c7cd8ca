"""The main job over HTTP: webhook in, words kept and coded, reply at LINE; beside a route that does nothing."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handlers.data import load_form
from models import outbox, wakeups
from models.database import Store
from tests.bench.crowd import Crowd, Planned, crowd
from tests.bench.kept import kept
from tests.bench.load import Measured, closed_loop, open_loop
from tests.bench.processes import Running, empty, fake_line, siangkan
from tests.bench.walks import SCRIPTS
from tests.bench.web_tables import Round, Trial, rates, replies

_PATIENCE_SECONDS = 60
_MOST_A_SECOND = {"empty": 9000, "siangkan": 1500}
_CLOSED_GROUP, _SMALLEST_GROUP = 60, 20
Loop = Callable[[int, Iterator[Planned], float], Coroutine[Any, Any, Measured]]


@dataclass
class Plan:
    trials: list[Trial]
    rounds: int
    empty_seconds: float
    closed_seconds: float
    open_seconds: float


FULL = Plan(
    [
        Trial("words", 0),
        Trial("words", 100),
        Trial("half taps", 100),
        Trial("half taps", 100, 50),
        Trial("half taps", 100, 200),
    ],
    rounds=3,
    empty_seconds=2.0,
    closed_seconds=6.0,
    open_seconds=9.0,
)
QUICK = Plan([Trial("half taps", 100), Trial("half taps", 100, 200)], 2, 1.0, 3.0, 3.0)


class Yard:
    """All that runs while it is measured."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.line = stack.enter_context(fake_line(folder))
        self.empty = stack.enter_context(empty(folder))
        self.siangkan = stack.enter_context(siangkan(folder, self.line))
        self.store = Store(f"sqlite:///{folder}/siangkan.db")
        stack.callback(self.store.close)
        self.form = load_form()
        self.acknowledged = self.words = 0

    def note(self, measured: Measured) -> None:
        self.acknowledged += len(measured.took)
        self.words += measured.words

    def crowd(self, trial: Trial) -> Crowd:
        """Groups so small that a person's acts are a third of a second apart, and so large that they keep order."""
        group = max(trial.rate // 3, _SMALLEST_GROUP) if trial.rate else _CLOSED_GROUP
        return crowd(self.form, SCRIPTS[trial.script], group)

    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = self.line.tell("/bench/counts")["counts"]
        return counts


def measure(folder: Path, plan: Plan) -> Iterator[str]:
    """Markdown, piece by piece."""
    with ExitStack() as stack:
        yard = Yard(folder, stack)
        asyncio.run(_first_texts(yard))
        done = {trial: _alternate(yard, trial, plan) for trial in plan.trials}
        yield rates(done)
        yield replies(done)
        yield kept(yard.store, yard.acknowledged, yard.words, yard.counts())


async def _first_texts(yard: Yard) -> None:
    """Both servers have answered before anything counts."""
    trial = Trial("words", 0)
    await closed_loop(yard.empty.port, yard.crowd(trial).plan(None, 600), 1.0)
    yard.note(await closed_loop(yard.siangkan.port, yard.crowd(trial).plan(yard.store, 600), 1.0))


def _alternate(yard: Yard, trial: Trial, plan: Plan) -> tuple[list[Round], list[Round]]:
    """A B A B: the baseline and the bot meet the same hour of the machine."""
    bases, bots = [], []
    for _ in range(plan.rounds):
        yard.line.tell(f"/bench/{trial.latency}")
        bases.append(_run(yard.empty, None, yard, trial, plan.empty_seconds))
        seconds = plan.open_seconds if trial.rate else plan.closed_seconds
        bots.append(_run(yard.siangkan, yard.store, yard, trial, seconds))
        yard.note(bots[-1].measured)
        before = yard.siangkan.cpu_seconds()
        _settle(yard.store)
        bots[-1].cpu_afterwards = yard.siangkan.cpu_seconds() - before
        bots[-1].to_line = _way_to_line(yard, bots[-1].measured)
    return bases, bots


def _run(process: Running, store: Store | None, yard: Yard, trial: Trial, seconds: float) -> Round:
    most = trial.rate or _MOST_A_SECOND["siangkan" if store else "empty"]
    plan = yard.crowd(trial).plan(store, int(most * seconds))
    before = process.cpu_seconds()
    measured = asyncio.run(_loop(trial)(process.port, plan, seconds))
    return Round(measured, process.cpu_seconds() - before)


def _loop(trial: Trial) -> Loop:
    if not trial.rate:
        return closed_loop
    return lambda port, plan, seconds: open_loop(port, plan, seconds, trial.rate)


def _settle(store: Store) -> None:
    """Until nobody is waited for and nothing waits: the quiet gaps are over and all replies are out."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with store.reading() as conn:
            if wakeups.soonest(conn) is None and not outbox.waiting(conn):
                return
        time.sleep(0.2)


def _way_to_line(yard: Yard, measured: Measured) -> list[float]:
    """Milliseconds from the tap to its reply's arrival at LINE."""
    replied = yard.line.tell("/bench/replied")["replied"]
    return [(replied[token] - sent) * 1000 for token, sent in measured.sent_at.items() if token in replied]
