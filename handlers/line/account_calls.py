"""One call to LINE's account API, over HTTP, with a time limit. Never prints the token and never tries twice.

urllib3 and not LINE's SDK: its models count Thai labels wrongly and drop fields they do not know, and it loads for
two seconds.
"""

import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError

Json = dict[str, Any]
_SECONDS = 10.0


class AccountFault(Exception):
    """LINE did not do it; the message is for whoever runs the program. `status` is 0 when no answer came."""

    def __init__(self, words: str, status: int = 0) -> None:
        super().__init__(words)
        self.status = status


class Calls:
    """Calls one of LINE's hosts with a bearer token. Every call names in words `what` it is for."""

    def __init__(self, base_url: str, access_token: str, seconds: float = _SECONDS) -> None:
        self._base = base_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {access_token}"}
        limits = urllib3.Timeout(connect=seconds, read=seconds)
        # No redirect is followed: the token is for this host only.
        self._pool = _pool(self._base, timeout=limits, retries=False)

    def get(self, path: str, what: str) -> Json:
        return self._json("GET", path, what)

    def find(self, path: str, what: str) -> Json | None:
        """None where LINE says that there is no such thing."""
        try:
            return self._json("GET", path, what)
        except AccountFault as fault:
            if fault.status == 404:
                return None
            raise

    def send(self, method: str, path: str, what: str, body: Json | None = None) -> Json:
        if body is None:
            return self._json(method, path, what)
        raw = json.dumps(body, ensure_ascii=False).encode()
        return self._json(method, path, what, raw, "application/json")

    def upload(self, path: str, what: str, raw: bytes, content_type: str) -> None:
        self._json("POST", path, what, raw, content_type)

    def _json(self, method: str, path: str, what: str, raw: bytes | None = None, kind: str = "") -> Json:
        headers = self._headers | ({"Content-Type": kind} if kind else {})
        try:
            answer = self._pool.request(method, self._base + path, body=raw, headers=headers)
        except (HTTPError, OSError) as fault:
            raise AccountFault(self._unreachable(what, fault)) from fault
        if not 200 <= answer.status < 300:
            raise AccountFault(refusal(what, answer.status, answer.data), answer.status)
        request_id = answer.headers.get("x-line-request-id")
        return _read(answer.data) | ({"requestId": request_id} if request_id else {})

    def _unreachable(self, what: str, fault: Exception) -> str:
        return f"{what}: LINE cannot be reached at {self._base} ({type(fault).__name__}). Check the network."


def _pool(base: str, **options: Any) -> urllib3.PoolManager:
    """Through the proxy of this machine, if it has one for this host."""
    parts = urlsplit(base)
    proxy = None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
    return urllib3.ProxyManager(proxy, **options) if proxy else urllib3.PoolManager(**options)


def _read(raw: bytes) -> Json:
    """A picture, or an empty answer, holds nothing to read."""
    try:
        read = json.loads(raw)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def refusal(what: str, status: int, raw: bytes) -> str:
    """LINE's own words are shown where nothing clearer is known: they hold what is wrong with a menu."""
    if status == 401:
        return (
            "LINE_CHANNEL_ACCESS_TOKEN is refused by LINE: issue it again in the LINE Developers console"
            " (Messaging API, Channel access token) and set it anew."
        )
    if status == 429:
        return (
            f"{what}: LINE asks to wait (too many calls of this kind in an hour). Run the same again later."
        )
    if status >= 500:
        return f"{what}: LINE itself failed (HTTP {status}). Nothing is lost: run the same again."
    body = _read(raw)
    details = [f"{each.get('property')}: {each.get('message')}" for each in _details(body)]
    told = "; ".join([str(body.get("message") or "no reason given"), *details])
    return f"{what}: LINE refused (HTTP {status}): {told}"


def _details(body: Json) -> list[Json]:
    details = body.get("details")
    return [each for each in details if isinstance(each, dict)] if isinstance(details, list) else []
