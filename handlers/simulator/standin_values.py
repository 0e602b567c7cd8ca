"""The small values the stand-in for LINE is made of. Holds no state and does nothing by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]

SECOND = 1_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Shown:
    """One bubble as the person sees it; `message` is LINE's own JSON."""

    id: str
    who: Literal["person", "bot"]
    at: int
    message: Json
    author: str = ""
    read: bool = False
    unsent: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """All that one person sees at this moment."""

    shown: tuple[Shown, ...]
    quick_replies: tuple[Json, ...]
    loading: bool
    friend: bool
    menu: str | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Answer the bot's next `times` calls badly.

    `status=None` only delays. `after_accept` does what was asked and then says that it failed, as a
    lost answer does. `path` limits the trouble to calls whose path contains it.
    """

    status: int | None = 500
    delay: float = 0.0
    times: int = 1
    after_accept: bool = False
    path: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One sending that LINE accepted, for tests that ask what was sent by which call."""

    call: Literal["reply", "push", "multicast", "broadcast"]
    to: tuple[str, ...]
    messages: tuple[Json, ...]
    at: int
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Posted:
    """How the bot's webhook answered; status 0 means that no answer came."""

    status: int
    body: bytes
    reason: str = "OK"

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300


class Refused(Exception):
    """LINE says no: its status code and its JSON body."""

    def __init__(
        self,
        status: int,
        message: str,
        details: list[dict[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})
        self.body: Json = {"message": message, **(extra or {})}
        if details:
            self.body["details"] = details
