"""The bubble of one focus area: its themes, what is new, two voices. Counts nothing."""

from collections.abc import Sequence

from bot.summaries import figures
from bot.summaries.values import Part, Quote, Summary
from handlers.organising.asked import Message
from handlers.organising.cards import ways
from handlers.organising.cards.bars import bars
from handlers.organising.cards.flex import (
    BROWN,
    FIELD,
    PAPER,
    QUIET,
    SAND,
    box,
    bubble,
    buttons,
    head,
    heading,
    panel,
    together,
    words,
)
from handlers.organising.cards.quotes import quoted
from handlers.organising.words import desk_words, worded


def part_bubble(part: Part, quotes: Sequence[Quote], summary: Summary) -> Message:
    top = head(
        words(worded("sum_focus", focus=part.focus), "sm", FIELD) if part.focus else None,
        words(part.title, "lg", PAPER, weight="bold"),
        words(together(figures.of_part(part.count, summary.fewest, desk_words())), "md", PAPER),
    )
    body = [_themes(part, summary), _fresh(part), _voices(quotes)]
    return bubble(top, body, buttons(*ways.into(part, summary.scope)))


def _themes(part: Part, summary: Summary) -> Message:
    drawn = bars(part, summary)
    if not drawn:
        return words(worded("sum_no_themes"), "sm", QUIET)
    hint = words(worded("sum_tap_theme"), "xs", QUIET) if any("action" in each for each in drawn) else None
    return box(heading(worded("sum_themes")), *drawn, hint, spacing="md")


def _fresh(part: Part) -> Message | None:
    if not part.fresh:
        return None
    return panel(words(worded("sum_new", phrases=", ".join(part.fresh)), "sm", BROWN), color=SAND)


def _voices(quotes: Sequence[Quote]) -> Message | None:
    if not quotes:
        return None
    return box(heading(worded("sum_quotes")), *map(quoted, quotes), spacing="sm", margin="lg")
