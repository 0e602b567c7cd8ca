"""The words of an announcement: asks for them, keeps them to the letter, makes one of the two parts of a decision."""

from dataclasses import replace

from bot.organising.orders import Order
from bot.words import key, utf16
from handlers.organising import drafts
from handlers.organising.asked import Answer, Asked
from handlers.organising.choosing import ask_whom
from handlers.organising.drafts import (
    DECIDED,
    DECISION,
    PROPOSED,
    WORDS,
    cancel_way,
    gone,
    scope_of,
    step,
    wait_for,
)
from handlers.organising.previewing import preview
from handlers.organising.saying import says, ways
from handlers.organising.words import worded
from models import announcements
from models.announcements import Announcement

LONGEST = 5000
"""Of a LINE text, in units of UTF-16."""


def begin(asked: Asked) -> Answer:
    """With words at once, or without."""
    if asked.order.words.strip():
        return take_words(asked)
    wait_for(asked, step(WORDS))
    return says("ann_ask_words", *ways(("ann_way_decision", step(DECISION))), cancel_way())


def take_words(asked: Asked) -> Answer:
    """A new draft; or new words for the one that the order names."""
    refused = _refused(asked, asked.order.words)
    if refused:
        return refused
    return _next(asked, _written(asked, asked.order.words))


def edit(asked: Asked) -> Answer:
    draft = drafts.find(asked)
    if draft is None:
        return gone(asked)
    wait_for(asked, step(WORDS, draft))
    return says("ann_ask_words_again", cancel_way(draft))


def ask_proposed(asked: Asked) -> Answer:
    wait_for(asked, step(PROPOSED))
    return says("ann_ask_proposed", cancel_way())


def take_proposed(asked: Asked) -> Answer:
    refused = _refused(asked, asked.order.words)
    if refused:
        return refused
    draft = _written(asked, asked.order.words)
    wait_for(asked, step(DECIDED, draft))
    return says("ann_ask_decided", cancel_way(draft))


def take_decided(asked: Asked) -> Answer:
    """Both parts become one bubble."""
    draft = drafts.find(asked)
    if draft is None:
        return gone(asked)
    words = worded("ann_decision", proposed=draft.words, decided=asked.order.words)
    refused = _refused(asked, words if asked.order.words.strip() else "")
    return refused or _next(asked, _rewritten(asked, draft, words))


def drop(asked: Asked) -> Answer:
    announcements.drop(asked.conn, asked.organiser.code, asked.now)
    wait_for(asked, None)
    return says("ann_dropped", *ways(("ann_way_new", Order("announce"))))


def calls_it_off(words: str) -> bool:
    """ "ยกเลิก" where a text or a filter was waited for."""
    return key(words) in {key(word) for word in worded("ann_words_cancel").split()}


def _refused(asked: Asked, words: str) -> Answer:
    """Empty when the words are right. What was waited for is waited for still, if this was typed into it."""
    order, over = asked.order, utf16(words) - LONGEST
    if words.strip() and over <= 0:
        return ()
    wait_for(asked, step(order.step or WORDS, announcements.by_code(asked.conn, order.code)))
    if over > 0:
        return says("ann_too_long", cancel_way(), over=f"{over:,}", longest=f"{LONGEST:,}")
    return says("ann_no_words", cancel_way())


def _written(asked: Asked, words: str) -> Announcement:
    draft = drafts.find(asked) if asked.order.code else None
    if draft is None:
        return announcements.draft(asked.conn, asked.round, asked.organiser.code, words, asked.now)
    return _rewritten(asked, draft, words)


def _rewritten(asked: Asked, draft: Announcement, words: str) -> Announcement:
    draft = replace(draft, words=words)
    announcements.rewrite(asked.conn, draft)
    return draft


def _next(asked: Asked, draft: Announcement) -> Answer:
    scope = scope_of(draft)
    return ask_whom(asked, draft) if scope is None else preview(asked, draft, scope)
