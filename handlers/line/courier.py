"""Carries one outbox row to LINE and says what became of it: free replies first, paid pushes only where a
person still waits. Never touches the database."""

import dataclasses

from handlers.clock import Clock
from handlers.line.gateway import Gateway, Result
from models.identity import CannotOpen, Identity
from models.outbox import Outcome, Outgoing

_TOKEN_LIVES = 55_000  # LINE says one minute from the webhook; the way there takes some of it
_KEY_LIVES = 23 * 3_600_000  # LINE forgets retry keys after 24 hours and would send the same again
TOO_LATE = "too late"
_LOADING_MATTERS = 5_000
_LOADING_SECONDS = 5
_LONGEST_PAUSE = 300_000


@dataclasses.dataclass(frozen=True, slots=True)
class Courier:
    gateway: Gateway
    identity: Identity
    clock: Clock

    async def carry(self, row: Outgoing) -> Outcome:
        if row.kind == "loading":
            return await self._show_loading(row)
        if row.kind == "leave":
            return await self._leave(row)
        if self._is_fresh(row):
            result = await self.gateway.reply(row.reply_token or "", row.messages)
            if result.status != "gone":
                maybe = row.maybe_replied or result.unsure
                return dataclasses.replace(self._settled(row, result), maybe_replied=maybe)
            if row.maybe_replied:
                # An earlier try of which we never heard the end: it arrived, for what else used the token?
                return Outcome(row.id, "sent", fault="reply token", request_id=result.request_id)
        return await self._push(row)

    async def _push(self, row: Outgoing) -> Outcome:
        to = self._address(row)
        if to is None:
            return Outcome(row.id, "dropped", fault="no address")
        if self.clock.now() > _push_until(row):
            return Outcome(row.id, "dropped", fault=TOO_LATE)
        # A push that may have arrived is known by its retry key; it says nothing about the reply.
        outcome = self._settled(row, await self.gateway.push(to, row.messages, row.retry_key))
        return dataclasses.replace(outcome, maybe_replied=row.maybe_replied)

    async def _leave(self, row: Outgoing) -> Outcome:
        """Out of a group, after a goodbye where somebody waits for one: once we are out, nobody hears us."""
        to = self._address(row)
        if to is None:
            return Outcome(row.id, "dropped", fault="no address")
        if row.messages and self._is_fresh(row):
            goodbye = await self.gateway.reply(row.reply_token or "", row.messages)
            if goodbye.status == "again":
                return self._settled(row, goodbye)
        return self._settled(row, await self.gateway.leave(to))

    async def _show_loading(self, row: Outgoing) -> Outcome:
        to = self._address(row)
        if to is None or self.clock.now() - row.created_at > _LOADING_MATTERS:
            return Outcome(row.id, "dropped", fault=TOO_LATE if to else "no address")
        result = await self.gateway.loading(to, _LOADING_SECONDS)
        shown = result.status == "ok"
        return Outcome(row.id, "sent" if shown else "dropped", None, result.fault, result.request_id)

    def _is_fresh(self, row: Outgoing) -> bool:
        return bool(row.reply_token) and self.clock.now() - (row.token_at or 0) <= _TOKEN_LIVES

    def _address(self, row: Outgoing) -> str | None:
        if row.sealed is None:
            return row.target
        try:
            return self.identity.open(row.sealed)
        except CannotOpen:
            return None

    def _settled(self, row: Outgoing, result: Result) -> Outcome:
        if result.status == "ok":
            return Outcome(row.id, "sent", request_id=result.request_id)
        if result.status == "again":
            due_at = self.clock.now() + pause(row.attempts, row.retry_key)
            return Outcome(row.id, "waiting", due_at, result.fault, result.request_id)
        return Outcome(row.id, "dropped", fault=result.fault, request_id=result.request_id)


def pause(attempts: int, retry_key: str) -> int:
    """1, 2, 4 … 300 s, and up to a quarter more: rows that failed together should not come back together."""
    milliseconds = min(1000 << min(max(attempts, 1) - 1, 20), _LONGEST_PAUSE)
    spread = sum(retry_key.encode()) % 97
    return milliseconds + milliseconds * spread // (4 * 97)


def _push_until(row: Outgoing) -> int:
    """A reply is pushed only while its person waits; what was meant to be pushed may always go."""
    end = row.created_at + _KEY_LIVES
    if row.push_until is None:
        return end if row.kind == "push" else -1
    return min(row.push_until, end)
