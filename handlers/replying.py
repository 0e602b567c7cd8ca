"""Dresses a turn's words and puts them into the outbox, with the reply token or the leave to push. Sends nothing.

A reply takes along, for free, what is parked for the person.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.effects import Ask, Effect, Show
from bot.given import Given, Memory
from bot.speech import speak
from bot.state import State
from handlers.heard import heard_so_far
from handlers.line.outbound import messages
from handlers.turn import Turn
from models import answers, bubbles, outbox, parked
from models.people import Person

_TOKEN_MS = 50_000  # LINE says one minute; the rest is for the way
_WORTH_A_PUSH_MS = 10 * 60_000
MOST_MESSAGES = 5


def reply(turn: Turn, effects: Sequence[Effect], state: State) -> Person:
    """The person as they are afterwards: a token is used once, an unused one stays for the wake-up."""
    said = speak(effects, turn.services.form, _remembered(turn, effects), state)
    if not said:
        return turn.person
    token, token_at = _fresh_token(turn)
    waits = any(isinstance(effect, Ask | Show) for effect in effects) and not turn.person.blocked_at
    push_until = turn.now + _WORTH_A_PUSH_MS if waits and not turn.forgotten else None
    if token or push_until:
        shown = messages(said)
        outbox.put(
            turn.conn,
            person_id=None if turn.forgotten else turn.person.id,
            kind="reply" if token else "push",
            messages=shown,
            now=turn.now,
            reply_token=token,
            token_at=token_at,
            push_until=push_until,
            carries=_riders(turn, MOST_MESSAGES - len(shown)) if token else (),
        )
    return replace(turn.person, reply_token=None, reply_token_at=None)


def _riders(turn: Turn, seats: int) -> tuple[int, ...]:
    return () if turn.forgotten else parked.board(turn.conn, turn.person.id, seats, turn.now)


def show_typing(turn: Turn) -> None:
    outbox.put(turn.conn, person_id=turn.person.id, kind="loading", messages=[], now=turn.now)


def _fresh_token(turn: Turn) -> tuple[str | None, int | None]:
    token, at = turn.person.reply_token, turn.person.reply_token_at
    return (token, at) if token and at is not None and turn.now - at <= _TOKEN_MS else (None, None)


def _remembered(turn: Turn, effects: Sequence[Effect]) -> Memory:
    """Only what a bubble of this turn shows."""
    wanted = {effect.what for effect in effects if isinstance(effect, Show)}
    services, memory = turn.services, Memory()
    if wanted & {"mine", "picking"}:
        memory = replace(memory, given=_given(turn))
    if "copy" in wanted and services.copy_link:
        memory = replace(memory, link=services.copy_link(turn.conn, turn.person.id, turn.now))
    if "results" in wanted:
        text = heard_so_far(turn.conn, services.form, services.round)
        memory = replace(memory, results=text)
    return memory


def _given(turn: Turn) -> tuple[Given, ...]:
    found = answers.mine(turn.conn, turn.person.id, turn.round)
    media = bubbles.media_of(turn.conn, [answer.id for answer in found]) if found else {}
    return tuple(Given(each.slot, each.chosen, each.text, media.get(each.id, ())) for each in found)
