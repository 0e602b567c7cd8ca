"""The rounds of hearing: what each is called, when it is open, and what it accepts beside words. Decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

MEDIA = ("image", "audio", "video", "file")


@dataclass(frozen=True, slots=True)
class Round:
    """`closes` is the last day on which it hears; None while nobody knows."""

    code: str
    title: str
    organiser: str
    opens: date | None = None
    closes: date | None = None
    accept_media: tuple[str, ...] = ()


def parse_rounds(table: Mapping[str, Any]) -> dict[str, Round]:
    """Raises TypeError on an unknown key or a missing one."""
    return {code: _round(code, raw) for code, raw in table["rounds"].items()}


def _round(code: str, raw: Mapping[str, Any]) -> Round:
    return Round(code=code, **{**raw, "accept_media": tuple(raw.get("accept_media", ()))})
