"""All the words in a LINE message, in reading order. Never judges or changes them."""

from collections.abc import Iterator
from typing import Any

WORDS = ("title", "text")


def texts(message: dict[str, Any]) -> list[str]:
    """The texts a person can read in a message, Flex and templates included; labels of buttons too."""
    return [text for text in _walk(message) if text]


def labels(message: dict[str, Any]) -> list[str]:
    """What stands on the buttons of a message and on its quick replies."""
    return [action["label"] for action in actions(message) if action.get("label")]


def actions(message: Any) -> Iterator[dict[str, Any]]:
    """Each action of a message, its quick replies last."""
    if isinstance(message, list):
        for part in message:
            yield from actions(part)
    elif isinstance(message, dict):
        if isinstance(message.get("action"), dict):
            yield message["action"]
        yield from message.get("actions", [])
        for name, part in message.items():
            if name not in ("action", "actions"):
                yield from actions(part)


def _walk(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _walk(item)
    elif isinstance(part, dict):
        if not part.get("contents"):
            yield from (part[name] for name in WORDS if isinstance(part.get(name), str))
        if part.get("type") == "text" and part.get("contents"):
            yield "".join(span.get("text", "") for span in part["contents"])
            return
        yield from _inside(part)


def _inside(part: dict[str, Any]) -> Iterator[str]:
    if isinstance(part.get("action"), dict) and part.get("type") == "button":
        yield part["action"].get("label", "")
    for action in part.get("actions", []):
        yield action.get("label", "")
    for name in ("header", "hero", "body", "footer", "contents", "template", "columns"):
        if name in part:
            yield from _walk(part[name])
