"""Figures as people read them: medians, percentiles, Markdown tables, and what machine they were seen on."""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

BUSY = 0.5
"""More load than so much before the start, and the figures are worth less."""


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def middle(values: Iterable[float]) -> float:
    """The median of several rounds."""
    return median(list(values))


def number(value: float) -> str:
    """Three digits that matter, no more."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def times(value: float, base: float) -> str:
    return f"{number(value / base)}×" if base else "–"


def spread(values: Sequence[float]) -> str:
    """The median, and the rounds' least and most."""
    return f"{number(middle(values))} ({number(min(values))}–{number(max(values))})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def machine(folder: Path) -> str:
    packages = ("flask", "granian", "sqlalchemy", "pythainlp", "line-bot-sdk")
    pinned = ", ".join(f"{name} {version(name)}" for name in packages)
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({_processor()}), {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version} "
        f"(WAL, synchronous=FULL) on {_filesystem(folder)}, {pinned}. Load before the start: {load}."
    )


def warn_when_busy() -> None:
    if os.getloadavg()[0] > BUSY:
        print("Other programs share the cores now: trust the ratios, not the figures.", file=sys.stderr)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _filesystem(folder: Path) -> str:
    """On tmpfs nothing is ever written to a disk, and a durable commit costs nothing."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "an unknown file system"
    over = [each for each in mounts if folder.resolve().is_relative_to(each[1])]
    return max(over, key=lambda each: len(each[1]))[2] if over else "an unknown file system"
