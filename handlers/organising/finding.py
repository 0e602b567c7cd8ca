"""Shows organisers what people said, masked: by words that they look for, or the newest. Keeps nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.organising.periods import days as days_of
from bot.organising.scope import ALL, Scope
from bot.summaries.cells import Cell
from bot.summaries.telling import ANY
from handlers.data import load_searcher
from handlers.indexing import TELLS
from handlers.organising.asked import Answer, Asked
from handlers.organising.figures import Figures
from handlers.organising.found import PAGE, page_of
from handlers.organising.saying import Way, says
from handlers.organising.summarising import FEWEST
from handlers.organising.words import desk_words, worded
from handlers.thai_dates import day_of, midnight_of
from models import finding
from models.finding import Found, Wanted
from models.searching import mark

_LONGEST_ASKED = 80
_MOST_NEAR = 3


def search(asked: Asked) -> Answer:
    """`order.words` is what is looked for. Without any, it is asked for."""
    if not asked.order.words.strip():
        return says("find_what", *(_try(asked, word) for word in desk_words()["find_examples"].split()))
    if _hidden(asked):
        return _too_few(asked)
    words = load_searcher().words(asked.order.words)
    found = _found(asked, words, asked.order.page * PAGE)
    near = [] if found.whole else _near(asked)
    return (
        page_of(asked, found, words, _figures(asked), *near) if found.hits else _nothing(asked, found, near)
    )


def latest(asked: Asked) -> Answer:
    """The newest that say something."""
    if _hidden(asked):
        return _too_few(asked)
    wanted = replace(_wanted(asked, ()), marks=(*_marks(asked), (TELLS,)))
    found = finding.find(asked.conn, wanted, limit=PAGE, offset=asked.order.page * PAGE)
    return page_of(asked, found, (), _figures(asked)) if found.hits else _nothing(asked, found, [])


def _found(asked: Asked, words: Sequence[str], offset: int) -> Found:
    """What is no word, and words that only hold others together, are looked for to the letter."""
    wanted, said = _wanted(asked, tuple(words)), asked.order.words.strip()
    if words:
        return finding.find(asked.conn, wanted, limit=PAGE, offset=offset)
    return finding.find_text(asked.conn, wanted, said, limit=PAGE, offset=offset)


def _wanted(asked: Asked, words: tuple[str, ...]) -> Wanted:
    days = days_of(asked.order.scope.period, day_of(asked.now))
    since, before = (midnight_of(days.first), midnight_of(days.after)) if days else (0, 0)
    return Wanted(asked.round, words, tuple(_marks(asked)), since, before)


def _marks(asked: Asked) -> Iterator[tuple[str, ...]]:
    scope, cell = asked.order.scope, Cell.of(asked.order.scope, asked.services.form)
    for name, chosen in (("role", cell.role), ("district", cell.district)):
        if chosen:
            yield tuple(mark(name, leaf) for leaf in chosen.leaves)
    for name in ("focus", "facet", "theme"):
        if code := getattr(scope, name):
            yield (mark(name, code),)


def _figures(asked: Asked) -> Figures:
    return Figures(asked.conn, asked.services.form, asked.round, FEWEST)


def _hidden(asked: Asked) -> bool:
    """Voices of a group so small that one would know whose they are."""
    scope = asked.order.scope
    who = Scope(role=scope.role, sector=scope.sector, district=scope.district, zone=scope.zone)
    return who != ALL and _figures(asked).of(who, [ANY])[ANY] is None


def _nothing(asked: Asked, found: Found, near: Sequence[Way]) -> Answer:
    order = asked.order
    if found.mentions:
        return says("find_no_more", (worded("find_first"), replace(order, page=0)))
    if order.kind == "latest":
        return says("find_none_yet", *_wider(asked))
    phrase = "find_nothing_near" if near else "find_nothing"
    return says(phrase, *near, *_wider(asked), words=order.words.strip()[:_LONGEST_ASKED])


def _near(asked: Asked) -> list[Way]:
    """Only to what something is found by."""
    searcher = load_searcher()
    meant = (
        word
        for word in searcher.near(asked.order.words)
        if (words := searcher.words(word)) and _found(asked, words, 0).whole
    )
    return [_try(asked, word) for word in islice(meant, _MOST_NEAR)]


def _too_few(asked: Asked) -> Answer:
    return says("find_too_few", *_wider(asked), fewest=FEWEST)


def _wider(asked: Asked) -> list[Way]:
    order = asked.order
    everywhere = replace(ALL, round=order.scope.round)
    return (
        []
        if order.scope == everywhere
        else [(worded("find_wider"), replace(order, scope=everywhere, page=0))]
    )


def _try(asked: Asked, words: str) -> Way:
    return words, replace(asked.order, words=words, page=0)
