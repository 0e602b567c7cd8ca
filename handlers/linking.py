"""A code typed in a group: a right one links the group, a wrong one is answered a few times an hour. Keeps no code."""

from sqlalchemy import Connection

from bot.effects import Say
from bot.form import Form
from handlers.services import Services
from models import groups, invites, outbox, slots
from models.groups import Group

MOST_TRIES = 5
_HOUR_MS = 3_600_000


def link(services: Services, conn: Connection, group: Group, code: str, at: int) -> Say | None:
    """`at` is when it was typed. None where there were too many tries: then even the right code is not heard."""
    now = services.clock.now()
    if not _may_try(services, conn, group, now):
        return None
    opened = invites.use(conn, invites.digest(services.identity, code), invites.GROUP, now)
    if opened is None:
        return Say("group_wrong_code")
    outbox.cancel_group(conn, group.handle)  # we may have been about to leave
    round = opened or services.round
    groups.keep(conn, Group(group.handle, group.sealed, group.joined_at, at, round))
    return Say("group_linked", {"title": _title(round, services.form)})


def _may_try(services: Services, conn: Connection, group: Group, now: int) -> bool:
    """Five codes an hour; after the fifth, silence until the next hour is over too. To remove us and invite us again
    does not help: the mark, a keyed hash, stays the same."""
    hour = now // _HOUR_MS
    marks = _marks(services, group, hour)
    used = next(
        (n for n, mark in enumerate(marks, 1) if slots.take(conn, slots.GROUP_TRIES, mark, now)), None
    )
    if used == MOST_TRIES:
        for mark in _marks(services, group, hour + 1):
            slots.take(conn, slots.GROUP_TRIES, mark, now)
    return used is not None


def _marks(services: Services, group: Group, hour: int) -> list[str]:
    mark = services.identity.handle(f"tries {group.handle} {hour}")
    return [f"{mark} {number}" for number in range(MOST_TRIES)]


def _title(round: str, form: Form) -> str:
    """A trial round has no title of its own."""
    return form.rounds[round if round in form.rounds else form.current].title
