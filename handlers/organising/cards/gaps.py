"""The bubble of those who were not heard, and a text to forward to them. Counts nothing."""

from bot.summaries import figures
from bot.summaries.values import Gap, Summary
from handlers.organising.asked import Message
from handlers.organising.cards import ways
from handlers.organising.cards.flex import (
    BROWN,
    FIELD,
    GOLD,
    GREY,
    HIDDEN,
    SAND,
    bar,
    box,
    bubble,
    button,
    buttons,
    head,
    heading,
    panel,
    percent,
    row,
    together,
    words,
)
from handlers.organising.words import desk_words, worded


def gaps_bubble(summary: Summary) -> Message:
    top = head(
        words(worded("sum_silent"), "lg", BROWN, weight="bold"),
        words(worded("sum_silent_what"), "sm", BROWN),
        color=SAND,
    )
    drawn = [_gap(gap, summary.fewest) for gap in summary.gaps]
    return bubble(top, [*drawn, _nudge(summary.nudge)], _ways(summary) if summary.nudge else [])


def _gap(gap: Gap, fewest: int) -> Message:
    figure = together(figures.of_target(gap, fewest, desk_words()))
    told = row(
        words(gap.label, "sm", flex=6), words(figure, "sm", weight="bold", align="end", flex=5), spacing="md"
    )
    return box(told, _progress(gap) if gap.target > 0 else None, spacing="xs")


def _progress(gap: Gap) -> Message:
    known = gap.people is not None
    length = percent(gap.people or 0, gap.target) if known else HIDDEN
    return box(
        bar(length, GOLD if known else GREY, "8px"), height="8px", backgroundColor=FIELD, cornerRadius="4px"
    )


def _nudge(nudge: str) -> Message | None:
    if not nudge:
        return None
    return panel(heading(worded("sum_nudge")), words(nudge, "sm"), color=SAND, margin="lg")


def _ways(summary: Summary) -> list[Message]:
    """PCs and old phones cannot copy by a button: they ask for the text itself."""
    copy = {"type": "clipboard", "label": worded("sum_way_copy"), "clipboardText": summary.nudge}
    return [
        button(copy, first=True),
        *(button(each["action"]) for each in buttons(ways.nudge(summary.scope))),
    ]
