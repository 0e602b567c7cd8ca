"""Takes single fields out of LINE's JSON. Never raises: what is missing or of another type reads as empty."""

import hashlib
import json
from typing import Any

_LAST_TIME = 4_102_444_800_000  # the year 2100; anything later is no time that LINE would send

_LONGEST_ID = 100

Raw = dict[str, Any]


def part(raw: Raw, name: str) -> Raw:
    value = raw.get(name)
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """Exactly what came, but for what no database takes: half a surrogate pair, and NUL in PostgreSQL."""
    if not isinstance(value, str):
        return ""
    whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\x00", "\ufffd")


def kept(raw: Any) -> str:
    try:
        return json.dumps(raw, sort_keys=True)
    except RecursionError:
        return '"nested too deeply to keep"'


def digest(raw: Any) -> str:
    """An id for an event without one: the same event sent again gets the same id."""
    return hashlib.sha256(kept(raw).encode()).hexdigest()


def name(value: Any) -> str:
    """An id of LINE's. One longer than any index takes is known by its digest instead."""
    given = text(value)
    return given if len(given) <= _LONGEST_ID else digest(given)


def time(raw: Any, now: int) -> int:
    given = raw.get("timestamp") if isinstance(raw, dict) else None
    return given if type(given) is int and 0 < given < _LAST_TIME else now
