"""The first bubble of a summary: what was understood, how many, how far they came, how it went. Counts nothing."""

from collections.abc import Sequence

from bot.summaries import figures
from bot.summaries.values import Step, Summary
from handlers.organising.asked import Message
from handlers.organising.cards.flex import (
    FIELD,
    GREY,
    HIDDEN,
    PAPER,
    QUIET,
    TEAL,
    bar,
    box,
    bubble,
    buttons,
    head,
    heading,
    percent,
    row,
    together,
    words,
)
from handlers.organising.cards.numbers import figures_of
from handlers.organising.cards.ways import useful
from handlers.organising.saying import Way
from handlers.organising.words import desk_words, worded

_FUNNEL = ("#5FA8A1", "#3B918A", TEAL, "#0B4F4A")
_HIGHEST, _LOWEST = 56, 3


def overview(summary: Summary, ways: Sequence[Way]) -> Message:
    top = head(
        words(together(figures.about(summary, desk_words())), "xl", PAPER, weight="bold"),
        words(summary.title, "sm", FIELD) if summary.about and summary.title else None,
        words(together(summary.dates), "sm", FIELD) if summary.dates else None,
    )
    body = [*figures_of(summary), _why(summary), _nothing(summary), _funnel(summary), _trend(summary)]
    note = words(summary.note, "sm", QUIET) if summary.note and summary.count else None
    return bubble(top, [*body, note], buttons(*useful(summary, ways)))


def _why(summary: Summary) -> Message | None:
    why = figures.why_hidden(summary, desk_words())
    return words(why) if why else None


def _nothing(summary: Summary) -> Message | None:
    return words(worded("sum_nothing")) if figures.is_empty(summary) else None


def _funnel(summary: Summary) -> Message | None:
    steps = figures.funnel_steps(summary, desk_words())
    whole = max((number or 0 for _, number in steps), default=0)
    if not whole:
        return None
    drawn = [
        _stage(label, number, whole, color, summary.fewest)
        for (label, number), color in zip(steps, _FUNNEL, strict=True)
    ]
    return box(heading(worded("sum_funnel")), *drawn, spacing="sm", margin="lg")


def _stage(label: str, number: int | None, whole: int, color: str, fewest: int) -> Message:
    figure = together(figures.people(number, fewest, desk_words()))
    told = row(words(label, "sm", flex=3), words(figure, "sm", weight="bold", align="end", flex=4))
    return box(told, bar(HIDDEN, GREY) if number is None else bar(percent(number, whole), color))


def _trend(summary: Summary) -> Message | None:
    known = [step for step in summary.trend if step.people]
    if not known or len(summary.trend) < 2:
        return None
    most = max(known, key=lambda step: step.people or 0)
    columns = [_column(step, most.people or 0) for step in summary.trend]
    ends = row(
        words(summary.trend[0].label, "xs", QUIET),
        words(summary.trend[-1].label, "xs", QUIET, align="end"),
        margin="xs",
    )
    figure = figures.people(most.people, summary.fewest, desk_words())
    caption = words(together(worded("sum_trend_most", label=most.label, figure=figure)), "xs", QUIET)
    chart = row(*columns, height=f"{_HIGHEST}px", alignItems="flex-end", spacing="xs", margin="sm")
    return box(heading(worded("sum_trend")), chart, ends, caption, margin="lg")


def _column(step: Step, most: int) -> Message:
    """A hidden figure is as low as can be, and grey."""
    height = _LOWEST if step.people is None else max(_LOWEST, step.people * _HIGHEST // most)
    color = GREY if step.people is None else TEAL
    return box(flex=1, height=f"{height}px", backgroundColor=color, cornerRadius="2px")
