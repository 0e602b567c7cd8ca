"""Carries events to the bot's webhook, signed, one person's in order. Never looks into an event."""

import base64
import contextlib
import hashlib
import hmac
import json
import threading
from collections import deque
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from handlers.simulator.standin_values import Json, Posted

PAUSES = (0.5, 1.0, 2.0)  # LINE keeps its own count and pauses secret
CARRIERS = 8


def signature(secret: str, body: bytes) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


class Postman:
    """A few threads over lanes of events; a lane is one chat and is never carried by two threads."""

    def __init__(self, url: str, secret: str, bot_id: str, redeliver: bool, patience: float) -> None:
        self.url, self.secret, self.bot_id = url, secret, bot_id
        self.redeliver, self.patience, self.pauses = redeliver, patience, PAUSES
        self.before: Callable[[Json], None] = lambda event: None
        self.after: Callable[[Json, Posted], None] = lambda event, posted: None
        self._turn = threading.Condition()
        self._lanes: dict[str, deque[Json]] = {}
        self._waiting: deque[str] = deque()
        self._closed = threading.Event()
        self._threads: list[threading.Thread] = []

    def send(self, lane: str, event: Json) -> None:
        with self._turn:
            self._hire()
            if lane not in self._lanes:
                self._lanes[lane] = deque()
                self._waiting.append(lane)
            self._lanes[lane].append(event)
            self._turn.notify_all()

    def idle(self) -> bool:
        with self._turn:
            return not self._lanes

    def wait_idle(self, timeout: float) -> bool:
        with self._turn:
            return self._turn.wait_for(lambda: not self._lanes, timeout)

    def close(self) -> None:
        self._closed.set()
        with self._turn:
            self._turn.notify_all()

    def post(self, events: list[Json]) -> Posted:
        """One request with these events, carried at once by the caller's own thread."""
        for event in events:
            self.before(event)
        posted = self.post_bytes(self.body(events))
        for event in events:
            self.after(event, posted)
        return posted

    def body(self, events: list[Json]) -> bytes:
        whole = {"destination": self.bot_id, "events": events}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

    def post_bytes(self, body: bytes, signed: str | None = None) -> Posted:
        """Any bytes; `signed=""` leaves the signature out, any other text replaces it."""
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "LineBotWebhook/2.0"}
        mark = signature(self.secret, body) if signed is None else signed
        if mark:
            headers["x-line-signature"] = mark
        try:
            return self._request(body, headers)
        except TimeoutError:
            return Posted(0, b"", "REQUEST_TIMEOUT")
        except (OSError, HTTPException):
            return Posted(0, b"", "COULD_NOT_CONNECT")

    def _request(self, body: bytes, headers: dict[str, str]) -> Posted:
        where = urlsplit(self.url)
        kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
        line = kind(where.hostname or "", where.port, timeout=self.patience)
        with contextlib.closing(line):
            path = (where.path or "/") + (f"?{where.query}" if where.query else "")
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            posted = Posted(answer.status, answer.read())
        return posted if posted.accepted else Posted(posted.status, posted.body, "ERROR_STATUS_CODE")

    def _hire(self) -> None:
        # Not before the first event: threads would not live through a server's fork.
        if len(self._threads) < CARRIERS and not self._closed.is_set():
            thread = threading.Thread(target=self._carry, name="standin-postman", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _carry(self) -> None:
        while (lane := self._next_lane()) is not None:
            event = self._lanes[lane][0]
            try:
                self._deliver(event)
            finally:
                self._lay_down(lane)

    def _next_lane(self) -> str | None:
        with self._turn:
            self._turn.wait_for(lambda: bool(self._waiting) or self._closed.is_set())
            return None if self._closed.is_set() else self._waiting.popleft()

    def _lay_down(self, lane: str) -> None:
        with self._turn:
            self._lanes[lane].popleft()
            if self._lanes[lane]:
                self._waiting.append(lane)
            else:
                del self._lanes[lane]
            self._turn.notify_all()

    def _deliver(self, event: Json) -> None:
        posted = self.post([event])
        for pause in self.pauses if self.redeliver else ():
            if posted.accepted or self._closed.wait(pause):
                return
            posted = self.post([again(event)])


def again(event: Json) -> Json:
    """The same event as LINE delivers it a second time."""
    return {**event, "deliveryContext": {"isRedelivery": True}}
