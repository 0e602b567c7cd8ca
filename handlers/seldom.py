"""Keeps a fault that comes back every second from filling the log. Logs nothing itself."""

from handlers.clock import Clock

_AGAIN = 60 * 60_000


class Seldom:
    """For one sort of fault; whoever asks from several threads may at worst say it twice."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._last, self._said_at = clock, "", 0

    def is_news(self, words: str) -> bool:
        """Whether to say this now: it is new, or was said an hour ago."""
        now = self._clock.now()
        if words == self._last and now - self._said_at < _AGAIN:
            return False
        self._last, self._said_at = words, now
        return True

    def is_over(self) -> bool:
        """All is well: whether that is worth a word, because a fault was told before."""
        told, self._last = bool(self._last), ""
        return told
