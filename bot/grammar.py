"""Patterns of words, compiled to an automaton of places. Knows no language and reads no message.

A pattern is words in a row: `ลบ {data} (ให้ หมด)? {me}*`. A name in braces stands for any entry of that list,
and entries may be patterns themselves; `|` separates choices, `?` may be missing, `*` any number of times.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\{(\w+)\}|([()|?*])|([^\s(){}|?*]+)")
_SIGNS = frozenset("{}()|?*")
_DEEPEST = 6
_NO_WORDS = "no list of this name has words"

Token = tuple[str, str, str]
"""The name of a list, or a sign, or a word; the other two are empty."""


class PatternError(ValueError):
    """A pattern that cannot be read; the message quotes it, names the list it stands in and says what is wrong."""

    def __init__(self, pattern: str, fault: str, inside: str = "") -> None:
        super().__init__(pattern, fault, inside)
        self.pattern, self.fault, self.inside = pattern, fault, inside

    def __str__(self) -> str:
        stands = f' of the list "{self.inside}"' if self.inside else ""
        return f'the pattern "{self.pattern}"{stands} cannot be read: {self.fault}'


@dataclass(frozen=True, slots=True)
class Part:
    """Where a piece of a pattern may begin and end, as bits, and whether it may be missing."""

    first: int = 0
    last: int = 0
    empty: bool = True

    def or_else(self, other: "Part") -> "Part":
        return Part(self.first | other.first, self.last | other.last, self.empty or other.empty)


@dataclass(slots=True)
class Automaton:
    """A place is one bit. `follow` says which places may come after it, `stands` which words stand where."""

    follow: list[int] = field(default_factory=list)
    stands: list[tuple[str, int]] = field(default_factory=list)

    def place(self, words: Iterable[str]) -> Part:
        bit = 1 << len(self.follow)
        self.follow.append(0)
        self.stands += [(word, bit) for word in words]
        return Part(bit, bit, empty=False)

    def lead(self, ends: int, starts: int) -> None:
        for place in places(ends):
            self.follow[place] |= starts

    def then(self, left: Part, right: Part) -> Part:
        self.lead(left.last, right.first)
        first = left.first | (right.first if left.empty else 0)
        last = right.last | (left.last if right.empty else 0)
        return Part(first, last, left.empty and right.empty)

    def where(self, spell: Callable[[str], str]) -> dict[str, int]:
        """Each word as `spell` writes it, with all its places."""
        spelt = {word: spell(word) for word in {word for word, _ in self.stands}}
        where: dict[str, int] = {}
        for word, bit in self.stands:
            if spelt[word]:
                where[spelt[word]] = where.get(spelt[word], 0) | bit
        return where


class Patterns:
    """Adds patterns to an automaton; `lists` are the named lists of words."""

    def __init__(self, automaton: Automaton, lists: Mapping[str, Iterable[str]]) -> None:
        self._automaton, self._lists = automaton, lists

    def add(self, pattern: str, depth: int = 0, inside: str = "") -> Part:
        """`inside` is the list that the pattern stands in. Raises PatternError."""
        tokens: list[Token] = [(m[1] or "", m[2] or "", m[3] or "") for m in _TOKEN.finditer(pattern)]
        if fault := self._fault(pattern, tokens, depth):
            raise PatternError(pattern, fault, inside)
        part, at = self._choice(tokens, 0, depth)
        if at != len(tokens) or part.empty:
            raise PatternError(pattern, "a lone bracket, a ? or * after nothing, or no word it needs", inside)
        return part

    def add_list(self, name: str, depth: int = 0) -> Part:
        """The plain words of a list share one place; its patterns stand beside it. Raises PatternError."""
        entries = list(self._lists.get(name, ()))
        if not entries:
            raise PatternError("{" + name + "}", _NO_WORDS, name)
        plain = [entry for entry in entries if not _SIGNS & set(entry)]
        patterns = [self.add(entry, depth + 1, name) for entry in entries if _SIGNS & set(entry)]
        parts = [self._automaton.place(plain), *patterns] if plain else patterns
        whole = parts[0]
        for part in parts[1:]:
            whole = whole.or_else(part)
        return whole

    def _fault(self, pattern: str, tokens: list[Token], depth: int) -> str:
        """What can be told before any list is followed: a list that mentions itself has no end."""
        if depth > _DEEPEST:
            return f"lists mention each other more than {_DEEPEST} deep, or a list mentions itself"
        if _TOKEN.sub("", pattern).strip():
            return "a brace is not about the name of a list, which has letters, digits and _ only"
        unknown = [name for name, _, _ in tokens if name and not list(self._lists.get(name, ()))]
        return f"{{{unknown[0]}}}: {_NO_WORDS}" if unknown else ""

    def _choice(self, tokens: list[Token], at: int, depth: int) -> tuple[Part, int]:
        whole, at = self._row(tokens, at, depth)
        while at < len(tokens) and tokens[at][1] == "|":
            other, at = self._row(tokens, at + 1, depth)
            whole = whole.or_else(other)
        return whole, at

    def _row(self, tokens: list[Token], at: int, depth: int) -> tuple[Part, int]:
        row = Part()
        while at < len(tokens) and tokens[at][1] not in ("|", ")"):
            item, at = self._item(tokens, at, depth)
            while at < len(tokens) and tokens[at][1] in ("?", "*"):
                if tokens[at][1] == "*":
                    self._automaton.lead(item.last, item.first)
                item, at = Part(item.first, item.last), at + 1
            row = self._automaton.then(row, item)
        return row, at

    def _item(self, tokens: list[Token], at: int, depth: int) -> tuple[Part, int]:
        name, sign, word = tokens[at]
        if name:
            return self.add_list(name, depth), at + 1
        if word:
            return self._automaton.place([word]), at + 1
        beyond = Part(), len(tokens) + 1  # no right pattern ends there, so `add` refuses it and can quote it
        if sign != "(":
            return beyond
        inner, at = self._choice(tokens, at + 1, depth)
        return (inner, at + 1) if at < len(tokens) and tokens[at][1] == ")" else beyond


def places(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
