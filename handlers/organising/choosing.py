"""Whom an announcement goes to, in the words that `สรุป` takes. Asks back what it does not understand."""

from bot.organising.orders import Order
from bot.organising.scope import ALL, Scope
from handlers.data import load_orders
from handlers.organising import drafts
from handlers.organising.addressees import told
from handlers.organising.asked import Answer, Asked
from handlers.organising.drafts import FILTER, TO, cancel_way, gone, step, wait_for
from handlers.organising.previewing import preview
from handlers.organising.saying import Way, says
from handlers.organising.words import worded
from handlers.thai_dates import day_of
from models import announcements
from models.announcements import Announcement


def ask_again(asked: Asked) -> Answer:
    draft = drafts.find(asked)
    return gone(asked) if draft is None else ask_whom(asked, draft)


def ask_whom(asked: Asked, draft: Announcement) -> Answer:
    wait_for(asked, step(FILTER, draft))
    return says("ann_ask_whom", _everybody(draft), cancel_way(draft))


def take_filter(asked: Asked) -> Answer:
    """What was typed; where a part of it was not understood, nothing is chosen yet."""
    draft = drafts.find(asked)
    if draft is None:
        return gone(asked)
    order = _read(asked)
    if order and not order.unknown:
        return _choose(asked, draft, order.scope)
    return _not_understood(asked, draft, order)


def take_scope(asked: Asked) -> Answer:
    """What was tapped."""
    draft = drafts.find(asked)
    return gone(asked) if draft is None else _choose(asked, draft, asked.order.scope)


def _choose(asked: Asked, draft: Announcement, scope: Scope) -> Answer:
    draft = drafts.with_scope(draft, scope)
    announcements.rewrite(asked.conn, draft)
    return preview(asked, draft, scope)


def _read(asked: Asked) -> Order | None:
    """None for what names no group at all."""
    order = load_orders().read(f"{worded('ann_reads_like')} {asked.order.words}", day_of(asked.now))
    return order if order and order.kind == "summary" else None


def _not_understood(asked: Asked, draft: Announcement, order: Order | None) -> Answer:
    wait_for(asked, step(FILTER, draft))
    after = [_everybody(draft), cancel_way(draft)]
    if order is None:
        return says("ann_whom_unknown", *after)
    words = ", ".join(f"“{word}”" for word in order.unknown)
    if order.scope == ALL:
        return says("ann_whom_partly", *after, words=words)
    understood = told(asked, order.scope, asked.now)
    way: Way = (worded("ann_way_only", about=understood), step(TO, draft, order.scope))
    return says("ann_whom_partly", way, *after, words=words)


def _everybody(draft: Announcement) -> Way:
    return worded("ann_way_everybody"), step(TO, draft, ALL)
