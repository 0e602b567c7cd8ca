"""Reads a whole message as clauses that a grammar knows. Never skips a word, and never decides what to do.

[opening words] a clause [closing words], then perhaps another clause after a pause or a polite word.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.grammar import Automaton, Part, Patterns, places

Said = tuple[str, ...]
"""The intents of the clauses in their order; "" is a clause that says nothing of itself, such as a reason."""

_MOST_CLAUSES = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands about the clauses: `noise` about a form too, `polite` ends a clause, `before` and `after` help."""

    noise: Part
    before: Part
    after: Part
    polite: Part
    lone: Part

    def openings(self) -> int:
        return self.noise.first | self.before.first


class Clauses:
    """`intents` names each pattern's intent; a form stands alone but for noise and polite words."""

    def __init__(
        self,
        patterns: Iterable[tuple[str, str]],
        forms: Mapping[str, str],
        lists: Mapping[str, Iterable[str]],
        about: tuple[str, str] = ("before", "after"),
    ) -> None:
        self._automaton = Automaton()
        self._intents: dict[int, str] = {}
        self._rules: dict[int, int] = {}
        adding = Patterns(self._automaton, lists)
        self._frame = self._framed(adding, *about)
        self._starts = self._ends = 0
        for pattern, intent in patterns:
            self._clause(adding, pattern, intent)
        alone = self._lone(forms)
        self._inside = self._starts | self._frame.openings()
        self.begin = self._inside | alone
        self.accepted = (
            self._ends | alone | self._frame.after.last | self._frame.polite.last | self._frame.lone.last
        )

    def spelt(self, spell: Callable[[str], str]) -> "Lattice":
        return Lattice(self, self._automaton.where(spell))

    def _framed(self, adding: Patterns, before: str, after: str) -> Frame:
        frame = Frame(
            adding.add_list("noise"),
            adding.add_list(before),
            adding.add_list(after),
            adding.add_list("polite"),
            adding.add_list("polite"),
        )
        self._automaton.lead(frame.noise.last | frame.before.last, frame.openings())
        closing = frame.after.first | frame.polite.first
        self._automaton.lead(frame.after.last | frame.polite.last, closing)
        self._automaton.lead(frame.lone.last, frame.lone.first)
        return frame

    def _clause(self, adding: Patterns, pattern: str, intent: str) -> None:
        known = len(self._automaton.follow)
        part = adding.add(pattern)
        for place in range(known, len(self._automaton.follow)):
            self._intents[place], self._rules[place] = intent, known
        self._automaton.lead(part.last, self._frame.after.first | self._frame.polite.first)
        self._automaton.lead(self._frame.noise.last | self._frame.before.last, part.first)
        self._starts |= part.first
        self._ends |= part.last

    def _lone(self, forms: Mapping[str, str]) -> int:
        by_intent: dict[str, list[str]] = {}
        for form, intent in forms.items():
            by_intent.setdefault(intent, []).append(form)
        alone = 0
        for intent, said in by_intent.items():
            part = self._automaton.place(said)
            place = len(self._automaton.follow) - 1
            self._intents[place], self._rules[place] = intent, place
            self._automaton.lead(part.last, self._frame.lone.first)
            self._automaton.lead(self._frame.noise.last, part.first)
            alone |= part.first
        return alone

    def next_places(self, place: int, paused: bool) -> int:
        """`paused`: a space or a mark stood here. A polite word is a pause too, and "ขอ" begins anew."""
        bit = 1 << place
        polite = bit & self._frame.polite.last
        ended = bit & (self._ends | self._frame.after.last)
        if polite or (paused and ended):
            return self._automaton.follow[place] | self._inside
        return self._automaton.follow[place] | (self._frame.before.first if ended else 0)

    def said(self, before: Said, left: int, place: int) -> Said:
        """The clauses so far, when `place` comes after `left` (-1 at the beginning)."""
        rule = self._rules.get(place)
        if rule is None or rule == self._rules.get(left):
            return before
        return (*before, self._intents[place])


class Lattice:
    """The same clauses with one way of spelling."""

    def __init__(self, clauses: Clauses, where: Mapping[str, int]) -> None:
        self._clauses, self._where = clauses, where
        self._sizes = _sizes(where)

    def read(self, text: str, pauses: frozenset[int]) -> tuple[Said, ...]:
        """All ways to read the whole text (no spaces in it); none when a word in it is unknown."""
        chart: dict[int, dict[int, Said]] = {0: {-1: ()}}
        last = len(text)
        if not text or not self._only_known(text):
            return ()
        for at in range(last):
            here = chart.pop(at, None)
            if here:
                self._step(text, at, here, chart, at in pauses)
        accepted = self._clauses.accepted
        return tuple(said for place, said in chart.get(last, {}).items() if accepted >> place & 1)

    def _only_known(self, text: str) -> bool:
        """Known words from end to end, in whatever order: what most sentences fail, and quickly."""
        reached, last = {0}, len(text)
        while reached:
            at = min(reached)
            if at == last:
                return True
            reached.remove(at)
            for size in self._sizes_at(text, at):
                if text[at : at + size] in self._where and at + size <= last:
                    reached.update(self._ends(text, at + size))
        return False

    def _step(
        self,
        text: str,
        at: int,
        here: dict[int, Said],
        chart: dict[int, dict[int, Said]],
        paused: bool,
    ) -> None:
        may = {left: self._may(left, paused) for left in here}
        for size in self._sizes_at(text, at):
            mask = self._where.get(text[at : at + size], 0) if at + size <= len(text) else 0
            if not mask:
                continue
            ends = self._ends(text, at + size)
            for left, before in here.items():
                for place in places(may[left] & mask):
                    said = self._clauses.said(before, left, place)
                    if len(said) <= _MOST_CLAUSES:
                        for end in ends:
                            _keep(chart.setdefault(end, {}), place, said)

    def _may(self, left: int, paused: bool) -> int:
        return self._clauses.begin if left < 0 else self._clauses.next_places(left, paused)

    def _sizes_at(self, text: str, at: int) -> Sequence[int]:
        """How long the words may be that begin here, longest first."""
        return self._sizes.get(text[at : at + 2]) or self._sizes.get(text[at]) or ()

    def _ends(self, text: str, end: int) -> list[int]:
        """A last letter held down ("ลบข้อมูลล") belongs to its word."""
        ends = [end]
        while end < len(text) and text[end] == text[end - 1] and len(ends) < 3:
            end += 1
            ends.append(end)
        return ends


def _sizes(words: Collection[str]) -> dict[str, list[int]]:
    """How long words are, longest first, by the two letters they begin with; by one where a word has no second."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[:2], set()).add(len(word))
    for start, of_start in sizes.items():
        if start[0] in words:
            of_start.add(1)
    return {start: sorted(of_start, reverse=True) for start, of_start in sizes.items()}


def _keep(here: dict[int, Said], place: int, said: Said) -> None:
    """Of two readings that came to the same place, the one that commands something counts, then the first."""
    if place not in here or (any(said) and not any(here[place])):
        here[place] = said
