"""Summaries as no province ever gives them: endless labels, emoji, dozens of themes, huge numbers, nothing at all."""

from typing import TypeVar

from hypothesis import strategies as st

from bot.organising.scope import Scope
from bot.summaries.values import Bar, Count, Funnel, Gap, Part, Quote, Step, Summary

One = TypeVar("One")
_NUMBER = st.integers(0, 10**15)
_HIDEABLE = st.none() | _NUMBER
_PIECES = st.one_of(
    st.text(max_size=12), st.sampled_from(("ก", "น้ำ", "👩‍👩‍👧‍👦", "🍎", " ", "\n", "ก็่้๊", "https://a.b/"))
)


def any_text() -> st.SearchStrategy[str]:
    """A short text, or a piece of one over and over."""
    return st.builds(lambda piece, times: piece * times, _PIECES, st.sampled_from((1, 1, 40, 400)))


def any_quotes() -> st.SearchStrategy[tuple[Quote, ...]]:
    themes = st.lists(any_text(), max_size=4).map(tuple)
    return _many(st.builds(Quote, any_text(), themes, any_text(), any_text(), st.integers(0, 3)))


def any_summary() -> st.SearchStrategy[Summary]:
    text, count = any_text(), st.none() | st.builds(Count, _NUMBER, _NUMBER)
    code = st.sampled_from(("small", "travel")) | text
    bars = _many(st.builds(Bar, code, text, count))
    parts = _many(st.builds(Part, st.integers(0, 4), text, count, bars, _many(text)))
    return st.builds(
        Summary,
        scope=st.builds(Scope, focus=st.integers(0, 3), theme=code, district=text, period=st.just("today")),
        title=text,
        about=text,
        dates=text,
        at=_NUMBER,
        fewest=st.integers(1, 50),
        count=count,
        before=count,
        before_label=text,
        funnel=st.none() | st.builds(Funnel, _HIDEABLE, _HIDEABLE, _HIDEABLE, _HIDEABLE),
        trend=_many(st.builds(Step, text, _HIDEABLE)),
        parts=parts,
        quotes=any_quotes(),
        gaps=_many(st.builds(Gap, text, _HIDEABLE, _NUMBER)),
        nudge=text,
        note=text,
    )


def _many(each: st.SearchStrategy[One]) -> st.SearchStrategy[tuple[One, ...]]:
    """A few, or the same forty times."""
    few = st.lists(each, max_size=3).map(tuple)
    return few | st.builds(lambda one: (one,) * 40, each)
