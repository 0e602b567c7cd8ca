"""What happens in a group, inside the exchange's transaction. Keeps that we are there, and nothing that is said.

A group that invites us is strange until somebody types a one-time code in it; a strange one is left after a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bot.effects import Say
from bot.groups import wish
from bot.speech import speak
from handlers.heard import heard_so_far
from handlers.line.inbound import Incoming
from handlers.line.outbound import messages
from handlers.linking import link
from handlers.services import Services
from models import groups, outbox
from models.groups import Group

STAY_MS = 24 * 3_600_000
_TEXT = "message/text"


@dataclass(frozen=True, slots=True)
class _Here:
    """One event in one group. `now` is our time, `at` LINE's: an event may come late."""

    services: Services
    conn: Connection
    group: Group
    token: str | None
    now: int
    at: int


def hear_group(services: Services, conn: Connection, incoming: Incoming, group_id: str) -> None:
    now = services.clock.now()
    at, handle = incoming.at or now, services.identity.handle(group_id)
    known = groups.find(conn, handle)
    if incoming.kind == "leave":
        _forget(conn, handle, known, at)
        return
    group = known or Group(handle, services.identity.seal(group_id), at, leave_at=now + STAY_MS)
    here = _Here(services, conn, group, incoming.reply_token, now, at)
    if incoming.kind == "join":
        _join(here)
        return
    if known is None:
        groups.keep(conn, group)  # we were invited, though nobody told us
    if incoming.kind == _TEXT:
        _answer(here, incoming)


def leave_strangers(services: Services) -> int:
    """How many groups are being left, because no code came in time. Looks first: most minutes there is none."""
    now = services.clock.now()
    with services.store.reading() as conn:
        if not groups.any_due(conn, now):
            return 0
    with services.store.writing() as conn:
        due = groups.take_due(conn, now)
        for group in due:
            _put(conn, "leave", group, (), now)
    return len(due)


def _forget(conn: Connection, handle: str, known: Group | None, at: int) -> None:
    """A goodbye that comes late is not about the time since we are back."""
    if known is None or at >= known.joined_at:
        groups.forget(conn, handle)
        outbox.cancel_group(conn, handle)


def _join(here: _Here) -> None:
    """Whoever removed us and invites us again starts again. What comes late unlinks nobody."""
    group = here.group
    if here.at < (group.linked_at or 0):
        return
    outbox.cancel_group(here.conn, group.handle)
    groups.keep(here.conn, Group(group.handle, group.sealed, here.at, leave_at=here.now + STAY_MS))
    _say(here, Say("group_joined"), Say("group_how_to_link"))


def _answer(here: _Here, incoming: Incoming) -> None:
    asked = wish(incoming.words, incoming.mentioned, here.group.linked, here.services.form.commands)
    match asked.what:
        case "link":
            answer = link(here.services, here.conn, here.group, asked.code, here.at)
            _say(here, *([answer] if answer else []))
        case "hello":
            _say(here, Say("group_hello"), Say("group_how_to_link"))
        case "private":
            _say(here, Say("group_private"))
        case "help":
            _say(here, Say("group_help"))
        case "results":
            _say(here, _results(here))
        case "goodbye":
            _leave(here)
        case "nothing":
            pass


def _results(here: _Here) -> Say:
    services = here.services
    text = heard_so_far(here.conn, services.form, here.group.round)
    return Say("results", {"shown": text}) if text else Say("results_none")


def _leave(here: _Here) -> None:
    """One row says goodbye and leaves, so that the goodbye comes first."""
    words = messages(speak((Say("group_goodbye"),), here.services.form))
    groups.forget(here.conn, here.group.handle)
    _put(here.conn, "leave", here.group, words, here.now, here.token)


def _say(here: _Here, *said: Say) -> None:
    words = messages(speak(said, here.services.form))
    if words and here.token:
        _put(here.conn, "reply", here.group, words, here.now, here.token)


def _put(
    conn: Connection,
    kind: str,
    group: Group,
    words: Sequence[dict[str, Any]],
    now: int,
    token: str | None = None,
) -> None:
    outbox.put(
        conn,
        person_id=None,
        kind=kind,
        messages=words,
        now=now,
        reply_token=token,
        token_at=now if token else None,
        target=group.handle,
        sealed=group.sealed,
    )
