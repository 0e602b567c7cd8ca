"""Signs of themes among words: the codebook's terms and its rules of nearness. Weighs and ranks nothing."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.thai.phrases import Phrases, Span
from bot.thai.segment import Cut, Segmenter
from bot.themes import Theme

SURE, WEAK = 1.0, 0.45
# Rules that meet count as one sign together: they often see the same words twice.
TOGETHER = "+"
_REACH = 6
_NOT = frozenset({"ไม่", "ไม่เคย", "ไม่ได้", "ไม่ค่อย", "มิได้"})
_LACKS = (
    "ขาด",
    "ยากจน",
    "ทรุดโทรม",
    "ห่างไกล",
    "ล่าช้า",
    "ซ้ำซ้อน",
    "เครียด",
    "ไกล",
    "ต่างคน",
    "เหลื่อมล้ำ",
    "ด้อย",
    "ติด",
)


@dataclass(frozen=True, slots=True)
class Sign:
    """`well` says that all is well with the theme; a sign of no theme hides what it covers."""

    theme: str
    weight: float
    well: bool = False


Named = tuple[Span, Sign]
"""A sign, and where it stands."""


@dataclass(frozen=True, slots=True)
class _Rule:
    theme: str
    groups: tuple[frozenset[str], ...]


class Signs:
    def __init__(self, themes: Iterable[Theme], segmenter: Segmenter) -> None:
        self._themes = tuple(themes)
        self._phrase = segmenter.phrase

    def among(self, cut: Cut) -> list[Named]:
        """In order of mention."""
        spans = self._phrases.longest_in(cut.words)
        signs = [(span, sign) for span in spans for sign in self._table[span.phrase] if sign.theme]
        taken = {place for span in spans if self._is_mask(span) for place in range(span.start, span.end)}
        return sorted(signs + self._met(cut, taken), key=lambda pair: pair[0].start)

    def _is_mask(self, span: Span) -> bool:
        return any(not sign.theme or sign.well for sign in self._table[span.phrase])

    def _met(self, cut: Cut, taken: set[int]) -> list[Named]:
        places: dict[str, list[Span]] = defaultdict(list)
        for span in self._near.all_in(cut.words):
            if span.start not in taken and not is_not_lacking(span, cut.words):
                places[span.phrase].append(span)
        said = frozenset(places)
        begun = dict.fromkeys(rule for phrase in places for rule in self._begun_by.get(phrase, ()))
        whole = (rule for rule in begun if not any(map(said.isdisjoint, rule.groups)))
        met = ((rule, _meeting(rule, places, cut.clauses)) for rule in whole)
        return [(Span(span.start, span.end, TOGETHER), Sign(rule.theme, SURE)) for rule, span in met if span]

    @cached_property
    def _table(self) -> Mapping[str, tuple[Sign, ...]]:
        table: dict[str, list[Sign]] = defaultdict(list)
        for theme in self._themes:
            for terms, sign in (
                (theme.terms, Sign(theme.code, SURE)),
                (theme.weak, Sign(theme.code, WEAK)),
                (theme.well, Sign(theme.code, SURE, well=True)),
                (theme.not_in, Sign("", 0.0)),
            ):
                for term in terms:
                    table[self._phrase(term)].append(sign)
        return {phrase: tuple(signs) for phrase, signs in table.items()}

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self._table)

    @cached_property
    def _rules(self) -> tuple[_Rule, ...]:
        return tuple(
            _Rule(theme.code, tuple(self._group(group) for group in rule.split("+")))
            for theme in self._themes
            for rule in theme.near
        )

    @cached_property
    def _begun_by(self) -> Mapping[str, list[_Rule]]:
        """The rules by each word of their first group: most rules have nothing to do with most answers."""
        begun: dict[str, list[_Rule]] = defaultdict(list)
        for rule in self._rules:
            for phrase in rule.groups[0]:
                begun[phrase].append(rule)
        return begun

    def _group(self, group: str) -> frozenset[str]:
        return frozenset(self._phrase(word) for word in group.split("|"))

    @cached_property
    def _near(self) -> Phrases:
        return Phrases(word for rule in self._rules for group in rule.groups for word in group)


def theme_words(themes: Iterable[Theme]) -> set[str]:
    """All that the codebook says, for the dictionary."""
    said: set[str] = set()
    for theme in themes:
        said.update((*theme.terms, *theme.weak, *theme.well, *theme.not_in))
        said.update(
            word.strip() for rule in theme.near for group in rule.split("+") for word in group.split("|")
        )
    return said


def is_not_lacking(span: Span, words: tuple[str, ...]) -> bool:
    """ "ไม่ขาดครู" says that nothing is missing."""
    return span.start > 0 and words[span.start - 1] in _NOT and span.phrase.startswith(_LACKS)


def _meeting(rule: _Rule, places: Mapping[str, list[Span]], clauses: tuple[int, ...]) -> Span | None:
    """The first place where a word of each group stands within reach of the first group's word."""
    first, *others = [
        sorted((span for word in group for span in places.get(word, ())), key=_start) for group in rule.groups
    ]
    for span in first:
        if all(_reaches(span, group, clauses if len(others) == 1 else ()) for group in others):
            return span
    return None


def _reaches(span: Span, group: list[Span], clauses: tuple[int, ...]) -> bool:
    """Two words alone have to stand in one clause; three may be strewn over several."""
    at = bisect_left(group, span.start - _REACH, key=_start)
    near = (other for other in group[at : at + 4 * _REACH] if other.start <= span.end + _REACH)
    apart = (other for other in near if other.end <= span.start or other.start >= span.end)
    return any(not clauses or clauses[other.start] == clauses[span.start] for other in apart)


def _start(span: Span) -> int:
    return span.start
