"""Takes in what LINE posts: signed? readable? stored? Then 200. Never sends and never decides."""

import logging
from collections.abc import Callable, Sequence

from flask import Blueprint, request
from sqlalchemy.exc import DBAPIError, TimeoutError
from werkzeug.exceptions import RequestEntityTooLarge

from handlers.clock import Clock
from handlers.line.inbound import BodyNotJson, Incoming, read
from handlers.line.signature import signed
from handlers.metrics import Metrics

MOST_BYTES = 2 * 1024 * 1024
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

    @web.post("/webhook")
    def webhook() -> Answer:
        with metrics.timing_webhook():
            words, status = _answer()
        metrics.answered(status)
        return words, status

    def _answer() -> Answer:
        body = _body()
        if body is None:
            return "too large", 413
        if not signed(body, request.headers.get("X-Line-Signature"), secrets):
            return "wrong signature", 401
        try:
            return _take(read(body, clock.now()))
        except BodyNotJson:
            return "not JSON", 400

    def _take(events: list[Incoming]) -> Answer:
        try:
            for incoming in events:
                hear(incoming)
        except DATABASE_DOWN as fault:
            # LINE sends all of them again; those already stored are known by their ids.
            log.error("event %s not stored: %s", incoming.event_id, type(fault).__name__)
            return "not stored", 503
        finally:
            if events:
                hurry()
        return "ok", 200

    return web


def _body() -> bytes | None:
    """None when it is too large. One byte more is let in, because a body in chunks is cut without a word."""
    request.max_content_length = MOST_BYTES + 1
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        return None
    return body if len(body) <= MOST_BYTES else None
