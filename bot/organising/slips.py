"""Order words with one slip of a letter, put right: "สุป ครู" is "สรุป ครู". Never says whether it is an order then."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.spelling import plain
from bot.words import distance, key

_SHORTEST, _SHORTEST_SAID, _MOST_PLACES = 4, 3, 8
_NO_HEADS = "invited"


class Slips:
    """Compares as typed, tone marks and all: that makes "คนมา" no slip of "ค้นหา"."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        kinds = {kind: told["heads"] for kind, told in table["orders"].items()}
        kinds |= {kind: heads for kind, heads in table["free"].items() if kind != _NO_HEADS}
        self._kinds = {
            plain(head): kind.removesuffix("_glued") for kind, heads in kinds.items() for head in heads
        }
        self._ordinary = frozenset(plain(word) for word in table["small"]["ordinary"])

    def mended(self, text: str) -> Iterator[tuple[str, str]]:
        """Each kind of order that a word, or all of them as one, just misses, and the text with that word right."""
        words = text.split()
        meant = self._meant(text)
        if meant:
            yield meant
        for at, word in enumerate(words[:_MOST_PLACES] if len(words) > 1 else ()):
            if meant := self._meant(word):
                kind, head = meant
                yield kind, " ".join((*words[:at], head, *words[at + 1 :]))

    def _meant(self, typed: str) -> tuple[str, str] | None:
        """The kind and the word, if all words that are that near order the same."""
        said = plain(key(typed))
        if len(said) < _SHORTEST_SAID or said in self._kinds or said in self._ordinary:
            return None
        near = [head for head in self._near(said) if distance(said, head, 1) == 1]
        kinds = {self._kinds[head] for head in near}
        return (kinds.pop(), near[0]) if len(kinds) == 1 else None

    def _near(self, said: str) -> Iterable[str]:
        return (head for head in self._kinds if len(head) >= _SHORTEST and abs(len(head) - len(said)) <= 1)
