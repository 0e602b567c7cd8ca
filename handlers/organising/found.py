"""Dresses what was found as one page: voices with their codes, how many there are, ways to more. Finds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.organising.naming import about
from bot.organising.scope import ALL
from bot.summaries.quoting import voice_lines
from bot.summaries.values import Quote
from bot.thai.searching import snippet
from handlers.organising.asked import Answer, Asked
from handlers.organising.cards.voices import list_
from handlers.organising.figures import Figures
from handlers.organising.pool import Speakers
from handlers.organising.saying import Way, text, with_ways
from handlers.organising.words import desk_words, worded
from handlers.thai_dates import day_of, thai_date
from models.finding import Found
from models.voices import Heard

PAGE = 8
_LONGEST = 160
_FOCUSES = (1, 2, 3)


def page_of(asked: Asked, found: Found, words: Sequence[str], figures: Figures, *near: Way) -> Answer:
    """`words` are what was looked for, `near` ways to what was meant; `figures` tell how many people share what is
    said of a speaker."""
    speakers = Speakers.of(figures)
    voices = [_quote(hit, speakers, words) for hit in found.hits]
    title, page, on = _title(asked), _counted(asked, found), _further(asked, found)
    if asked.order.plain:
        return text(
            "\n".join(voice_lines(title, voices, page, desk_words())), *on, *near, *_less(asked, found)
        )
    on.append((worded("find_plain"), replace(asked.order, plain=True)))
    return with_ways((list_(title, voices, on, page),), *near, *_less(asked, found))


def _quote(hit: Heard, speakers: Speakers, words: Sequence[str]) -> Quote:
    quote = speakers.quote(hit)
    who = worded("find_who", who=quote.who, day=thai_date(day_of(hit.given_at))).strip(" ·")
    return replace(quote, text=snippet(quote.text, words, _LONGEST), who=who)


def _title(asked: Asked) -> str:
    order = asked.order
    title = (
        worded("find_title", words=order.words.strip()) if order.kind == "search" else worded("find_latest")
    )
    where = about(order.scope, asked.services.form, day_of(asked.now), desk_words())
    return title if order.scope == ALL else f"{title} · {where}"


def _counted(asked: Asked, found: Found) -> str:
    first = asked.order.page * PAGE + 1
    shown = worded("find_shown", first=first, last=first + len(found.hits) - 1)
    if asked.order.kind == "latest":
        return shown
    with_all = "find_count" if found.whole == found.mentions else "find_some" if found.whole else "find_parts"
    phrase = "find_many" if found.more else with_all
    told = worded(phrase, n=f"{found.mentions:,}", m=f"{found.people:,}", whole=f"{found.whole:,}")
    return f"{told} · {shown}" if found.mentions > PAGE else told


def _further(asked: Asked, found: Found) -> list[Way]:
    order = asked.order
    follows = found.mentions > (order.page + 1) * PAGE
    return [(worded("find_more"), replace(order, page=order.page + 1))] if follows else []


def _less(asked: Asked, found: Found) -> Iterator[Way]:
    """To a part of what was found, where that is much."""
    order, scope = replace(asked.order, page=0), asked.order.scope
    if found.mentions <= PAGE:
        return
    if not scope.focus:
        for focus in _FOCUSES:
            narrowed = replace(scope, focus=focus, facet="")
            yield worded("find_focus", focus=focus), replace(order, scope=narrowed)
    if not scope.period:
        yield worded("find_week"), replace(order, scope=replace(scope, period="last_7_days"))
