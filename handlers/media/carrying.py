"""Carries one photo or voice from LINE into the store, and says what became of it. Knows no database and no thread."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from handlers.clock import Clock
from handlers.line.content import Got
from handlers.line.courier import pause
from handlers.logs import named
from handlers.media.kinds import LIMITS, Unfit, fit
from handlers.media.store import MediaFault, MediaStore
from models.media import Claimed, Outcome

STOPPED, PREPARING = "stopped", "LINE prepares it"
NO_TROUBLE = (STOPPED, PREPARING)
_MOST_BUGS = 8
_PIECE = 1024 * 1024
_PATIENCE = (
    14 * 24 * 60 * 60_000
)  # LINE does not tell how long it keeps contents, only that it is not for ever
_PREPARING, _LONGEST_PREPARING = 3_000, 60_000


class Content(Protocol):
    def fetch(self, message_id: str, into: BinaryIO, most: int, going_on: Callable[[], bool]) -> Got: ...


class Stopped(Exception):
    """This process ends; another one, or the next, goes on."""


@dataclass(frozen=True, slots=True)
class Carrier:
    content: Content
    media: MediaStore
    clock: Clock
    going_on: Callable[[], bool] = lambda: True

    def carry(self, row: Claimed) -> Outcome:
        """What comes from LINE lies in a file without a name until it is found fit: a process that is killed leaves
        nothing of it."""
        if row.kind not in LIMITS:
            return Outcome("refused", f"{row.kind} is no kind that is kept")
        try:
            return self._carry(row)
        except Unfit as fault:
            return Outcome("refused", str(fault))
        except MediaFault as fault:
            return self._again(row, str(fault))
        except Stopped:
            return Outcome("waiting", STOPPED, self.clock.now())
        except Exception as fault:
            # A bug of ours must not stop the others.
            return (
                Outcome("refused", named(fault))
                if row.attempts >= _MOST_BUGS
                else self._again(row, named(fault))
            )

    def _carry(self, row: Claimed) -> Outcome:
        with tempfile.TemporaryFile() as spool:
            got = self.content.fetch(row.message_id, spool, LIMITS[row.kind], self.going_on)
            return self._keep(row, spool, got.bytes) if got.status == "whole" else self._without(row, got)

    def _keep(self, row: Claimed, spool: BinaryIO, size: int) -> Outcome:
        good = fit(row.kind, spool, size)
        self.media.put(row.name, self._pieces(good.file))
        return Outcome("kept", content_type=good.content_type, bytes=good.bytes)

    def _pieces(self, file: BinaryIO) -> Iterator[bytes]:
        while piece := file.read(_PIECE):
            if not self.going_on():
                raise Stopped
            yield piece

    def _without(self, row: Claimed, got: Got) -> Outcome:
        if not self.going_on():
            raise Stopped
        if got.status == "preparing":
            wait = min(_PREPARING * row.attempts, _LONGEST_PREPARING)
            return self._later(row, PREPARING, wait)
        if got.status == "again":
            return self._again(row, got.fault or "")
        return Outcome("gone" if got.status == "gone" else "refused", got.fault or "too large")

    def _again(self, row: Claimed, fault: str) -> Outcome:
        return self._later(row, fault, pause(row.attempts, row.name))

    def _later(self, row: Claimed, fault: str, wait: int) -> Outcome:
        now = self.clock.now()
        if now > row.created_at + _PATIENCE:
            return Outcome("gone", f"given up: {fault}")
        return Outcome("waiting", fault, now + wait)
