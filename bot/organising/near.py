"""Names one letter off: "ไทรโยด" for ไทรโยค. Never chooses between two that are as near."""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from bot.words import distance

T = TypeVar("T")
_SHORTEST, _LONGEST = 5, 24
_DIGIT = re.compile("[0-9]")


class NearMisses(Generic[T]):
    """Two words are one letter apart only if leaving a letter out of one or both makes them alike: those are kept."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._values = {name: value for name, value in names if _can_be_misspelt(name)}
        self._left: dict[str, set[str]] = {}
        for name in self._values:
            for left in (name, *_less(name)):
                self._left.setdefault(left, set()).add(name)

    def find(self, said: str) -> T | None:
        if not _SHORTEST - 1 <= len(said) <= _LONGEST + 1 or _DIGIT.search(said):
            return None
        near = {name for left in (said, *_less(said)) for name in self._left.get(left, ())}
        meant = {self._values[name] for name in near if distance(said, name, 1) <= 1}
        return meant.pop() if len(meant) == 1 else None


def _can_be_misspelt(name: str) -> bool:
    """One number for another is another name."""
    return _SHORTEST <= len(name) <= _LONGEST and not _DIGIT.search(name)


def _less(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
