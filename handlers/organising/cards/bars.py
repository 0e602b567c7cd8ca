"""Themes as bars: the name above, how many beside; what is hidden is grey and says so. Counts nothing."""

from bot.summaries import figures
from bot.summaries.values import Bar, Part, Summary
from handlers.organising.asked import Message
from handlers.organising.cards import ways
from handlers.organising.cards.flex import (
    FIELD,
    GREY,
    HIDDEN,
    INK,
    QUIET,
    TEAL,
    bar,
    box,
    percent,
    row,
    spans,
    tap,
    together,
    words,
)
from handlers.organising.words import desk_words, worded


def bars(part: Part, summary: Summary) -> list[Message]:
    most = max((each.count.people for each in part.bars if each.count), default=0)
    return [_bar(each, most, part, summary) for each in part.bars]


def _bar(each: Bar, most: int, part: Part, summary: Summary) -> Message:
    length = percent(each.count.people, most) if each.count else HIDDEN
    track = box(
        bar(length, TEAL if each.count else GREY),
        flex=5,
        height="10px",
        backgroundColor=FIELD,
        cornerRadius="4px",
    )
    beside = row(track, _figure(each, summary.fewest), alignItems="center", spacing="md")
    made = box(words(each.label, "sm", INK), beside)
    way = ways.into_theme(each, part, summary.scope)
    action = tap(*way) if way else None
    return {**made, "action": action} if action else made


def _figure(each: Bar, fewest: int) -> Message:
    if not each.count:
        return words(worded("sum_hidden_short", fewest=fewest), "xs", QUIET, align="end", flex=4)
    people = together(figures.people(each.count.people, fewest, desk_words()))
    often = " " + together(figures.mentions(each.count, desk_words()))
    return spans((people, "sm", INK, "bold"), (often, "xs", QUIET, "regular"), align="end", flex=4)
