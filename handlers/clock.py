"""The only place that knows what time it is. Everything below is told.

Units: milliseconds since 1970 (UTC), as LINE counts them.
"""

import time
from typing import Protocol


class Clock(Protocol):
    def now(self) -> int:
        """Milliseconds since 1970 (UTC)."""
        ...


class SystemClock:
    def now(self) -> int:
        return time.time_ns() // 1_000_000


class ShiftedClock:
    """A clock that can be set forward: the simulator's "come back in 3 days"."""

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._shift = 0

    def now(self) -> int:
        return self._base.now() + self._shift

    def forward(self, milliseconds: int) -> None:
        self._shift += milliseconds


class SetClock:
    """A clock that stands still until it is moved: rehearsals, invented answers and tests."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        return self._now

    def forward(self, milliseconds: int) -> None:
        self._now += milliseconds
