"""Orders that bring words of their own: ค้นหา …, ประกาศ …, เชิญ …, ถอดผู้จัด …, ตั้งรายงาน …. Knows no filters."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.organising.hours import Hours
from bot.organising.letters import Letters, letters_of, sound_of
from bot.organising.orders import Order
from bot.spelling import plain

_LOOKED_AT = 60
_LONGEST, _LONGEST_NAME, _LONGEST_BARE_NAME = 200, 60, 24
_LONGEST_GLUED = 10
_LONGEST_TIME = 24
_CODE = re.compile("[A-Za-z0-9][A-Za-z0-9-]{1,31}")
_MARKS = " \t\r\n:：,–—"
_QUOTES = "\"'“”‘’«»"
_SHORT_HEAD = 3


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows the word of an order, as it was typed. `apart`: not as if it were one word with it."""

    text: str
    apart: bool


class FreeWords:
    """The word of the order comes first, and a space, a line or a mark after it; else it is part of a sentence."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        free, small = table["free"], table["small"]
        self._heads = {name: _longest_first(heads) for name, heads in free.items()}
        self._exact = frozenset(plain(head) for heads in free.values() for head in heads)
        endings, polite = _any_of(small["endings"]), _any_of(small["polite"])
        self._ending = re.compile(f"(?:\\s*(?:{endings})|(?:^|\\s)(?:{polite}))+\\s*$")
        self._telling = tuple(small["telling"])
        self._hours = Hours(table["clock"], (*small["endings"], *small["polite"]))

    def read(self, text: str) -> Order | None:
        text = text.lstrip()
        letters = letters_of(text[:_LOOKED_AT])
        for read in (self._search, self._announce, self._remove, self._digest_when, self._invite):
            order = read(text, letters)
            if order:
                return order
        return None

    def _search(self, text: str, letters: Letters) -> Order | None:
        if len(text) > _LONGEST:
            return None
        tail = self._after("search_glued", text, letters)
        if tail:
            return Order("search", words=self._asked(tail.text))
        tail = self._after("search", text, letters)
        if tail is None:
            return None
        words = self._asked(tail.text)
        short = len(words.split()) == 1 and len(sound_of(words)) <= _LONGEST_GLUED and not self.tells(words)
        return Order("search", words=words) if tail.apart or not words or short else None

    def _announce(self, text: str, letters: Letters) -> Order | None:
        tail = self._after("announce", text, letters)
        if tail is None:
            return None
        if not self._bare(tail.text):
            return Order("announce")
        return Order("announce", words=tail.text.lstrip(_MARKS).rstrip()) if tail.apart else None

    def _remove(self, text: str, letters: Letters) -> Order | None:
        """A name is not looked up: the list of organisers has a button for each."""
        tail = self._after("remove", text, letters)
        if tail is None:
            return None
        said = self._bare(tail.text)
        if not said or _CODE.fullmatch(said):
            return Order("remove", code=said)
        named = tail.apart and len(said) <= _LONGEST_BARE_NAME and not self.tells(said)
        return Order("remove") if named else None

    def _digest_when(self, text: str, letters: Letters) -> Order | None:
        """A time that cannot be read is asked for anew, but only where it may have been one."""
        tail = self._after("digest_when", text, letters)
        if tail is None or len(text) > _LONGEST:
            return None
        words = self._hours.read(tail.text)
        short = tail.apart and len(sound_of(tail.text)) <= _LONGEST_TIME and not self.tells(tail.text)
        return Order("digest_when", words=words) if words or short or not self._bare(tail.text) else None

    def _invite(self, text: str, letters: Letters) -> Order | None:
        tail = self._after("invite", text, letters)
        if tail is None:
            return None
        words = self._bare(tail.text)
        called = sound_of(words[:_LOOKED_AT])
        named = any(called.startswith(role) for role in self._heads["invited"])
        longest = _LONGEST_NAME if named else _LONGEST_BARE_NAME if tail.apart else 0
        return Order("invite", words=words) if len(words) <= longest and not self.tells(words) else None

    def _after(self, name: str, text: str, letters: Letters) -> _Tail | None:
        """A short word, or one glued to what follows, must be written as it should be: "คนน้อย" is not "ค้น น้อย"."""
        for head in self._heads[name]:
            end = len(head)
            if letters.said.startswith(head) and _ends_there(letters, end):
                rest = text[letters.ends[end - 1] :]
                apart = not rest or rest[0] in _MARKS + _QUOTES or rest[0].isspace()
                if (apart and end > _SHORT_HEAD) or plain(letters.typed(0, end)) in self._exact:
                    return _Tail(rest, apart)
        return None

    def _bare(self, tail: str) -> str:
        tail = tail.strip(_MARKS)
        return tail if len(tail) > _LONGEST else self._ending.sub("", tail).strip(_MARKS)

    def _asked(self, tail: str) -> str:
        return self._bare(tail).strip(_MARKS + _QUOTES)

    def tells(self, words: str) -> bool:
        said = plain(words)
        return any(word in said for word in self._telling)


def _ends_there(letters: Letters, end: int) -> bool:
    return end == len(letters.said) or letters.starts[end] >= letters.ends[end - 1]


def _longest_first(heads: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({sound_of(head) for head in heads}, key=len, reverse=True))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
