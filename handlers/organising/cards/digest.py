"""The weekly report as one bubble, and a quiet week as one line. Counts, chooses and sends nothing."""

from collections.abc import Sequence

from bot.summaries import wording
from bot.summaries.trimming import ROOMS, cut, trimmed
from bot.summaries.values import Quote, Summary
from handlers.organising.asked import Message
from handlers.organising.cards.flex import (
    BROWN,
    FIELD,
    PAPER,
    SAND,
    TEAL,
    box,
    buttons,
    head,
    heading,
    message,
    panel,
    row,
    together,
    words,
)
from handlers.organising.cards.flex import bubble as flex_bubble
from handlers.organising.cards.numbers import figures_of
from handlers.organising.cards.quotes import quoted
from handlers.organising.saying import Way
from handlers.organising.words import desk_words, worded


def bubble(summary: Summary, worth: Sequence[str], missing: str, act: str, ways: Sequence[Way]) -> Message:
    """`worth` are up to three things worth knowing, `summary.quotes` by place the quote of each; none: a quiet week."""
    title, *dates = wording.week_head(summary, desk_words())
    top = head(
        words(title, "lg", PAPER, weight="bold"), *(words(together(each), "sm", FIELD) for each in dates)
    )
    quiet = words(together(wording.quiet(summary, desk_words())))
    body = _told(summary, worth, missing, act) if worth else [quiet]
    return message(wording.digest_alt(summary, desk_words()), flex_bubble(top, body, buttons(*ways)))


def _told(summary: Summary, worth: Sequence[str], missing: str, act: str) -> list[Message | None]:
    things = [_thing(n, *each) for n, each in enumerate(wording.worth_quoted(summary, worth), 1)]
    return [
        *figures_of(trimmed(summary, ROOMS[1])),
        box(heading(worded("week_worth")), *things, spacing="md", margin="lg"),
        _named("week_missing", missing),
        panel(heading(worded("week_act")), words(together(cut(act, 300)), "md", BROWN), color=SAND)
        if act.strip()
        else None,
    ]


def _thing(number: int, thing: str, quote: Quote | None) -> Message:
    told = row(
        words(f"{number}.", "md", TEAL, weight="bold", flex=0),
        words(together(thing), "md", flex=1),
        spacing="sm",
    )
    return box(told, quoted(quote) if quote else None, spacing="sm")


def _named(phrase: str, text: str) -> Message | None:
    return box(heading(worded(phrase)), words(together(cut(text, 300)))) if text.strip() else None
