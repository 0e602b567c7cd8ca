"""The labelled answers that the coder learns from, as JSON lines in the repository. Changes nothing in them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.commands import NO_FACET
from bot.reading import INTENTS, STANCES
from bot.thai.facets import FOCUS_OF
from handlers.data import DataFault, load_form

DATA = Path(str(files("bot"))) / "data"


_THEMES = frozenset(theme.code for theme in load_form().themes) - {"unclear"}
_FACETS = frozenset(FOCUS_OF)
_ASKED = _FACETS | NO_FACET
# What each field may hold; None: any text.
Fields = Mapping[str, frozenset[str] | None]
_ANSWER: Fields = {
    **{"voice": None, "asking": _ASKED, "text": None},
    **{"themes": _THEMES, "stance": frozenset(STANCES), "facets": _FACETS},
}
_MESSAGE: Fields = {"asking": _ASKED, "text": None, "intent": INTENTS}
_LISTS = frozenset({"themes", "facets"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """`facets` are further ones beside the asked one; with nothing asked the main one stands first."""

    voice: str
    asking: str
    text: str
    themes: tuple[str, ...]
    stance: str
    facets: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """One of those that were written in a row for one theme, by nobody in particular."""
        return self.voice.startswith("short")

    @property
    def is_rule(self) -> bool:
        """An example or a collision of the codebook itself."""
        return self.voice == "codebook"


@dataclass(frozen=True, slots=True)
class Message:
    asking: str
    text: str
    intent: str


def answers(folder: Path = DATA / "answers") -> list[Labelled]:
    """Every labelled answer of a folder or file, in a fixed order. Raises DataFault with file and line."""
    return [
        Labelled(
            row["voice"],
            row["asking"],
            row["text"],
            tuple(row["themes"]),
            row["stance"],
            tuple(row["facets"]),
        )
        for row in _rows(folder, _ANSWER)
    ]


def messages(folder: Path = DATA / "messages") -> list[Message]:
    """Every message with its intent. Raises DataFault with file and line."""
    return [Message(row["asking"], row["text"], row["intent"]) for row in _rows(folder, _MESSAGE)]


def digest(*folders: Path) -> str:
    """Tells whether a model was made from these very files."""
    sha = hashlib.sha256()
    for folder in folders:
        for path in _files(folder):
            sha.update(path.name.encode() + path.read_bytes())
    return sha.hexdigest()[:16]


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    found = (path for end in ("*.jsonl", "*.toml") for path in folder.glob(end))
    return sorted(path for path in found if path.name != "voices.jsonl")


def _rows(folder: Path, fields: Fields) -> Iterator[dict[str, Any]]:
    files = _files(folder)
    if not files:
        raise DataFault(f"{folder} holds no labelled texts (*.jsonl)")
    for path in files:
        for number, line in enumerate(_lines(path), 1):
            if line.strip():
                yield _row(f"{path.name}, line {number}", line, fields)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as broken:
        raise DataFault(f"{path.name} is no UTF-8 text ({broken.reason})") from broken


def _row(where: str, line: str, fields: Fields) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as broken:
        raise DataFault(f"{where}: no JSON object ({broken})") from broken
    if not isinstance(row, dict):
        raise DataFault(f"{where}: no JSON object")
    missing = [name for name in fields if name not in row]
    if missing:
        raise DataFault(f"{where}: {', '.join(missing)} missing")
    for name, allowed in fields.items():
        _check(f"{where}: {name}", row[name], allowed, name in _LISTS)
    return row


def _check(where: str, value: object, allowed: frozenset[str] | None, many: bool) -> None:
    if not isinstance(value, list if many else str):
        raise DataFault(f"{where} has to be a {'list' if many else 'text'}")
    said = value if isinstance(value, list) else [value]
    strange = [
        one for one in said if not isinstance(one, str) or (allowed is not None and one not in allowed)
    ]
    if strange or (many and allowed is _THEMES and not 1 <= len(said) <= 3):
        raise DataFault(f"{where}: {strange[0] if strange else 'one to three of them'} is not known")
