"""Lets an announcement go, hurries or stops it, and tells how far it is. Its batches are made by the minute's job."""

from collections.abc import Iterator

from bot.cutting import clipped
from bot.organising.orders import Order
from bot.organising.scope import ALL
from bot.words import graphemes
from handlers.announcing_job import rests
from handlers.organising import drafts
from handlers.organising.addressees import addressees, amount, fault, told
from handlers.organising.asked import Answer, Asked
from handlers.organising.choosing import ask_whom
from handlers.organising.drafts import NOW, STOP, gone, step
from handlers.organising.previewing import too_small
from handlers.organising.saying import Way, says, text, ways
from handlers.organising.words import worded
from handlers.thai_dates import thai_time
from models import addressing, announcements, batching, delivery
from models.announcements import DRAFT, SENDING, Announcement

_MOST, _SHOWN = 5, 60
_LIST, _NEW = ("ann_way_list", Order("announcements")), ("ann_way_new", Order("announce"))
_STATES = ("sent", "waiting", "parked", "blocked", "stopped", "dropped")


def send(asked: Asked) -> Answer:
    """Once, however often it is tapped; by night it is kept until the morning, but for `NOW`."""
    found, urgent = announcements.by_code(asked.conn, asked.order.code), asked.order.step == NOW
    if found and found.state == DRAFT:
        draft = drafts.find(asked)
        return gone(asked) if draft is None else _begin(asked, draft, urgent)
    if found and urgent and found.state == SENDING:
        announcements.hurry(asked.conn, found.id, asked.now)
        return says("ann_hurried", *_after(found))
    return gone(asked) if found is None else text("\n".join(_lines(asked, found)), *_after(found))


def stop(asked: Asked) -> Answer:
    found = announcements.by_code(asked.conn, asked.order.code)
    if found is None or found.state == DRAFT:
        return gone(asked)
    announcements.stop(asked.conn, found.id, asked.now)
    batching.halt(asked.conn, found.id, asked.now)
    now = announcements.by_code(asked.conn, found.code) or found
    return text("\n".join([worded("ann_stopped"), *_lines(asked, now)]), *ways(_LIST))


def look(asked: Asked) -> Answer:
    """The last ones, the newest first, each with its figures; those that can be stopped have a button."""
    found = announcements.sent(asked.conn, _MOST)
    if not found:
        return says("ann_none", *ways(_NEW))
    told_ = ["\n".join(_lines(asked, each)) for each in found]
    stops = [_stop_way(each) for each in found if _can_stop(asked, each)]
    return text("\n\n".join([worded("ann_list"), *told_]), *stops, *ways(_LIST, _NEW))


def _begin(asked: Asked, draft: Announcement, urgent: bool) -> Answer:
    scope = drafts.scope_of(draft)
    if scope is None:
        return ask_whom(asked, draft)
    wanted = addressees(asked.services, draft, scope, asked.now)
    if refused := fault(asked.conn, wanted, scope, addressing.count(asked.conn, wanted)):
        return too_small(draft, refused)
    announcements.confirm(asked.conn, draft.id, asked.now, urgent=urgent)
    people = amount(scope, addressing.address(asked.conn, draft.id, wanted))
    if rests(asked.now) and not urgent:
        now = (worded("ann_way_now"), step(NOW, draft))
        return says("ann_kept", now, *_after(draft), people=people)
    return says("ann_started", *_after(draft), people=people)


def _lines(asked: Asked, each: Announcement) -> Iterator[str]:
    at = each.confirmed_at or each.made_at
    counted = delivery.counts(asked.conn, each.id)
    scope = drafts.scope_of(each) or ALL
    figures = [worded(f"ann_count_{s}", people=amount(scope, counted[s])) for s in _STATES if counted.get(s)]
    yield worded("ann_line", code=each.code, at=thai_time(at), state=_state(asked, each))
    yield worded("ann_line_words", words=clipped(" ".join(each.words.split()), _SHOWN, graphemes))
    yield worded("ann_line_whom", about=told(asked, scope, at))
    yield worded("name_between").join(figures) if figures else worded("ann_count_none")


def _state(asked: Asked, each: Announcement) -> str:
    resting = each.state == SENDING and rests(asked.now)
    return worded("ann_state_resting" if resting else f"ann_state_{each.state}")


def _can_stop(asked: Asked, each: Announcement) -> bool:
    return not each.state.startswith(STOP) and batching.any_left(asked.conn, each.id, "waiting", "parked")


def _stop_way(each: Announcement) -> Way:
    return worded("ann_way_stop", code=each.code), Order("announcements", code=each.code, step=STOP)


def _after(each: Announcement) -> list[Way]:
    return [_stop_way(each), *ways(_LIST)]
