"""Takes in what LINE posts: signed? readable? stored? Then 200. Never sends and never decides."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import BoundedSemaphore

from flask import Blueprint, request
from sqlalchemy.exc import DBAPIError, TimeoutError
from werkzeug.exceptions import RequestEntityTooLarge

from handlers.clock import Clock
from handlers.line.inbound import BodyNotJson, Incoming, read
from handlers.line.signature import signed
from handlers.metrics import Metrics

MOST_BYTES = 2 * 1024 * 1024
AT_ONCE = 4
DATABASE_DOWN = (DBAPIError, TimeoutError)

log = logging.getLogger("siangkan.webhook")

Answer = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Door:
    """`hear` stores one event and its answer; `hurry` wakes the sender when all are stored."""

    hear: Callable[[Incoming], None]
    hurry: Callable[[], None]
    secrets: Sequence[str]
    clock: Clock
    # Few at a time are fastest; the server's other threads stay free for whoever asks for something else.
    turns: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))

    def answer(self) -> Answer:
        signature = request.headers.get("X-Line-Signature")
        if not signature:
            return "no signature", 401
        body = _body()
        if body is None:
            return "too large", 413
        if not signed(body, signature, self.secrets):
            return "wrong signature", 401
        try:
            events = read(body, self.clock.now())
        except BodyNotJson:
            return "not JSON", 400
        with self.turns:
            return self._take(events)

    def _take(self, events: list[Incoming]) -> Answer:
        """Every event gets its chance: one that cannot be stored does not take the others with it."""
        stored = [self._stored(incoming) for incoming in events]
        if events:
            self.hurry()
        # LINE sends all of them again; those already stored are known by their ids.
        return ("ok", 200) if all(stored) else ("not stored", 503)

    def _stored(self, incoming: Incoming) -> bool:
        try:
            self.hear(incoming)
        except DATABASE_DOWN as fault:
            log.error("event %s not stored: %s", incoming.event_id, type(fault).__name__)
            return False
        return True


def webhook_blueprint(door: Door, metrics: Metrics) -> Blueprint:
    web = Blueprint("webhook", __name__)

    @web.post("/webhook")
    def webhook() -> Answer:
        with metrics.timing_webhook():
            words, status = door.answer()
        metrics.answered(status)
        return words, status

    return web


def _body() -> bytes | None:
    """None when it is too large. One byte more is let in, because a body in chunks is cut without a word."""
    request.max_content_length = MOST_BYTES + 1
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        return None
    return body if len(body) <= MOST_BYTES else None
