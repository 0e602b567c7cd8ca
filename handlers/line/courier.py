"""Carries one outbox row to LINE and says what became of it: free replies first, paid pushes only where a
place in the month's quota is booked for them. Never touches the database."""

import dataclasses

from handlers.clock import Clock
from handlers.line.gateway import Gateway, Result
from models.dispatch import MONTHLY_LIMIT, TOO_LATE, parting
from models.identity import CannotOpen, Identity
from models.outgoing import Outcome, Outgoing

_MENU_TRIES = 8
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
        if row.kind == "menu":
            return await self._hand_menu(row)
        return await self._push(row) if row.paid else await self._reply(row)

    async def _reply(self, row: Outgoing) -> Outcome:
        if row.is_fresh(self.clock.now()):
            result = await self.gateway.reply(row.reply_token or "", row.messages)
            if result.status != "gone":
                maybe = row.maybe_replied or result.unsure
                return dataclasses.replace(self._settled(row, result), maybe_replied=maybe)
            if row.maybe_replied:
                # An earlier try of which we never heard the end: it arrived, for what else used the token?
                return Outcome(row.id, "sent", fault="reply token", request_id=result.request_id)
        return self._unanswered(row)

    def _unanswered(self, row: Outgoing) -> Outcome:
        """The reply token is of no use any more. A push has to be paid for first."""
        now = self.clock.now()
        if self._address(row) is None:
            return _dropped(row, "no address")
        if not row.may_be_pushed(now):
            return _dropped(row, TOO_LATE)
        return Outcome(row.id, "waiting", now, maybe_replied=row.maybe_replied, spent=True)

    async def _push(self, row: Outgoing) -> Outcome:
        to = self._addresses(row)
        if not to:
            return _dropped(row, "no address")
        if len(to) == 1:
            result = await self.gateway.push(to[0], row.messages, row.retry_key)
        else:
            result = await self.gateway.multicast(to, row.messages, row.retry_key)
        if result.status == "quota":
            return parting(row, self.clock.now(), MONTHLY_LIMIT, result.request_id)
        # A push that may have arrived is known by its retry key; it says nothing about the reply.
        maybe = row.key_at is not None or result.unsure or result.status == "ok"
        pushed = len(to) if maybe else 0
        outcome = self._settled(row, result)
        return dataclasses.replace(
            outcome, maybe_replied=row.maybe_replied, maybe_pushed=maybe, pushed=pushed
        )

    async def _hand_menu(self, row: Outgoing) -> Outcome:
        """A menu of its own below the person's chat, or everybody's again. Nobody waits for it."""
        to = self._address(row)
        if to is None or row.attempts > _MENU_TRIES:
            return _dropped(row, "no address" if to is None else TOO_LATE)
        alias = row.messages[0]["alias"] if row.messages else ""
        return self._settled(row, await self.gateway.menu(to, alias))

    async def _leave(self, row: Outgoing) -> Outcome:
        """Out of a group, after a goodbye where somebody waits for one: once we are out, nobody hears us."""
        to = self._address(row)
        if to is None:
            return Outcome(row.id, "dropped", fault="no address")
        if row.messages and row.is_fresh(self.clock.now()):
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

    def _addresses(self, row: Outgoing) -> list[str]:
        if row.kind != "multicast":
            to = self._address(row)
            return [] if to is None else [to]
        return [to for to in (self._opened(sealed) for sealed in row.to) if to is not None]

    def _address(self, row: Outgoing) -> str | None:
        return row.target if row.sealed is None else self._opened(row.sealed)

    def _opened(self, sealed: bytes) -> str | None:
        try:
            return self.identity.open(sealed)
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


def _dropped(row: Outgoing, fault: str) -> Outcome:
    """This time nothing was tried; an earlier try may have arrived."""
    pushed = row.key_at is not None
    return Outcome(
        row.id,
        "dropped",
        fault=fault,
        maybe_replied=row.maybe_replied,
        maybe_pushed=pushed,
        pushed=int(pushed),
    )
