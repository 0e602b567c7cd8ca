"""What is new or clearly grown against the period before. Announces no growth that chance would explain."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from typing import Literal

from bot.thai.summing.candidates import Candidate
from bot.thai.summing.heard import Heard
from bot.thai.summing.keyphrases import KeyPhrases, Weighed
from bot.thai.summing.weights import FEWEST

FLOOR = 5
# Chi-square with one degree of freedom: of a hundred things that did not change one passes, of a thousand, of twenty.
# Themes are a score, phrases are hundreds, so phrases have to be surer.
_CLEAR = {"theme": 6.63, "phrase": 10.83}
_LIKELY = 3.84
_MOST_GROWN, _MOST_FIRST = 20, 12
_NO_THEME = frozenset({"none", "unclear", "other"})


About = Literal["theme", "phrase"]
Kind = Literal["grown", "first"]


@dataclass(frozen=True, slots=True)
class News:
    """`kind` is "grown" (clearly more of the people than before) or "first" (said for the first time, no trend).

    `about` is "theme" with a code in `what`, or "phrase".
    """

    what: str
    about: About
    kind: Kind
    people_now: int
    people_before: int


@dataclass(frozen=True, slots=True)
class _Share:
    """So many of so many, now and before."""

    now: int
    before: int
    all_now: int
    all_before: int

    def growth(self) -> float:
        """Log-likelihood ratio of two rates; 0 when the rate did not rise."""
        if not self.now or self.now * self.all_before <= self.before * self.all_now:
            return 0.0
        said, everyone = self.now + self.before, self.all_now + self.all_before
        cells = (
            (self.now, self.all_now * said),
            (self.before, self.all_before * said),
            (self.all_now - self.now, self.all_now * (everyone - said)),
            (self.all_before - self.before, self.all_before * (everyone - said)),
        )
        return 2 * sum(count * log(count * everyone / likely) for count, likely in cells if count)


@dataclass(frozen=True, slots=True)
class _Change:
    """In people, who are announced, and in answers: who is asked more says more of everything."""

    about: About
    people: _Share
    answers: _Share

    def kind(self) -> Kind | None:
        people = self.people
        if people.now >= FLOOR and people.growth() >= _CLEAR[self.about] and self.answers.growth() >= _LIKELY:
            return "grown"
        return "first" if people.now and not people.before else None


@dataclass(frozen=True, slots=True)
class _Periods:
    """How many people and answers there were, now and before."""

    people: tuple[int, int]
    answers: tuple[int, int]

    def change(self, about: About, said: Candidate | None, earlier: Candidate | None) -> _Change:
        now, before = said or Candidate(), earlier or Candidate()
        people = _Share(len(now.people), len(before.people), *self.people)
        return _Change(about, people, _Share(now.answers, before.answers, *self.answers))


class Newspaper:
    def __init__(self, phrases: KeyPhrases) -> None:
        self._phrases = phrases

    def of(self, now: Heard, before: Heard) -> tuple[News, ...]:
        """Grown before first, the clearest first; nothing when one of the periods is empty."""
        if not now.said or not before.said:
            return ()
        periods = _Periods((now.people(), before.people()), (len(now.said), len(before.said)))
        found = [*_of_themes(now, before, periods), *self._of_phrases(now, before, periods)]
        return tuple(news for _, news in sorted(found, key=_place))

    def _of_phrases(self, now: Heard, before: Heard, periods: _Periods) -> Iterator[tuple[float, News]]:
        told = [one for one in self._phrases.weighed(Heard((*before.said, *now.said))) if one.weight > 0]
        wanted = self._phrases.wanted(told)
        said, earlier = self._phrases.gathered(now, wanted), self._phrases.gathered(before, wanted)
        changes = {
            meaning: periods.change("phrase", one, earlier.get(meaning))
            for meaning, one in said.items()
            if len(one.people) >= FEWEST
        }
        for kind, most in (("grown", _MOST_GROWN), ("first", _MOST_FIRST)):
            of_kind = [
                Weighed(meaning, said[meaning], change.people.growth())
                for meaning, change in changes.items()
                if change.kind() == kind
            ]
            ranked = sorted(of_kind, key=lambda one: (-one.weight, one.candidate.main()))
            for one in self._phrases.without_echoes(ranked, most):
                yield from _announced(self._phrases.name(one.candidate), changes[one.meaning])


def _of_themes(now: Heard, before: Heard, periods: _Periods) -> Iterator[tuple[float, News]]:
    said, earlier = _by_theme(now), _by_theme(before)
    for theme, one in said.items():
        yield from _announced(theme, periods.change("theme", one, earlier.get(theme)))


def _by_theme(heard: Heard) -> dict[str, Candidate]:
    themes: dict[str, Candidate] = defaultdict(Candidate)
    for said in heard.said:
        for theme in set(said.voice.themes) - _NO_THEME:
            themes[theme].hear(said, (theme,))
    return themes


def _announced(what: str, change: _Change) -> Iterator[tuple[float, News]]:
    if kind := change.kind():
        yield change.people.growth(), News(what, change.about, kind, change.people.now, change.people.before)


def _place(found: tuple[float, News]) -> tuple[bool, float, int, str, str]:
    growth, news = found
    return news.kind == "first", -growth, -news.people_now, news.about, news.what
