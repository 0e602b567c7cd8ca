"""Takes in what LINE posts: signed? readable? stored? Then 200. Never sends and never decides."""

import logging
from collections.abc import Callable, Sequence
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


def webhook_blueprint(
    hear: Callable[[Incoming], None],
    hurry: Callable[[], None],
    secrets: Sequence[str],
    clock: Clock,
    metrics: Metrics,
) -> Blueprint:
    """`hear` stores one event and its answer; `hurry` wakes the sender when all are stored."""
    web = Blueprint("webhook", __name__)
    # Few at a time are fastest; all other threads are there for bodies that trickle in.
    turns = BoundedSemaphore(AT_ONCE)

    @web.post("/webhook")
    def webhook() -> Answer:
        with metrics.timing_webhook():
            words, status = _answer()
        metrics.answered(status)
        return words, status

    def _answer() -> Answer:
        signature = request.headers.get("X-Line-Signature")
        if not signature:
            return "no signature", 401  # before reading: whoever cannot sign may not keep us waiting either
        body = _body()
        if body is None:
            return "too large", 413
        if not signed(body, signature, secrets):
            return "wrong signature", 401
        try:
            events = read(body, clock.now())
        except BodyNotJson:
            return "not JSON", 400
        with turns:
            return _take(events)

    def _take(events: list[Incoming]) -> Answer:
        """Every event gets its chance: one that cannot be stored does not take the others with it."""
        stored = [_stored(incoming) for incoming in events]
        if events:
            hurry()
        # LINE sends all of them again; those already stored are known by their ids.
        return ("ok", 200) if all(stored) else ("not stored", 503)

    def _stored(incoming: Incoming) -> bool:
        try:
            hear(incoming)
        except DATABASE_DOWN as fault:
            log.error("event %s not stored: %s", incoming.event_id, type(fault).__name__)
            return False
        return True

    return web


def _body() -> bytes | None:
    """None when it is too large. One byte more is let in, because a body in chunks is cut without a word."""
    request.max_content_length = MOST_BYTES + 1
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        return None
    return body if len(body) <= MOST_BYTES else None
