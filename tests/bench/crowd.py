"""Invented people who are past consent, and what they do next, as the bytes that LINE would post."""

import base64
import hashlib
import hmac
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.form import Form
from bot.state import State
from handlers.clock import SystemClock
from models import people, states
from models.database import Store
from models.identity import Identity
from tests.bench.walks import Act, Walk, at_first_question
from tests.bench.words import said

CHANNEL_SECRET, ACCESS_TOKEN = "an invented channel secret", "an-invented-access-token"
SECRET_KEY = "an invented key that is long enough for trials"
IDENTITY = Identity(SECRET_KEY)
_WAITED = 60_000
_persons, _events = itertools.count(1), itertools.count(1)


@dataclass(frozen=True, slots=True)
class Planned:
    """One event that has not happened yet. `token` is its reply token."""

    user_id: str
    act: Act
    number: int

    @property
    def token(self) -> str:
        return f"{self.number:032x}"


class Crowd:
    """People in `groups`: those of a group take turns, so that one person's acts lie apart and in order."""

    def __init__(self, form: Form, acts: list[Act], start: State, group: int) -> None:
        self._form, self._acts, self.start, self._group = form, acts, start, group

    def plan(self, store: Store | None, events: int) -> Iterator[Planned]:
        """Meets as many people as `events` need before the first of them acts."""
        groups = -(-events // (self._group * len(self._acts)))
        users = [f"U{next(_persons):032x}" for _ in range(groups * self._group)]
        if store is not None:
            meet(store, users, self.start)
        return self._taking_turns(users)

    def _taking_turns(self, users: list[str]) -> Iterator[Planned]:
        for at in range(0, len(users), self._group):
            for act in self._acts:
                for user_id in users[at : at + self._group]:
                    yield Planned(user_id, act, next(_events))


def meet(store: Store, users: list[str], state: State) -> None:
    """All of them stand where `state` stands."""
    now, told = SystemClock().now(), state.profile
    row = {"created_at": now, "seen_at": now, "consent": told.consent, "consent_at": told.consent_at}
    row |= {"age": told.age, "role": told.role, "zone": told.zone, "district": told.district, "area": []}
    rows = [{**row, "handle": IDENTITY.handle(user), "sealed": IDENTITY.seal(user)} for user in users]
    with store.writing() as conn:
        for person_id in people.meet_many(conn, rows):
            states.save(conn, person_id, state, now)


def crowd(form: Form, script: Callable[[Walk], list[Act]], group: int) -> Crowd:
    walk = at_first_question(form, SystemClock().now() - _WAITED)
    start = walk.state
    return Crowd(form, script(walk), start, group)


def body(planned: Planned, now: int, text: str = "") -> bytes:
    """As LINE words it, field by field; without `text`, the next thing somebody says."""
    event = {
        "type": "message",
        "webhookEventId": f"01{planned.number:024d}",
        "deliveryContext": {"isRedelivery": False},
        "timestamp": now,
        "source": {"type": "user", "userId": planned.user_id},
        "replyToken": planned.token,
        "mode": "active",
    }
    if planned.act.data:
        event |= {"type": "postback", "postback": {"data": planned.act.data}}
    else:
        message = {"type": "text", "id": f"{planned.number:018d}", "quoteToken": "q" * 64}
        message["text"] = text or said()
        event |= {"message": message}
    return json.dumps({"destination": "U" + "0" * 32, "events": [event]}, ensure_ascii=False).encode()


def signature(raw: bytes) -> str:
    return base64.b64encode(hmac.new(CHANNEL_SECRET.encode(), raw, hashlib.sha256).digest()).decode()


def request(planned: Planned) -> bytes:
    raw = body(planned, SystemClock().now())
    head = (
        "POST /webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"User-Agent: LineBotWebhook/2.0\r\nx-line-signature: {signature(raw)}\r\nContent-Length: {len(raw)}\r\n\r\n"
    )
    return head.encode() + raw
