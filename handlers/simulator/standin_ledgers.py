"""What LINE remembers of sendings: reply tokens, retry keys, quota, rates. Knows no people and no HTTP."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from handlers.simulator.standin_values import DAY, MINUTE, SECOND, Json, Refused

LINE_TIME = timezone(timedelta(hours=9))
TOKEN_LIFE, TOKEN_END = MINUTE, 20 * MINUTE
RETRY_KEY = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(slots=True)
class ReplyTokens:
    """Valid once, one minute from each delivery, never later than 20 minutes from the event."""

    _open: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def give(self, token: str, chat: str, at: int) -> None:
        self._open[token] = (chat, at, at)

    def delivered(self, token: str, at: int) -> None:
        if token in self._open:
            chat, event_at, _ = self._open[token]
            self._open[token] = (chat, event_at, at)

    def check(self, token: str, now: int) -> str:
        """The chat the token opens."""
        chat, event_at, delivered_at = self._open.get(token, ("", 0, 0))
        if not chat or now - delivered_at > TOKEN_LIFE or now - event_at > TOKEN_END:
            raise Refused(400, "Invalid reply token")
        return chat

    def spend(self, token: str) -> None:
        del self._open[token]


@dataclass(slots=True)
class RetryKeys:
    """Remembered for 24 hours; a key seen again is answered 409 and points at the first request."""

    _kept: dict[str, tuple[int, str, Json]] = field(default_factory=dict)

    def check(self, key: str, now: int) -> None:
        if key and not RETRY_KEY.fullmatch(key):
            raise Refused(400, "The retry key is invalid")
        at, request_id, answer = self._kept.get(key, (0, "", {}))
        if request_id and now - at <= DAY:
            accepted = {"x-line-accepted-request-id": request_id}
            raise Refused(409, "The retry key is already accepted", headers=accepted, extra=answer)

    def keep(self, key: str, now: int, request_id: str, answer: Json) -> None:
        if key:
            self._kept[key] = (now, request_id, answer)


@dataclass(slots=True)
class Quota:
    """A month's messages, counted in people reached. `monthly=None` is a plan without limit."""

    monthly: int | None = 300
    _used: dict[str, int] = field(default_factory=dict)

    def spend(self, people: int, now: int) -> None:
        if self.monthly is not None and self.used(now) + people > self.monthly:
            raise Refused(429, "You have reached your monthly limit.")
        self._used[_month(now)] = self.used(now) + people

    def used(self, now: int) -> int:
        return self._used.get(_month(now), 0)

    def use(self, people: int, now: int) -> None:
        """Count sendings made elsewhere, as from LINE's own manager."""
        self._used[_month(now)] = self.used(now) + people


@dataclass(slots=True)
class Rates:
    """LINE's limits per endpoint; a window that starts with its first call."""

    _windows: dict[str, tuple[int, int]] = field(default_factory=dict)

    def count(self, path: str, now: int) -> None:
        most, span = _rate(path)
        began, calls = self._windows.get(path, (now, 0))
        if now - began >= span:
            began, calls = now, 0
        if calls >= most:
            raise Refused(429, "The API rate limit has been exceeded. Try again later.")
        self._windows[path] = (began, calls + 1)


RATES = {
    "/v2/bot/message/broadcast": (60, 60 * MINUTE),
    "/v2/bot/channel/webhook/test": (60, 60 * MINUTE),
    "/v2/bot/message/multicast": (200, SECOND),
    "/v2/bot/chat/loading/start": (100, SECOND),
    "/v2/bot/channel/webhook/endpoint": (1_000, MINUTE),
    "/v2/bot/richmenu": (100, 60 * MINUTE),
}


def _rate(path: str) -> tuple[int, int]:
    return RATES.get(path, (2_000, SECOND))


def _month(now: int) -> str:
    return datetime.fromtimestamp(now / SECOND, UTC).astimezone(LINE_TIME).strftime("%Y-%m")
