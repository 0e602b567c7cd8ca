"""What starting costs: seconds until the first answer, memory of the web process, and what of it comes from where."""

import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from handlers.data import load_form
from models.database import Store
from tests.bench.crowd import crowd
from tests.bench.figures import middle, number, table, times
from tests.bench.load import closed_loop
from tests.bench.processes import Running, empty, fake_line, siangkan
from tests.bench.walks import three_bubbles

_STEPS = {
    "Flask, as the baseline has it": "import flask",
    "PyThaiNLP's code (with bot.thai, at import)": "import bot.thai.reader",
    "all else that the web process imports": "import handlers.app",
    "form and reader made": "from handlers.data import load_reader; reader = load_reader()",
    "line-bot-sdk's client (in the sender's thread)": "import linebot.v3.messaging",
    "PyThaiNLP's dictionary (with the first text)": "reader.warm()",
    "the second text": "reader.read('เน็ตหลุดบ่อยมาก', 'problem')",
}
_ALONE = {
    "bot.thai.reader alone": "import bot.thai.reader",
    "line-bot-sdk's client alone": "import linebot.v3.messaging",
}
_HARNESS = """
import json, sys, time
def rss():
    try:
        lines = open("/proc/self/status").read().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
scope, told = {}, [(0.0, rss())]
for code in json.loads(sys.argv[1]):
    begun = time.perf_counter()
    exec(code, scope)
    told.append(((time.perf_counter() - begun) * 1000, rss()))
print(json.dumps(told))
"""


def measure(folder: Path, quick: bool) -> Iterator[str]:
    rounds = 1 if quick else 4
    yield _steps_table(_told(_STEPS, rounds), _told(_ALONE, rounds, each=True))
    yield _processes_table([_start(folder / str(number)) for number in range(1 if quick else 3)])


def _told(steps: dict[str, str], rounds: int, each: bool = False) -> dict[str, tuple[float, float]]:
    """Median milliseconds and MiB of each step; the first round only fills Python's caches."""
    pieces = [[code] for code in steps.values()] if each else [list(steps.values())]
    runs = [[_in_a_fresh_process(piece) for piece in pieces] for _ in range(rounds + 1)][1:]
    flat = [[told for piece in run for told in piece] for run in runs]
    return {name: (_middle(flat, at, 0), _middle(flat, at, 1)) for at, name in enumerate(steps)}


def _middle(runs: list[list[tuple[float, float]]], step: int, column: int) -> float:
    return middle(run[step][column] for run in runs)


def _in_a_fresh_process(codes: list[str]) -> list[tuple[float, float]]:
    """Milliseconds and MiB that each piece of code added."""
    words = [sys.executable, "-c", _HARNESS, json.dumps(codes)]
    told = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    return [(after[0], after[1] - before[1]) for before, after in itertools.pairwise(told)]


def _steps_table(steps: dict[str, tuple[float, float]], alone: dict[str, tuple[float, float]]) -> str:
    rows = [(name, f"{ms:,.0f}", f"{mib:.1f}") for name, (ms, mib) in {**steps, **alone}.items()]
    ms, mib = (sum(each[at] for each in steps.values()) for at in (0, 1))
    rows.insert(len(steps), ("together", f"{ms:,.0f}", f"{mib:,.0f}"))
    return table(("one after the other, in a fresh process", "ms", "MiB"), rows)


def _start(folder: Path) -> dict[str, tuple[float, ...]]:
    folder.mkdir()
    with ExitStack() as stack:
        line, base = stack.enter_context(fake_line(folder)), stack.enter_context(empty(folder))
        bot = stack.enter_context(siangkan(folder, line))
        told: dict[str, tuple[float, ...]]
        told = {"empty Flask route": (base.started, base.worker_mib(), *asyncio.run(_texts(base, None)))}
        store = Store(f"sqlite:///{folder}/siangkan.db")
        time.sleep(2)  # the sender is still importing
        ready = bot.started, bot.worker_mib()
        told["Siang Kan"] = (*ready, *asyncio.run(_texts(bot, store)), bot.worker_mib())
        store.close()
        return told


async def _texts(process: Running, store: Store | None) -> tuple[float, float]:
    """Milliseconds of the first text and of the second."""
    people = crowd(load_form(), three_bubbles, 2)
    plan = people.plan(store, 6)
    first = await closed_loop(process.port, plan, 0.0, 1)
    second = await closed_loop(process.port, plan, 0.0, 1)
    return first.milliseconds(0.5), second.milliseconds(0.5)


def _processes_table(runs: list[dict[str, tuple[float, ...]]]) -> str:
    head = (
        "real processes",
        "s to the first answer",
        "MiB",
        "first text ms",
        "second text ms",
        "MiB after it",
    )
    rows = []
    for name in runs[0]:
        columns = [middle(run[name][at] for run in runs) for at in range(len(runs[0][name]))]
        rows.append([name, *map(number, columns)] + [""] * (5 - len(columns)))
    both = [[middle(run[name][at] for run in runs) for name in runs[0]] for at in range(4)]
    rows.append(["Siang Kan / empty", *(times(bot, base) for base, bot in both), ""])
    return table(head, rows)
