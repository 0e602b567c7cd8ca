"""Shows organisers what people said, masked: by words that they look for, or the newest. Keeps nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.organising.scope import ALL
from bot.summaries.cells import Cell
from bot.summaries.protecting import FEWEST
from bot.summaries.telling import what_of
from bot.summaries.values import Count
from handlers.data import load_searcher
from handlers.indexing import TELLS
from handlers.organising.asked import Answer, Asked
from handlers.organising.figures import WHOLE, Figures
from handlers.organising.found import PAGE, narrowed, page_of
from handlers.organising.saying import Way, says
from handlers.organising.timing import Times
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
    settled = _settled(asked)
    if settled is None:
        return _too_few(asked)
    asked, words = settled, load_searcher().words(asked.order.words)
    found = _found(asked, words, asked.order.page * PAGE)
    if _too_plain(asked, found):
        return _too_few(asked)
    near = [] if found.whole else _near(asked)
    return (
        page_of(asked, found, words, _figures(asked), *near) if found.hits else _nothing(asked, found, near)
    )


def latest(asked: Asked) -> Answer:
    """The newest that say something."""
    settled = _settled(asked)
    if settled is None:
        return _too_few(asked)
    asked = settled
    wanted = replace(_wanted(asked, ()), marks=(*_marks(asked), (TELLS,)))
    found = finding.find(asked.conn, wanted, limit=PAGE, offset=asked.order.page * PAGE)
    if _too_plain(asked, found):
        return _too_few(asked)
    return page_of(asked, found, (), _figures(asked)) if found.hits else _nothing(asked, found, [])


def _found(asked: Asked, words: Sequence[str], offset: int) -> Found:
    """What is no word, and words that only hold others together, are looked for to the letter."""
    wanted, said = _wanted(asked, tuple(words)), asked.order.words.strip()
    if words:
        return finding.find(asked.conn, wanted, limit=PAGE, offset=offset)
    return finding.find_text(asked.conn, wanted, said, limit=PAGE, offset=offset)


def _wanted(asked: Asked, words: tuple[str, ...]) -> Wanted:
    days = _times(asked).days
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


def _times(asked: Asked) -> Times:
    return Times.of(asked.order.scope, day_of(asked.now))


def _settled(asked: Asked) -> Asked | None:
    """What may be shown of it, as a summary would tell it: of the whole round, where its days are nearly that. None for
    voices of so few that one would know whose they are. Without a group or days, each stands for itself."""
    scope = asked.order.scope
    if not narrowed(scope) or _count(asked) is not None:
        return asked
    what, span = what_of(scope.focus, scope.facet, scope.theme), _times(asked).span
    if span == WHOLE or _figures(asked).small(scope, [what], span):
        return None
    return _settled(replace(asked, order=replace(asked.order, scope=replace(scope, period=""))))


def _count(asked: Asked) -> Count | None:
    scope = asked.order.scope
    what = what_of(scope.focus, scope.facet, scope.theme)
    return _figures(asked).of(scope, [what], _times(asked).span)[what]


def _too_plain(asked: Asked, found: Found) -> bool:
    """Whether so few of a large enough group said it that a role and a place together would tell who; or they are of
    this group no longer."""
    scope = asked.order.scope
    if not narrowed(scope) or not 0 < found.people < FEWEST:
        return False
    count = _count(asked)
    return Cell.of(scope, asked.services.form).table is not None or not (count and count.people)


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
