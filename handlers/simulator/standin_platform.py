"""The memory of the stand-in: people, chats, tokens, quota, menus, one lock. Decides nothing by itself."""

import threading
from dataclasses import dataclass
from uuid import uuid4

from handlers.clock import Clock
from handlers.simulator.standin_ledgers import Quota, Rates, ReplyTokens, RetryKeys
from handlers.simulator.standin_menus import Menus
from handlers.simulator.standin_names import person_id, quote_token
from handlers.simulator.standin_people import Chat, Person
from handlers.simulator.standin_postman import Postman
from handlers.simulator.standin_values import Accepted, Json, Posted, Shown, Trouble

MESSAGES_A_MILLISECOND = 100_000


@dataclass(frozen=True, slots=True)
class Content:
    """A photo, voice or file a person sent; LINE may still be preparing it, or be unable to."""

    body: bytes
    type: str
    ready_at: int
    failed: bool = False


class Platform:
    """Everything LINE would know. Every change happens under `changed` and wakes who waits for it."""

    name = "เสียงกาญจน์"

    def __init__(
        self,
        secret: str,
        token: str,
        webhook_url: str,
        clock: Clock,
        redeliver: bool = True,
        *,
        patience: float = 2.0,
    ) -> None:
        self.token, self.clock = token, clock
        self.bot_id = person_id(f"the bot of {token}")
        self.postman = Postman(webhook_url, secret, self.bot_id, redeliver, patience)
        self.postman.before, self.postman.after = self._before_posting, self._after_posting
        self.changed = threading.Condition()
        self.revision = 0
        self.mark_as_read_mode = "auto"
        self._trouble, self._trouble_left = Trouble(None), 0
        # Begins with the time, so that a demo started again never repeats an id.
        self._last_message_id = clock.now() * MESSAGES_A_MILLISECOND
        self._remember_nothing()

    def _remember_nothing(self) -> None:
        self.quota, self.rates, self.menus = Quota(), Rates(), Menus()
        self.reply_tokens, self.retry_keys = ReplyTokens(), RetryKeys()
        self.people: dict[str, Person] = {}
        self.chats: dict[str, Chat] = {}
        self.contents: dict[str, Content] = {}
        self.read_marks: dict[str, tuple[str, str]] = {}
        self.accepted: list[Accepted] = []

    @property
    def trouble(self) -> Trouble | None:
        return self._trouble if self._trouble_left else None

    @trouble.setter
    def trouble(self, trouble: Trouble | None) -> None:
        with self.changed:
            self._trouble = trouble or Trouble(None)
            self._trouble_left = trouble.times if trouble else 0

    def take_trouble(self, path: str) -> Trouble | None:
        """The trouble that this call meets, counted off."""
        with self.changed:
            if not self._trouble_left or self._trouble.path not in path:
                return None
            self._trouble_left -= 1
            return self._trouble

    def touch(self) -> None:
        self.revision += 1
        self.changed.notify_all()

    def person(self, user: str) -> Person:
        """The person of this id, met now for the first time if need be."""
        if user not in self.people:
            self.people[user] = Person(user, f"คนที่ {len(self.people) + 1}")
        return self.people[user]

    def chat_of(self, chat_id: str) -> Chat:
        return self.chats.setdefault(chat_id, Chat(chat_id))

    def next_message_id(self) -> str:
        self._last_message_id += 1
        return str(self._last_message_id)

    def audience(self, chat_id: str) -> list[str]:
        """Whom a message to this chat reaches now; empty if it would be dropped in silence."""
        if chat_id in self.people:
            return [chat_id] if self.people[chat_id].reachable(self.clock.now()) else []
        return list(self.chats[chat_id].members) if chat_id in self.chats else []

    def deliver(self, chat_id: str, messages: list[Json]) -> Json:
        """Show the bot's messages in a chat, unless nobody there would see them."""
        sent = [{"id": self.next_message_id(), "quoteToken": quote_token()} for _ in messages]
        if self.audience(chat_id):
            for known, message in zip(sent, messages, strict=True):
                self.chat_of(chat_id).add(Shown(known["id"], "bot", self.clock.now(), message))
            self.touch()
        return {"sentMessages": sent}

    def _before_posting(self, event: Json) -> None:
        with self.changed:
            self.reply_tokens.delivered(event.get("replyToken", ""), self.clock.now())

    def _after_posting(self, event: Json, posted: Posted) -> None:
        if posted.accepted and self.mark_as_read_mode == "auto" and event.get("type") == "message":
            with self.changed:
                source = event.get("source", {})
                chat = source.get("groupId") or source.get("userId", "")
                self.chat_of(chat).read_up_to(event["message"]["id"])
                self.touch()


def request_id() -> str:
    return str(uuid4())
