"""Runs of words that could be a phrase: whole, with something to say, said by enough people. Weighs nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping

from bot.thai.summing.candidates import Run, units
from bot.thai.summing.grammar import Grammar
from bot.thai.summing.heard import Heard, Said
from bot.thai.summing.wordlists import WordLists

MOST_UNITS = 5
_BIT = re.compile("[\u0e01-\u0e5b]{1,3}")
_SAME_BREATH, _GOES_ON, _DENIAL_GOES_ON = 0.6, 0.8, 0.4


class Runs:
    """The runs of one hearing: they begin and end with words that carry something."""

    def __init__(self, heard: Heard, lists: WordLists) -> None:
        self._said = _in_units(heard)
        self.counts = Counter(unit for _, clauses in self._said for clause in clauses for unit in clause)
        self.grammar = Grammar(self.counts)
        self._last = frozenset(unit for unit in self.counts if self._may_be_an_edge(unit, lists))
        self._first = self._last - lists.ends_only
        self._owners = lists.owners
        self._closing = lists.polite | {"", "แล้ว"}

    def said_by(self, fewest: int) -> set[Run]:
        """Runs that so many people said, but for those that are no whole phrase."""
        found = {run: people for run, people in self._by_run(fewest).items() if self._is_bounded(run)}
        return found.keys() - self._partial(found) - self._open_ended(found)

    def finished(self, most: int) -> set[Run]:
        """Runs of two to so many units, by however few, that wait for nothing more."""
        return {
            run
            for _, clauses in self._said
            for run, after in _followed(clauses, None)
            if len(run) <= most and not self._waits(run, after) and self._is_bounded(run)
        }

    def _partial(self, found: Mapping[Run, set[str]]) -> set[Run]:
        """Beginnings and ends that are nearly always said in one breath with the rest."""
        return {
            part
            for run, people in found.items()
            for seam in range(1, len(run))
            for part in (run[:seam], run[seam:])
            if part in found and len(people) >= _SAME_BREATH * len(found[part])
        }

    def _is_bounded(self, run: Run) -> bool:
        if run[-1] == "ไม่มี" and run[-2:-1] and run[-2] in self._owners:
            return False
        return run[0] in self._first and run[-1] in self._last

    def _open_ended(self, found: Container[Run]) -> set[Run]:
        """Runs of several words that nearly always go on: "เด็กติด" waits for what."""
        total: Counter[Run] = Counter()
        gone_on: Counter[Run] = Counter()
        for _, clauses in self._said:
            for run, after in _followed(clauses, found):
                total[run] += 1
                gone_on[run] += self._waits(run, after)
        return {run for run, times in gone_on.items() if times >= _patience(run) * total[run]}

    def _waits(self, run: Run, after: str) -> bool:
        """ "เด็กไม่มี" waits for whatever comes, "เด็กติด" for a word that carries something."""
        return after not in self._closing if run[-1].startswith("ไม่") else after in self._last

    def _by_run(self, fewest: int) -> dict[Run, set[str]]:
        """Longer ones grow from shorter ones, so that what few said costs nothing."""
        found: dict[Run, set[str]] = {}
        shorter: Mapping[Run, set[str]] = {(): set()}
        for size in range(1, MOST_UNITS + 1):
            grown: dict[Run, set[str]] = defaultdict(set)
            for said, run in _runs(self._said, size):
                if run[:-1] in shorter and run[1:] in shorter:
                    grown[run].add(said.voice.person)
            shorter = {run: people for run, people in grown.items() if len(people) >= fewest}
            found |= shorter
        return found

    def _may_be_an_edge(self, unit: str, lists: WordLists) -> bool:
        if len(unit) < 2 or unit.isdigit() or unit in lists.edges:
            return False
        if unit in lists.abbreviations or unit in lists.short:
            return True
        if _BIT.fullmatch(unit) and not self.grammar.is_known(unit):
            return False  # a bit of a word that was cut wrongly
        return unit.startswith("ไม่") or not self.grammar.is_function(unit)


def spoken(heard: Heard, wanted: Container[Run]) -> Iterator[tuple[Said, Run]]:
    """Every place where one of the wanted runs stands, answer by answer."""
    for said, clauses in _in_units(heard):
        for clause in clauses:
            for start in range(len(clause)):
                for end in range(start + 1, min(start + MOST_UNITS, len(clause)) + 1):
                    if clause[start:end] in wanted:
                        yield said, clause[start:end]


def _in_units(heard: Heard) -> list[tuple[Said, list[Run]]]:
    return [(said, [units(clause) for clause in said.clauses]) for said in heard.said]


def _runs(heard: list[tuple[Said, list[Run]]], size: int) -> Iterator[tuple[Said, Run]]:
    for said, clauses in heard:
        for clause in clauses:
            for start in range(len(clause) - size + 1):
                yield said, clause[start : start + size]


def _followed(clauses: list[Run], found: Container[Run] | None) -> Iterator[tuple[Run, str]]:
    """Every place of a found run (of any, with None) of two words or more, with the word after it, "" at the end."""
    for clause in clauses:
        for start in range(len(clause)):
            for end in range(start + 2, min(start + MOST_UNITS, len(clause)) + 1):
                if found is None or clause[start:end] in found:
                    yield clause[start:end], clause[end] if end < len(clause) else ""


def _patience(run: Run) -> float:
    """ "เด็กไม่มี" waits for more than "เด็กเล็ก" does."""
    return _DENIAL_GOES_ON if run[-1].startswith("ไม่") else _GOES_ON
