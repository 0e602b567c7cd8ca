"""A summary as one Flex carousel: overview, focus areas, other voices, who was not heard. Counts and sends nothing."""

from collections.abc import Sequence

from bot.summaries import wording
from bot.summaries.sharing import shared
from bot.summaries.trimming import copied, fitting, trimmed
from bot.summaries.values import Quote, Summary
from handlers.organising.asked import Message
from handlers.organising.cards.flex import PAPER, bubble, fits, head, message, words
from handlers.organising.cards.gaps import gaps_bubble
from handlers.organising.cards.overview import overview
from handlers.organising.cards.part import part_bubble
from handlers.organising.cards.quotes import quoted
from handlers.organising.saying import Way
from handlers.organising.words import desk_words, worded


def carousel(summary: Summary, ways: Sequence[Way]) -> Message:
    """At most six bubbles, cut to LINE's sizes; `ways` are the buttons of the first, at most five."""
    alt = wording.alt(summary, desk_words())
    nudge = copied(summary.nudge)
    return fitting(lambda room: message(alt, _bubbles(trimmed(summary, room), nudge, ways)), fits)


def _bubbles(summary: Summary, nudge: str, ways: Sequence[Way]) -> Message:
    quotes, rest = shared(summary)
    made = [overview(summary, ways)]
    made += [part_bubble(part, beside, summary) for part, beside in zip(summary.parts, quotes, strict=True)]
    made += [_voices(rest)] if rest else []
    made += [gaps_bubble(summary, nudge)] if summary.gaps else []
    return {"type": "carousel", "contents": made}


def _voices(quotes: Sequence[Quote]) -> Message:
    return bubble(
        head(words(worded("sum_more_voices"), "lg", PAPER, weight="bold")), [*map(quoted, quotes)], []
    )
