"""Fetches from LINE what a person sent beside words, piece by piece into a file. Believes no header, judges nothing.

LINE keeps contents for a time that it does not tell, and forgets an unsent one at once. A video or a voice may have
to be prepared first.
"""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO, Literal
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

_ID = re.compile(r"[0-9A-Za-z]{1,64}")
_PIECE = 256 * 1024
_MOST_JSON = 64 * 1024
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
# A wrong token, too many calls: the operator or time mends these.
_TURNED_AWAY = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


@dataclass(frozen=True, slots=True)
class Got:
    """`whole`: all `bytes` of it are in the file. `preparing`: LINE has it, but not yet ready. `again`: worth another
    try. `gone` and `refused` are for good, `large` is more than was asked for."""

    status: Literal["whole", "preparing", "again", "gone", "refused", "large"]
    fault: str | None = None
    bytes: int = 0


class LineContent:
    """`seconds` is how long one content may take in all, `timeout` how long LINE may be silent."""

    def __init__(
        self, access_token: str, data_url: str, *, seconds: float = 240.0, timeout: float = 10.0
    ) -> None:
        self._url = data_url.rstrip("/")
        headers = {"Authorization": f"Bearer {access_token}"}
        self._pool = _pool_for(self._url, headers, urllib3.Timeout(connect=5.0, read=timeout))
        self._seconds = seconds

    def fetch(
        self, message_id: str, into: BinaryIO, most: int, going_on: Callable[[], bool] = lambda: True
    ) -> Got:
        """At most `most` bytes, for as long as `going_on` says so."""
        if not _ID.fullmatch(message_id):
            return Got("refused", "no message id of LINE")
        try:
            answer = self._ask(message_id, "")
            try:
                got = self._read(answer, into, most, going_on)
            finally:
                answer.close()  # hangs up where something is left unread
            return self._prepared(message_id) if got.status == "preparing" else got
        except (HTTPError, OSError) as fault:
            return Got("again", type(fault).__name__)

    def close(self) -> None:
        self._pool.clear()

    def _ask(self, message_id: str, more: str) -> BaseHTTPResponse:
        """No redirect is followed: the token is for LINE alone."""
        url = f"{self._url}/v2/bot/message/{message_id}/content{more}"
        return self._pool.request("GET", url, retries=False, redirect=False, preload_content=False)

    def _read(self, answer: BaseHTTPResponse, into: BinaryIO, most: int, going_on: Callable[[], bool]) -> Got:
        if answer.status != HTTPStatus.OK:
            return _understood(answer.status)
        if _told_length(answer) > most:
            return Got("large")
        number, until = 0, time.monotonic() + self._seconds
        while piece := answer.read1(_PIECE, decode_content=False):
            number += len(piece)
            if number > most:
                return Got("large")
            into.write(piece)
            if not going_on():
                return Got("again", "stopped")
            if time.monotonic() > until:
                return Got("again", "too slow")
        return Got("whole", bytes=number)

    def _prepared(self, message_id: str) -> Got:
        """How far LINE is. Only a clear "failed" ends the waiting."""
        answer = self._ask(message_id, "/transcoding")
        try:
            told = json.loads(answer.read(_MOST_JSON, decode_content=False))
        except ValueError:
            told = None
        finally:
            answer.close()
        if answer.status != HTTPStatus.OK:
            return _understood(answer.status)
        failed = isinstance(told, dict) and told.get("status") == "failed"
        return Got("refused", "LINE could not prepare it") if failed else Got("preparing")


def _understood(status: int) -> Got:
    fault = f"HTTP {status}"
    if status == HTTPStatus.ACCEPTED:
        return Got("preparing")
    if status in _GONE:
        return Got("gone", fault)
    broken = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status < HTTPStatus.BAD_REQUEST
    if broken or status in _TURNED_AWAY or status == HTTPStatus.REQUEST_TIMEOUT:
        return Got("again", fault)
    return Got("refused", fault)


def _told_length(answer: BaseHTTPResponse) -> int:
    """Good for refusing early; what comes is counted all the same."""
    told = answer.headers.get("Content-Length", "")
    return int(told) if told.isascii() and told.isdigit() else 0


def _pool_for(url: str, headers: dict[str, str], timeout: urllib3.Timeout) -> urllib3.PoolManager:
    """Through the proxy that the machine is set to, as everything else that we send."""
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy, headers=headers, timeout=timeout, maxsize=4)
    return urllib3.PoolManager(headers=headers, timeout=timeout, maxsize=4)
