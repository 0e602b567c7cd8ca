"""Dresses what was found as one page: voices with their codes, how many there are, ways to more. Finds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.organising.naming import about
from bot.organising.periods import days
from bot.organising.scope import ALL, Scope
from bot.summaries.quoting import voice_lines
from bot.summaries.values import Quote
from bot.thai.searching import snippet
from handlers.organising.asked import Answer, Asked
from handlers.organising.cards.voices import list_
from handlers.organising.figures import Figures
from handlers.organising.pool import Speakers
from handlers.organising.saying import Way, text, with_ways
from handlers.organising.timing import Times
from handlers.organising.words import desk_words, worded
from handlers.thai_dates import day_of, thai_date, thai_days
from models.finding import Found
from models.voices import Heard

PAGE = 8
_LONGEST = 160
_FOCUSES = (1, 2, 3)


def page_of(asked: Asked, found: Found, words: Sequence[str], figures: Figures, *near: Way) -> Answer:
    """`words` are what was looked for, `near` ways to what was meant; `figures` tell how many people share what is
    said of a speaker."""
    speakers = Speakers.of(figures)
    shy = narrowed(asked.order.scope) and found.people < figures.fewest
    voices = [_quote(hit, speakers, words, shy=shy) for hit in found.hits]
    title, page, on = _title(asked), _counted(asked, found, figures.fewest), _further(asked, found)
    if asked.order.plain:
        return text(
            "\n".join(voice_lines(title, voices, page, desk_words())), *on, *near, *_less(asked, found)
        )
    on.append((worded("find_plain"), replace(asked.order, plain=True)))
    return with_ways((list_(title, voices, on, page),), *near, *_less(asked, found))


def narrowed(scope: Scope) -> bool:
    """By who spoke, or when."""
    return bool(scope.role or scope.sector or scope.district or scope.zone or scope.period)


def _quote(hit: Heard, speakers: Speakers, words: Sequence[str], *, shy: bool) -> Quote:
    """`shy`: so few were found that neither who nor when is told."""
    quote = speakers.quote(hit)
    who = worded("find_who", who=quote.who, day=thai_date(day_of(hit.given_at))).strip(" ·")
    who = "" if shy else who
    return replace(quote, text=snippet(quote.text, words, _LONGEST), who=who)


def _title(asked: Asked) -> str:
    order = asked.order
    title = (
        worded("find_title", words=order.words.strip()) if order.kind == "search" else worded("find_latest")
    )
    return title if order.scope == ALL else f"{title} · {_where(asked)}"


def _where(asked: Asked) -> str:
    """With the days that are looked at, where those are not the very ones that were asked for."""
    scope, form, today = asked.order.scope, asked.services.form, day_of(asked.now)
    looked = Times.of(scope, today).days
    if looked is None or looked == days(scope.period, today):
        return about(scope, form, today, desk_words())
    whose = about(replace(scope, period=""), form, today, desk_words())
    return f"{whose} · {thai_days(looked.first, min(looked.last, today))}"


def _counted(asked: Asked, found: Found, fewest: int) -> str:
    first = asked.order.page * PAGE + 1
    shown = worded("find_shown", first=first, last=first + len(found.hits) - 1)
    if asked.order.kind == "latest":
        return shown
    with_all = "find_count" if found.whole == found.mentions else "find_some" if found.whole else "find_parts"
    phrase = "find_many" if found.more else with_all
    people = worded("find_people", m=f"{found.people:,}") if found.people >= fewest else ""
    told = worded(phrase, n=f"{found.mentions:,}", people=people, whole=f"{found.whole:,}")
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
