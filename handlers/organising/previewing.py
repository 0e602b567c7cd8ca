"""Shows an announcement as it will look, to how many people it goes and what that costs. Sends nothing."""

from collections.abc import Iterator

from bot.organising.scope import ALL, Scope
from bot.summaries.protecting import FEWEST
from handlers.announcing_job import rests
from handlers.organising.addressees import addressees, amount, fault, is_part, rounded, told
from handlers.organising.asked import Answer, Asked
from handlers.organising.drafts import EDIT, NOW, SEND, TO, WHO, cancel_way, step, wait_for
from handlers.organising.saying import says, text, ways
from handlers.organising.words import worded
from models import addressing, batching, ledger, room
from models.announcements import Announcement
from models.quotas import UNLIMITED


def preview(asked: Asked, draft: Announcement, scope: Scope) -> Answer:
    """The very message, and what there is to know and to tap."""
    wait_for(asked, None)
    wanted = addressees(asked.services, draft, scope, asked.now)
    people = addressing.count(asked.conn, wanted)
    if refused := fault(asked.conn, wanted, scope, people):
        return too_small(draft, refused)
    resting = rests(asked.now)
    lines = [
        worded("ann_preview", about=told(asked, scope, asked.now), people=amount(scope, people)),
        *_cost(asked, scope, people),
        *([worded("ann_rests")] if resting else []),
        worded("ann_preview_ask"),
    ]
    send = [("ann_way_send_rested", step(SEND, draft)), ("ann_way_now", step(NOW, draft))]
    after = ways(
        *(send if resting else [("ann_way_send", step(SEND, draft))]),
        ("ann_way_whom", step(WHO, draft)),
        ("ann_way_edit", step(EDIT, draft)),
    )
    return (batching.message(draft.words), *text("\n".join(lines), *after, cancel_way(draft)))


def too_small(draft: Announcement, refused: str) -> Answer:
    everybody = [("ann_way_everybody", step(TO, draft, ALL))] if refused != "ann_nobody" else []
    after = ways(("ann_way_whom", step(WHO, draft)), *everybody)
    return says(refused, *after, cancel_way(draft), fewest=FEWEST)


def _cost(asked: Asked, scope: Scope, people: int) -> Iterator[str]:
    """In people, as LINE counts: who finds no room in the month waits for their own next message. Of a part of the
    people it is told what it may take at most."""
    people, part = rounded(people) if is_part(scope) else people, is_part(scope)
    standing = ledger.standing(asked.conn, asked.now)
    if standing.left is None:
        yield worded("ann_cost_free" if standing.quota.kind == UNLIMITED else "ann_cost_unknown")
        return
    kept, coming = room.reserve_for_digests(asked.conn, asked.now), rounded(batching.coming(asked.conn))
    fits = min(people, max(standing.left - kept - coming, 0))
    yield worded("ann_cost_part" if part else "ann_cost", cost=f"{fits:,}", left=f"{standing.left:,}")
    if coming:
        yield worded("ann_cost_coming", people=f"{coming:,}")
    if fits < people:
        if kept:
            yield worded("ann_cost_kept", people=f"{kept:,}")
        yield worded("ann_cost_waits", people=amount(scope, people - fits, "ann_at_most"))
