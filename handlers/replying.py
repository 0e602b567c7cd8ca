"""Dresses a turn's words and puts them into the outbox, with the reply token or the leave to push. Sends nothing."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from bot.cards import slot_title
from bot.effects import Ask, Effect, Say, Show
from bot.form import Form
from bot.speech import speak
from bot.state import Profile, State
from handlers.line.outbound import messages
from handlers.services import Services
from handlers.turn import Turn
from models import answers, outbox
from models.answers import Answer
from models.people import Person

_TOKEN_MS = 50_000  # LINE says one minute; the rest is for the way
_WORTH_A_PUSH_MS = 10 * 60_000


def reply(turn: Turn, effects: Sequence[Effect]) -> Person:
    """The person as they are afterwards: a token is used once, an unused one stays for the wake-up."""
    bubbles = speak(effects, turn.services.form, _shown(turn, effects))
    if not bubbles:
        return turn.person
    token, token_at = _fresh_token(turn)
    waits = any(isinstance(effect, Ask | Show) for effect in effects) and not turn.person.blocked_at
    push_until = turn.now + _WORTH_A_PUSH_MS if waits and not turn.forgotten else None
    if token or push_until:
        outbox.put(
            turn.conn,
            person_id=None if turn.forgotten else turn.person.id,
            kind="reply" if token else "push",
            messages=messages(bubbles),
            now=turn.now,
            reply_token=token,
            token_at=token_at,
            push_until=push_until,
        )
    return replace(turn.person, reply_token=None, reply_token_at=None)


def show_typing(turn: Turn) -> None:
    outbox.put(turn.conn, person_id=turn.person.id, kind="loading", messages=[], now=turn.now)


def reply_to_group(services: Services, conn: Connection, say: Say, token: str) -> None:
    now, words = services.clock.now(), messages(speak((say,), services.form, {}))
    outbox.put(conn, person_id=None, kind="reply", messages=words, now=now, reply_token=token, token_at=now)


def _fresh_token(turn: Turn) -> tuple[str | None, int | None]:
    token, at = turn.person.reply_token, turn.person.reply_token_at
    return (token, at) if token and at is not None and turn.now - at <= _TOKEN_MS else (None, None)


def _shown(turn: Turn, effects: Sequence[Effect]) -> dict[str, str]:
    wanted = {effect.what for effect in effects if isinstance(effect, Show)}
    shown: dict[str, str] = {}
    if "mine" in wanted:
        shown["mine"] = _mine(turn)
    if "results" in wanted:
        services = turn.services
        shown["results"] = services.heard.text(turn.conn, services.form, services.round, turn.now)
    return shown


def _mine(turn: Turn) -> str:
    """Who they said they are, then every answer as they typed it, under its question as they are asked it."""
    form, asked = turn.services.form, State(profile=turn.profile)
    given = answers.mine(turn.conn, turn.person.id, turn.services.round)
    told = [f"{slot_title(answer.slot, asked, form)}\n→ {_said(answer, form)}" for answer in given]
    return "\n\n".join(filter(None, [_who(turn.profile, form), *told]))


def _who(profile: Profile, form: Form) -> str:
    named = (
        form.ages.get(profile.age),
        form.roles.get(profile.role),
        form.districts.get(profile.district) or form.zones.get(profile.zone),
    )
    return " · ".join(each.label for each in named if each is not None)


def _said(answer: Answer, form: Form) -> str:
    question = form.questions.get(answer.slot)
    found = [(question.choice(code) if question else None, code) for code in answer.chosen]
    picked = ", ".join(choice.label if choice else code for choice, code in found)
    return "\n".join(filter(None, [picked, answer.text]))
