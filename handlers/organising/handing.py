"""Hands an organiser's answer over: into the outbox, with the reply token of the order. Sends nothing."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.organising.asked import Message
from handlers.turn import Turn
from models import outbox, parked, people
from models.outgoing import ORGANISER
from models.people import Person

_MOST, _TOKEN_MS = 5, 50_000
_WORTH_A_PUSH_MS = 10 * 60_000


def hand_over(turn: Turn, messages: Sequence[Message], before: Person) -> None:
    """The conversation of the person stays where it is. An unused token from `before` is used first, so that the new
    one is there for the question that may wait for the quiet gap."""
    unused = before.reply_token if turn.now - (before.reply_token_at or 0) <= _TOKEN_MS else None
    first = before if unused else turn.person
    kept = turn.person if unused else replace(turn.person, reply_token=None, reply_token_at=None)
    token, token_at = first.reply_token, first.reply_token_at
    if messages:
        outbox.put(
            turn.conn,
            person_id=turn.person.id,
            kind="reply" if token else "push",
            messages=messages,
            now=turn.now,
            reply_token=token,
            token_at=token_at,
            push_until=turn.now + _WORTH_A_PUSH_MS,
            purpose=ORGANISER,
            carries=parked.board(turn.conn, turn.person.id, _MOST - len(messages), turn.now) if token else (),
        )
    people.see(turn.conn, kept, turn.now)
