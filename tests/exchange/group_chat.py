"""A LINE group whose talk reaches the bot as LINE posts it, read and handled by the real parts."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from handlers.exchange import Outcome, exchange
from handlers.line.inbound import read
from handlers.services import Services
from models import groups, invites
from models.groups import Group
from models.outbox import outbox
from models.schema import metadata
from tests.exchange.chat import FORM, IDENTITY, StoppedClock

GROUP = "C" + "4a" * 16
SPEAKER = "U" + "5b" * 16
HOUR = 3_600_000
DAY = 24 * HOUR
NAME = "@เสียงกาญจน์"


@dataclass
class GroupChat:
    """One group with one member who does all the talking. `sent` counts what happened there."""

    services: Services
    id: str = GROUP
    type: str = "group"
    sent: int = 0

    @property
    def clock(self) -> StoppedClock:
        assert isinstance(self.services.clock, StoppedClock)
        return self.services.clock

    @property
    def token(self) -> str:
        """The reply token of the last event."""
        return f"token-{self.id[-6:]}-{self.sent}"

    @property
    def handle(self) -> str:
        return IDENTITY.handle(self.id)

    def happens(self, kind: str, *, at: int = 0, id: str = "", **more: Any) -> Outcome:
        """`at` is when it happened; without it, ten seconds after what happened last. `id` is the event's own."""
        self.sent += 1
        now = self.clock.forward(10_000)
        source = {"type": self.type, f"{self.type}Id": self.id, "userId": SPEAKER}
        event = {"type": kind, "mode": "active", "timestamp": at or now, "source": source, **more}
        event |= {"webhookEventId": id or uuid4().hex, "deliveryContext": {}}
        return self.post(event | ({} if kind in ("leave", "unsend") else {"replyToken": self.token}))

    def post(self, event: dict[str, Any]) -> Outcome:
        body = json.dumps({"destination": "U0", "events": [event]}).encode()
        (incoming,) = read(body, self.clock.now())
        return exchange(self.services, incoming)

    def join(self, **more: Any) -> Outcome:
        return self.happens("join", **more)

    def say(self, text: str, *, mention: bool = False, kind: str = "message", id: str = "") -> Outcome:
        """With `mention` the bot is called by name before the text."""
        message: dict[str, Any] = {"type": "text", "id": f"m{self.sent}", "text": text}
        if mention:
            name = {"index": 0, "length": len(NAME), "type": "user", "isSelf": True}
            message |= {"text": f"{NAME} {text}", "mention": {"mentionees": [name]}}
        return self.happens(kind, message=message, id=id)

    def invited(self, *, round: str = "", hours: int = 48) -> str:
        """A code that waits to be typed."""
        code, now = invites.new_code(), self.clock.now()
        with self.services.store.writing() as conn:
            digest = invites.digest(IDENTITY, code)
            end = now + hours * HOUR
            invites.add(conn, digest, kind=invites.GROUP, round=round, now=now, expires_at=end)
        return code

    def linked(self, round: str = "") -> "GroupChat":
        self.join()
        self.say(f"เชื่อมกลุ่ม {self.invited(round=round)}")
        return self

    @property
    def group(self) -> Group:
        """What the bot knows of it."""
        with self.services.store.reading() as conn:
            found = groups.find(conn, self.handle)
        assert found is not None
        return found

    @property
    def known(self) -> bool:
        with self.services.store.reading() as conn:
            return groups.find(conn, self.handle) is not None

    def rows(self) -> list[dict[str, Any]]:
        with self.services.store.reading() as conn:
            ours = select(outbox).where(outbox.c.target == self.handle).order_by(outbox.c.id)
            return [dict(row) for row in conn.execute(ours).mappings()]

    def leaving(self) -> list[dict[str, Any]]:
        return [row for row in self.rows() if row["kind"] == "leave"]

    def answers(self) -> list[str]:
        """Whatever the bot said to what was said last."""
        mine = [row for row in self.rows() if row["reply_token"] == self.token]
        return [message["text"] for row in mine for message in row["messages"]]

    def answer(self) -> str:
        """The phrase that answered what was said last; empty where nothing did."""
        told = self.answers()
        names = [name for name, text in FORM.phrases.items() if told and text == told[0]]
        return names[0] if names else "".join(told)

    def everything(self) -> str:
        """All that all tables hold, as text."""
        with self.services.store.reading() as conn:
            return str([conn.execute(select(table)).all() for table in metadata.sorted_tables])
