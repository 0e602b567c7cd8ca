"""A summary cut to the room there is: what matters most stays. Changes no figure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.cutting import clipped
from bot.summaries.values import Bar, Gap, Part, Quote, Step, Summary

_MOST_PARTS, _MOST_STEPS, _MOST_THEMES = 3, 12, 3
_NUDGE, _COPIED = 600, 1000
"""In UTF-16 units, whatever the room: half an invitation invites nobody. A button of LINE copies no more."""
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each; `label`, `words` and `quote` are lengths in UTF-16 units."""

    bars: int
    fresh: int
    quotes: int
    gaps: int
    label: int
    words: int
    quote: int


ROOMS = (
    Room(bars=6, fresh=4, quotes=8, gaps=8, label=80, words=500, quote=260),
    Room(bars=5, fresh=3, quotes=8, gaps=6, label=60, words=300, quote=160),
    Room(bars=4, fresh=2, quotes=6, gaps=5, label=50, words=200, quote=120),
    Room(bars=3, fresh=1, quotes=3, gaps=3, label=24, words=80, quote=80),
    Room(bars=2, fresh=1, quotes=2, gaps=2, label=24, words=60, quote=60),
)
"""From plenty to the least; what is made of the last one fits everywhere."""


def fitting(make: Callable[[Room], Told], fits: Callable[[Told], bool]) -> Told:
    """What `make` makes with as much room as fits."""
    for room in ROOMS[:-1]:
        if fits(made := make(room)):
            return made
    return make(ROOMS[-1])


def trimmed(summary: Summary, room: Room) -> Summary:
    said = [quote for quote in summary.quotes if quote.text.strip()]
    return replace(
        summary,
        title=cut(summary.title, room.words),
        about=cut(summary.about, room.words),
        dates=cut(summary.dates, room.label),
        before_label=cut(summary.before_label, room.label),
        trend=tuple(Step(cut(step.label, 20), step.people) for step in summary.trend[-_MOST_STEPS:]),
        parts=tuple(_part(part, room) for part in summary.parts[:_MOST_PARTS]),
        quotes=tuple(quote_cut(quote, room) for quote in said[: room.quotes]),
        gaps=tuple(Gap(cut(g.label, room.label), g.people, g.target) for g in summary.gaps[: room.gaps]),
        nudge=cut(summary.nudge, _NUDGE),
        note=cut(summary.note, room.words),
    )


def copied(nudge: str) -> str:
    return cut(nudge, _COPIED)


def cut(text: str, most: int) -> str:
    return clipped(text.strip(), most)


def quote_cut(quote: Quote, room: Room) -> Quote:
    themes = tuple(said for theme in quote.themes[:_MOST_THEMES] if (said := cut(theme, room.label)))
    text, who, code = cut(quote.text, room.quote), cut(quote.who, room.label), cut(quote.code, 20)
    return Quote(text, themes, who, code, quote.focus)


def _part(part: Part, room: Room) -> Part:
    fresh = [phrase for phrase in part.fresh if phrase.strip()]
    # Where a hidden figure stands among the others would tell how large it is.
    bars = sorted(part.bars, key=lambda bar: bar.count is None)[: room.bars]
    return replace(
        part,
        title=cut(part.title, room.label),
        bars=tuple(Bar(bar.code, cut(bar.label, room.label) or "–", bar.count) for bar in bars),
        fresh=tuple(cut(phrase, room.label) for phrase in fresh[: room.fresh]),
    )
