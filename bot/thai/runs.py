"""Runs of letters: all those of a text, and the rows of those that a model knows. Weighs nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

_SIZES = (2, 3, 4, 5)
_BEYOND = np.iinfo(np.int64).max

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Runs:
    """Every two to five letters in a row of a text, the shortest runs first; `closed` has ^ and $ at its ends."""

    closed: str

    def __iter__(self) -> Iterator[str]:
        for size in _SIZES:
            yield from (self.closed[at : at + size] for at in range(len(self.closed) - size + 1))


class RunRows:
    """Known runs as sorted numbers, in which all runs of a text are found in one go.

    A processor's cache holds them, but no dictionary of so many strings. A run's number has a digit for each of its
    letters behind a leading 1; the digit 0 is any letter of no known run.
    """

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._letters = "\0" + "".join(sorted(set("".join(rows))))
        self._digits = np.zeros(max(map(ord, self._letters)) + 2, np.int64)
        self._digits[[ord(letter) for letter in self._letters]] = range(len(self._letters))
        by_size = sorted(rows, key=len)
        numbers = [self._numbers(list(same), size) for size, same in groupby(by_size, len)]
        known = np.concatenate([*numbers, np.array([_BEYOND])])
        order = known.argsort()
        self._known = known[order]
        self._rows = np.array([*(rows[run] for run in by_size), -1], np.int32)[order]

    def of(self, runs: Runs) -> list[int]:
        """The rows of a text's known runs, each once, in the order of `runs`."""
        digits = self._in_digits(runs.closed)
        of_size, numbers = digits + len(self._letters), []
        for size in _SIZES:
            of_size = of_size[:-1] * len(self._letters) + digits[size - 1 :]
            numbers.append(of_size)
        sought = np.concatenate(numbers)
        at = self._known.searchsorted(sought)
        return list(dict.fromkeys(self._rows[at[self._known[at] == sought]].tolist()))

    def items(self) -> Iterator[tuple[str, int]]:
        return zip(map(self._run, self._known[:-1].tolist()), self._rows[:-1].tolist(), strict=True)

    def _numbers(self, runs: Sequence[str], size: int) -> Numbers:
        numbers = np.ones(len(runs), np.int64)
        for digit in self._in_digits("".join(runs)).reshape(-1, size).T:
            numbers = numbers * len(self._letters) + digit
        return numbers

    def _in_digits(self, text: str) -> Numbers:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
        return self._digits.take(points, mode="clip")

    def _run(self, number: int) -> str:
        run = ""
        while number > 1:
            number, digit = divmod(number, len(self._letters))
            run = self._letters[digit] + run
        return run
