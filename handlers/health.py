"""Tells those who run the program how it is: /healthz and /metrics. Never says anything about people."""

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from handlers.clock import Clock
from handlers.digesting import DIGEST
from handlers.metrics import Metrics
from handlers.purging import PURGE
from handlers.working import numbers
from models import folding, ledger, media, outbox, parked
from models.database import Store
from models.migrate import current_is_head

_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def health_blueprint(store: Store, clock: Clock, metrics: Metrics) -> Blueprint:
    web = Blueprint("health", __name__)

    @web.get("/healthz")
    def healthz() -> tuple[dict[str, str], int]:
        if fault := _fault(store):
            return {"status": "unwell", "fault": fault}, 503
        return {"status": "ok"}, 200

    @web.get("/metrics")
    def scrape() -> Response:
        _look_at_outbox(store, clock, metrics)
        _look_at_media(store, clock, metrics)
        _look_at_jobs(store, clock, metrics)
        return Response(metrics.text(), content_type=_PROMETHEUS)

    return web


def _fault(store: Store) -> str:
    if not store.answers():
        return "the database does not answer"
    return "" if current_is_head(store) else "the database needs `siangkan migrate`"


def _look_at_outbox(store: Store, clock: Clock, metrics: Metrics) -> None:
    """Without a database the other numbers are worth all the more."""
    try:
        with store.reading() as conn:
            waiting, oldest = outbox.waiting(conn), outbox.oldest_waiting(conn)
            now = clock.now()
            metrics.pushes(
                ledger.by_purpose(conn, now), ledger.standing(conn, now).left, parked.kept(conn).messages
            )
            metrics.uncounted(folding.waiting(conn))
    except SQLAlchemyError:
        metrics.outbox(-1, -1)
        return
    metrics.outbox(waiting, (clock.now() - oldest) / 1000 if oldest else 0)


def _look_at_media(store: Store, clock: Clock, metrics: Metrics) -> None:
    try:
        with store.reading() as conn:
            (waiting, oldest), doomed = media.waiting(conn), media.count_doomed(conn)
    except SQLAlchemyError:
        metrics.media(-1, -1, -1)
        return
    metrics.media(waiting, (clock.now() - oldest) / 1000 if oldest else 0, doomed)


def _look_at_jobs(store: Store, clock: Clock, metrics: Metrics) -> None:
    try:
        with store.reading() as conn:
            told = numbers(conn, (DIGEST, PURGE), clock.now())
    except SQLAlchemyError:
        metrics.jobs(-1, -1, {})
        return
    metrics.jobs(told.failed, told.stuck, told.seconds)
