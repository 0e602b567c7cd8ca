"""Reading Thai beside plain cutting into words, in one process and in turns. Asserts nothing."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pythainlp.tokenize import word_tokenize

from handlers.data import load_reader
from tests.bench.figures import spread, table, times
from tests.reading.held_out import held_out

_BASE = "pythainlp word_tokenize alone"
_NASTY = {
    "one phrase again and again": "ครูไม่พอ" * 700,
    "one letter": "ก" * 5_000,
    "digits": "08" * 2_500,
    "titles": "นาย" * 1_700,
    "titles and spaces": "ครู " * 1_250,
    "commands": "ขอ" * 2_500,
    "addresses": "a@" * 2_500,
    "letters and spaces": " ก" * 2_500,
    "marks": "ก์่้" * 1_250,
    "emoji": "😀" * 5_000,
}


def measure(folder: Path, quick: bool) -> Iterator[str]:
    reader = load_reader()
    reader.warm()
    told = [(one.text, one.asking) for one in held_out()]
    calls: dict[str, Callable[[str, str], object]] = {
        _BASE: lambda text, asking: word_tokenize(text),
        "a full reading": reader.read,
    }
    rounds = 3 if quick else 7
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            taken[name].append(_a_second(call, told))
    base = statistics.median(taken[_BASE])
    rows = [(name, spread(each), times(statistics.median(each), base)) for name, each in taken.items()]
    letters = statistics.mean(len(text) for text, _ in told)
    yield f"{len(told)} held-out answers of {letters:.0f} letters on average, one thread."
    yield table(("", "answers/s (least–most)", f"/ {_BASE}"), rows)
    yield from _nasty(reader.read, rounds)


def _a_second(call: Callable[[str, str], object], told: Sequence[tuple[str, str]]) -> float:
    begun = time.perf_counter()
    for text, asking in told:
        call(text, asking)
    return len(told) / (time.perf_counter() - begun)


def _nasty(read: Callable[[str, str], object], rounds: int) -> Iterator[str]:
    rows = []
    for name, text in _NASTY.items():
        each = []
        for _ in range(rounds):
            begun = time.perf_counter()
            read(text[:5_000], "problem")
            each.append((time.perf_counter() - begun) * 1e3)
        rows.append((name, spread(each)))
    yield table(("5,000 letters of", "ms a reading (least–most)"), rows)
