"""Reads the Thai of the posters from the data, once. Draws nothing and understands nothing."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from handlers.data import DataFault


@dataclass(frozen=True, slots=True)
class PosterWords:
    """`join` is the message that a QR code writes, less the code; `steps` are what to do, each with a line more."""

    name: str
    call: tuple[str, ...]
    join: str
    heads: tuple[str, ...]
    typed: str
    typed_how: str
    privacy: str
    organiser: str
    closes: str
    steps: tuple[tuple[str, str], ...]


@cache
def poster_words() -> PosterWords:
    """Raises DataFault."""
    path = files("bot") / "data" / "poster.th.toml"
    try:
        return _parsed(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as broken:
        raise DataFault(f"bot/data/poster.th.toml: {broken}") from broken


def _parsed(raw: dict[str, Any]) -> PosterWords:
    if strange := raw.keys() - {field.name for field in fields(PosterWords)}:
        raise KeyError(*sorted(strange))
    steps = tuple((step["do"], step["more"]) for step in raw["steps"])
    lists = {name: tuple(raw[name]) for name in ("call", "heads")}
    return PosterWords(**{**raw, **lists, "steps": steps})
