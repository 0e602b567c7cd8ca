"""One leased row of the outbox, and what became of it. Values, told what time it is. Sends nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

DIGEST, ORGANISER, ANNOUNCEMENT = "digest", "organiser", "announcement"
"""Purposes that matter; all else is an answer in a conversation."""
LASTING = (DIGEST, ANNOUNCEMENT)
"""Told once and never asked for again, so never dropped for want of quota."""
TOKEN_LIVES = 55_000
"""LINE says one minute from the webhook; the way there takes some of it."""
KEY_LIVES = 23 * 3_600_000
"""LINE forgets retry keys after 24 hours and would send the same again."""
MOST_RECIPIENTS = 500
_MESSAGES = ("reply", "push", "multicast")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A leased row. `attempts` counts this one. `sealed` is the sealed LINE id of the group it goes to, or else of
    the person. `maybe_replied`: an earlier reply may have arrived, though nobody heard so; `key_at` is when the retry
    key was first used for a push that may have arrived. `carries` are parked rows whose messages go along. `to` are
    the sealed ids of those a multicast goes to, `paid` the people whose places in the month's quota are booked."""

    id: int
    person_id: int | None
    kind: str
    target: str | None
    messages: list[dict[str, Any]]
    reply_token: str | None
    token_at: int | None
    push_until: int | None
    retry_key: str
    attempts: int
    created_at: int
    sealed: bytes | None
    maybe_replied: bool = False
    purpose: str = ""
    carries: Sequence[int] = ()
    key_at: int | None = None
    to: tuple[bytes, ...] = ()
    paid: int = 0

    def is_fresh(self, now: int) -> bool:
        """Whether a free reply is still possible."""
        return bool(self.reply_token) and now - (self.token_at or 0) <= TOKEN_LIVES

    def may_be_pushed(self, now: int) -> bool:
        """A reply is pushed only while its person waits; what was meant to be pushed may go for a day, and what is
        told once, at any time."""
        if self.push_until is None:
            lasts = self.purpose in LASTING or now <= self.created_at + KEY_LIVES
            return self.kind != "reply" and lasts
        return now <= min(self.push_until, self.created_at + KEY_LIVES)

    def must_be_pushed(self, now: int) -> bool:
        return self.kind in _MESSAGES and not self.is_fresh(now) and self.may_be_pushed(now)

    def is_worth_keeping(self, now: int) -> bool:
        """For the person's next message: it is told once or waited for, and cannot be in the chat already."""
        waited_for = self.push_until is not None and now <= self.push_until
        doubtful = self.maybe_replied or self.key_at is not None
        return (self.purpose in LASTING or waited_for) and not doubtful


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row. `due_at` is when to try again, for a row that still waits; `maybe_replied` and
    `maybe_pushed` are False only where no try can have arrived. `pushed`: how many people it reached, or may have
    reached, by a push. `spent`: its reply token is of no more use."""

    id: int
    status: Literal["sent", "dropped", "waiting", "parked"]
    due_at: int | None = None
    fault: str | None = None
    request_id: str | None = None
    maybe_replied: bool = True
    maybe_pushed: bool = True
    pushed: int = 0
    spent: bool = False
