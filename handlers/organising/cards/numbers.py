"""The big figures of a card: people and voices side by side, and what changed. Counts nothing."""

from bot.summaries import figures
from bot.summaries.values import Summary
from handlers.organising.asked import Message
from handlers.organising.cards.flex import BROWN, QUIET, TEAL, panel, row, together, words
from handlers.organising.words import desk_words, worded

_MARKS = {"up": "▲ ", "down": "▼ ", "same": "● "}
_COLOURS = {"up": TEAL, "down": BROWN}


def figures_of(summary: Summary) -> list[Message | None]:
    return [_tiles(summary), _change(summary)]


def _tiles(summary: Summary) -> Message:
    count = summary.count
    if not count:
        return panel(words(figures.voices(None, desk_words()), "lg", weight="bold"))
    people = _tile(count.people, "sum_unit_people")
    return row(people, _tile(count.mentions, "sum_unit_answers"), spacing="md")


def _tile(number: int, unit: str) -> Message:
    shown = f"{number:,}"
    size = "xxl" if len(shown) <= 5 else "xl" if len(shown) <= 7 else "md"
    return panel(words(shown, size, TEAL, weight="bold"), words(worded(unit), "sm", QUIET))


def _change(summary: Summary) -> Message | None:
    told, way = figures.change(summary, desk_words()), figures.direction(summary)
    if not told:
        return None
    return words(
        _MARKS.get(way or "", "") + together(told), "sm", _COLOURS.get(way or "", QUIET), weight="bold"
    )
