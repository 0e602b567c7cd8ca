"""The labelled answers that the coder learns from, as JSON lines in the repository. Changes nothing in them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from handlers.data import DataFault

DATA = Path(str(files("bot"))) / "data"


@dataclass(frozen=True, slots=True)
class Labelled:
    """`facets` are further ones beside the asked one; with nothing asked the main one stands first."""

    voice: str
    asking: str
    text: str
    themes: tuple[str, ...]
    stance: str
    facets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    asking: str
    text: str
    intent: str


def answers(folder: Path = DATA / "answers") -> list[Labelled]:
    """Every labelled answer of a folder or file, in a fixed order. Raises DataFault with file and line."""
    return [
        Labelled(
            str(row["voice"]),
            str(row["asking"]),
            str(row["text"]),
            tuple(row["themes"]),
            str(row["stance"]),
            tuple(row["facets"]),
        )
        for row in _rows(folder, ("voice", "asking", "text", "themes", "stance", "facets"))
    ]


def messages(folder: Path = DATA / "messages") -> list[Message]:
    """Every message with its intent. Raises DataFault with file and line."""
    return [
        Message(str(row["asking"]), str(row["text"]), str(row["intent"]))
        for row in _rows(folder, ("asking", "text", "intent"))
    ]


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


def _rows(folder: Path, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for path in _files(folder):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                yield _row(path, number, line, names)


def _row(path: Path, number: int, line: str, names: tuple[str, ...]) -> dict[str, Any]:
    try:
        row = json.loads(line)
        missing = [name for name in names if name not in row]
    except (ValueError, TypeError) as broken:
        raise DataFault(f"{path.name}, line {number}: no JSON object ({broken})") from broken
    if missing:
        raise DataFault(f"{path.name}, line {number}: {', '.join(missing)} missing")
    return dict(row)
