"""Words of people in a tinted box, with their code and what they are about. Chooses none."""

from bot.summaries import quoting
from bot.summaries.values import Quote
from handlers.organising.asked import Message
from handlers.organising.cards.flex import DEEP, QUIET, panel, words
from handlers.organising.words import desk_words, worded


def quoted(quote: Quote) -> Message:
    source, themes = _source(quote), ", ".join(quote.themes)
    return panel(
        words(worded("sum_quote", text=quote.text)),
        words(source, "xs", QUIET) if source else None,
        words(themes, "xs", DEEP) if themes else None,
    )


def _source(quote: Quote) -> str:
    """The code stays on one line with the word before it."""
    source = quoting.source(quote, desk_words())
    return source.replace(f" {quote.code}", f"\u00a0{quote.code}") if quote.code else source
