"""Found or latest voices as one bubble. Searches and masks nothing."""

from collections.abc import Sequence

from bot.cutting import clipped
from bot.summaries import quoting
from bot.summaries.trimming import Room, cut, fitting
from bot.summaries.values import Quote
from handlers.organising.asked import Message
from handlers.organising.cards.flex import FIELD, PAPER, bubble, buttons, fits, head, message, words
from handlers.organising.cards.quotes import quoted
from handlers.organising.saying import Way
from handlers.organising.words import worded

_MOST_ALT = 400


def list_(title: str, voices: Sequence[Quote], ways: Sequence[Way], page: str) -> Message:
    """At most ten voices; `page` says which of how many, `ways` lead to the others."""
    named, said = cut(title, 200), cut(page, 100)
    top = head(words(named, "lg", PAPER, weight="bold"), words(said, "sm", FIELD) if said else None)
    alt = clipped(worded("voice_alt", title=named, page=said).strip() or worded("sum_quotes"), _MOST_ALT)
    return fitting(lambda room: message(alt, bubble(top, _body(voices, room), buttons(*ways))), fits)


def _body(voices: Sequence[Quote], room: Room) -> list[Message]:
    return [quoted(voice) for voice in quoting.voices_shown(voices, room)] or [words(worded("voice_none"))]
