"""Counts what the program does, for Prometheus. Numbers and kinds only: no words of people, no ids."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
# LINE may send any kind of event; only these become labels of their own.
_MESSAGES = ("text", "sticker", "image", "video", "audio", "file", "location")
_KINDS = {f"message/{kind}" for kind in _MESSAGES} | {
    "postback",
    "follow",
    "unfollow",
    "unsend",
    "join",
    "leave",
}


class Metrics:
    """One per process, with a registry of its own: nothing is global."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        about: Any = {"registry": self.registry, "namespace": "siangkan"}
        self._events = Counter("events", "LINE events heard", ["kind", "result"], **about)
        self._requests = Counter("webhook_requests", "Webhook requests answered", ["status"], **about)
        self._webhook = Histogram(
            "webhook_seconds", "Answering one webhook request", buckets=_SECONDS, **about
        )
        self._exchange = Histogram("exchange_seconds", "Taking in one event", buckets=_SECONDS, **about)
        self._sends = Counter("sends", "Sends to LINE", ["kind", "result"], **about)
        self._media = Counter("media", "Photos, voices and files fetched", ["kind", "result"], **about)
        self._waiting = Gauge("outbox_waiting", "Messages not sent yet", **about)
        self._oldest = Gauge("outbox_oldest_seconds", "How long the oldest of them has waited", **about)
        self._unfetched = Gauge("media_waiting", "Photos, voices and files not fetched yet", **about)
        self._unfetched_oldest = Gauge(
            "media_oldest_seconds", "How long the oldest of them has waited", **about
        )
        self._pushes = Gauge(
            "push_people", "People reached by push this month", ["purpose", "state"], **about
        )
        self._left = Gauge("quota_left", "People who can be reached this month, -1 without a limit", **about)
        self._parked = Gauge("outbox_parked", "Messages that wait for their person's next one", **about)
        self._uncounted = Gauge("tallies_waiting", "People whom summaries do not count yet", **about)
        self._jobs_failed = Gauge("jobs_failed", "Slots of jobs that failed and were not made good", **about)
        self._jobs_stuck = Gauge("jobs_stuck", "Jobs that nobody goes on with, or that are late", **about)
        self._job_success = Gauge(
            "job_last_success_seconds", "How long ago each job succeeded", ["kind"], **about
        )
        self._doomed = Gauge("media_doomed", "Files not deleted yet whose rows are gone", **about)

    def heard(self, kind: str, result: str) -> None:
        self._events.labels(kind if kind in _KINDS else "other", result).inc()

    def answered(self, status: int) -> None:
        self._requests.labels(str(status)).inc()

    def sent(self, kind: str, result: str) -> None:
        self._sends.labels(kind, result).inc()

    def fetched(self, kind: str, result: str) -> None:
        self._media.labels(kind, result).inc()

    def outbox(self, waiting: int, oldest_seconds: float) -> None:
        self._waiting.set(waiting)
        self._oldest.set(oldest_seconds)

    def media(self, waiting: int, oldest_seconds: float, doomed: int) -> None:
        self._unfetched.set(waiting)
        self._unfetched_oldest.set(oldest_seconds)
        self._doomed.set(doomed)

    def pushes(self, booked: Sequence[tuple[str, str, int]], left: int | None, parked: int) -> None:
        self._pushes.clear()
        for purpose, state, people in booked:
            self._pushes.labels(purpose or "answer", state).set(people)
        self._left.set(-1 if left is None else left)
        self._parked.set(parked)

    def jobs(self, failed: int, stuck: int, seconds: Mapping[str, float]) -> None:
        self._jobs_failed.set(failed)
        self._jobs_stuck.set(stuck)
        for kind, ago in seconds.items():
            self._job_success.labels(kind).set(ago)

    def uncounted(self, people: int) -> None:
        self._uncounted.set(people)

    @contextmanager
    def timing_webhook(self) -> Iterator[None]:
        with self._webhook.time():
            yield

    @contextmanager
    def timing_exchange(self) -> Iterator[None]:
        with self._exchange.time():
            yield

    def text(self) -> bytes:
        return generate_latest(self.registry)
