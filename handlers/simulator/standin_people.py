"""Who LINE knows and what stands in each chat. Knows no HTTP and sends nothing."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from handlers.simulator.standin_values import DAY, SECOND, Json, Shown

GUEST_DAYS = 7  # a person who wrote without adding the account may be answered by push this long


@dataclass(slots=True)
class Person:
    id: str
    name: str
    friend: bool = False
    blocked: bool = False
    wrote_at: int | None = None
    menu: str | None = None

    def reachable(self, now: int) -> bool:
        guest = self.wrote_at is not None and now - self.wrote_at <= GUEST_DAYS * DAY
        return not self.blocked and (self.friend or guest)


@dataclass(slots=True)
class Chat:
    """One chat room: what was shown in it, and what vanishes again."""

    id: str
    shown: list[Shown] = field(default_factory=list)
    quick_replies: list[Json] = field(default_factory=list)
    loading_until: int = 0
    members: list[str] = field(default_factory=list)

    def add(self, bubble: Shown) -> None:
        # Quick replies vanish as soon as anyone writes; a bot's message brings its own.
        self.shown.append(bubble)
        self.quick_replies = []
        if bubble.who == "bot":
            self.loading_until = 0
            self.quick_replies = list((bubble.message.get("quickReply") or {}).get("items", []))

    def find(self, message_id: str) -> Shown | None:
        return next((bubble for bubble in self.shown if bubble.id == message_id), None)

    def unsend(self, message_id: str) -> None:
        self._change(lambda b: b.id == message_id, unsent=True, message={"type": "unsent"})

    def read_up_to(self, message_id: str) -> None:
        """Mark this bubble and all the person's earlier ones as read."""
        ids = [bubble.id for bubble in self.shown]
        if message_id in ids:
            early = set(ids[: ids.index(message_id) + 1])
            self._change(lambda b: b.id in early and b.who == "person", read=True)

    def start_loading(self, seconds: int, now: int) -> None:
        self.loading_until = now + seconds * SECOND

    def is_loading(self, now: int) -> bool:
        return now < self.loading_until

    def _change(self, which: Callable[[Shown], bool], **changes: Any) -> None:
        self.shown = [dataclasses.replace(b, **changes) if which(b) else b for b in self.shown]
