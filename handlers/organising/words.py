"""What is said to organisers, by phrase ids: all files of bot/data/organising together. Says nothing itself."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def desk_words() -> Mapping[str, str]:
    """Raises ValueError when two files have the same phrase."""
    found: dict[str, str] = {}
    for file in sorted((files("bot") / "data" / "organising").iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".th.toml"):
            continue
        told = tomllib.loads(file.read_text(encoding="utf-8"))["phrases"]
        if twice := found.keys() & told.keys():
            raise ValueError(f"{file.name}: phrase {min(twice)} stands in another file too")
        found |= told
    return found


def worded(phrase: str, **slots: object) -> str:
    return desk_words()[phrase].format_map({name: str(value) for name, value in slots.items()})
