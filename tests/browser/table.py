"""The answers as an operator exports them from a running demo."""

import csv
from pathlib import Path

from tests.processes import run
from tests.whole.house import Process

Row = dict[str, str]


def exported(demo: Process, folder: Path) -> list[Row]:
    table = folder / "answers.csv"
    done = run("export", "--format", "csv", "--out", str(table), env=demo.env)
    assert done.returncode == 0, done.stderr
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rows_with(words: str, rows: list[Row]) -> list[Row]:
    return [row for row in rows if words in row["text"]]
