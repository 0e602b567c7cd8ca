"""The bubble of those who were not heard, and a text to forward to them. Counts nothing."""

from dataclasses import replace

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
    together,
    words,
)
from handlers.organising.words import desk_words, worded

_DOT = " · "


def gaps_bubble(summary: Summary, copied: str) -> Message:
    """`copied` is the invitation as its button copies it: there is more room than on the card."""
    place, gaps = _place(summary)
    title = f"{worded('sum_silent')} · {place}" if place else worded("sum_silent")
    top = head(
        words(together(title), "lg", BROWN, weight="bold"),
        words(worded("sum_silent_what"), "sm", BROWN),
        color=SAND,
    )
    drawn = [_gap(gap, summary.fewest) for gap in gaps]
    return bubble(top, [*drawn, _nudge(summary.nudge)], _ways(summary, copied) if summary.nudge else [])


def _place(summary: Summary) -> tuple[str, tuple[Gap, ...]]:
    """Where one district was asked for its name is said once, above all: the name, and the gaps without it."""
    split = [gap.label.partition(_DOT) for gap in summary.gaps]
    places = {place for place, _, _ in split}
    if not summary.scope.district or len(places) != 1 or not all(role for _, _, role in split):
        return "", summary.gaps
    roles = zip(summary.gaps, split, strict=True)
    return places.pop(), tuple(replace(gap, label=role) for gap, (_, _, role) in roles)


def _gap(gap: Gap, fewest: int) -> Message:
    figure = together(figures.of_target(gap, fewest, desk_words()))
    label, progress = words(together(gap.label), "sm"), _progress(gap) if gap.target > 0 else None
    return box(label, words(figure, "sm", weight="bold"), progress, spacing="xs")


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


def _ways(summary: Summary, copied: str) -> list[Message]:
    """PCs and old phones cannot copy by a button: they ask for the text itself."""
    copy = {"type": "clipboard", "label": worded("sum_way_copy"), "clipboardText": copied}
    return [
        button(copy, first=True),
        *(button(each["action"]) for each in buttons(ways.nudge(summary.scope))),
    ]
