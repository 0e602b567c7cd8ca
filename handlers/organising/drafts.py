"""The draft of an announcement that an organiser is at: finding it, and what their next words belong to."""

from dataclasses import replace

from bot.organising.orders import Order
from bot.organising.scope import Scope
from bot.organising.taps import data_of, order_of
from handlers.organising.asked import Answer, Asked
from handlers.organising.saying import Way, says, ways
from handlers.organising.words import worded
from models import announcements, organisers
from models.announcements import DRAFT, Announcement

# Where in the talk a button leads, or the next words belong.
WORDS, DECISION, PROPOSED, DECIDED = "words", "decision", "proposed", "decided"
WHO, FILTER, TO, EDIT, DROP = "who", "filter", "to", "edit", "drop"
SEND, NOW, STOP = "send", "now", "stop"


def step(step: str, draft: Announcement | None = None, scope: Scope | None = None) -> Order:
    return Order("announce", scope or Scope(), code=draft.code if draft else "", step=step)


def wait_for(asked: Asked, order: Order | None) -> None:
    """The organiser's next words belong to `order`; to nothing, if it is None."""
    organisers.set_desk(asked.conn, asked.organiser.person_id, data_of(order) if order else "")


def find(asked: Asked) -> Announcement | None:
    """The draft that the order names, if it is this organiser's and still one."""
    found = announcements.by_code(asked.conn, asked.order.code)
    if found is None or found.state != DRAFT or found.made_by != asked.organiser.code:
        return None
    return found


def gone(asked: Asked) -> Answer:
    wait_for(asked, None)
    return says(
        "ann_gone", *ways(("ann_way_new", Order("announce")), ("ann_way_list", Order("announcements")))
    )


def scope_of(announcement: Announcement) -> Scope | None:
    """None while nobody has chosen."""
    order = order_of(announcement.scope)
    return order.scope if order else None


def with_scope(draft: Announcement, scope: Scope) -> Announcement:
    return replace(draft, scope=data_of(Order("announce", scope)))


def cancel_way(draft: Announcement | None = None) -> Way:
    return worded("ann_way_cancel"), step(DROP, draft)
