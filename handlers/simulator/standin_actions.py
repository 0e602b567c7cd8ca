"""Limits of the parts that messages share: texts, lists, links and actions. Never mends what it refuses."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from handlers.simulator.standin_count import graphemes, utf16_units

LINKS = ("https://", "http://", "line://", "tel:")
# LINE wants HTTPS; the demo serves its own pictures on this machine.
PICTURES = ("https://", "http://127.0.0.1", "http://localhost")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where; `inside` is the number of the Flex message it lies in, if any."""

    property: str
    message: str
    inside: int | None = None

    def as_detail(self) -> dict[str, str]:
        return {"message": self.message, "property": self.property}


def length_faults(
    value: Any, where: str, most: int, count: Callable[[str], int] = utf16_units
) -> Iterator[Fault]:
    if not isinstance(value, str) or not value:
        yield Fault(where, "May not be empty")
    elif count(value) > most:
        yield Fault(where, f"Length must be between 0 and {most}")


def size_faults(value: Any, where: str, least: int, most: int) -> Iterator[Fault]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        yield Fault(where, f"Size must be between {least} and {most}")


def missing_url(value: Any, where: str, most: int = 2000) -> Iterator[Fault]:
    if not isinstance(value, str) or not value.startswith(PICTURES):
        yield Fault(where, "Must be a valid HTTPS URL")
    elif len(value) > most:
        yield Fault(where, f"Length must be between 0 and {most}")


def action_faults(
    action: Any, where: str, kinds: Collection[str] | None, label: int | None
) -> Iterator[Fault]:
    """Faults of one action; `label` is the longest label allowed, None where a label is optional."""
    kind = str(action.get("type")) if isinstance(action, dict) else ""
    allowed = kinds or ACTIONS
    if kind not in allowed:
        yield Fault(f"{where}.type", f"Must be one of the following values: [{', '.join(allowed)}]")
        return
    if label is not None:
        yield from length_faults(action.get("label"), f"{where}.label", label, graphemes)
    yield from ACTIONS[kind](action, where)


def _postback(action: dict[str, Any], where: str) -> Iterator[Fault]:
    yield from length_faults(action.get("data"), f"{where}.data", 300)
    for name in ("displayText", "fillInText", "text"):
        if name in action:
            yield from length_faults(action[name], f"{where}.{name}", 300, graphemes)
    if "fillInText" in action and action.get("inputOption") != "openKeyboard":
        yield Fault(f"{where}.fillInText", "Only with inputOption openKeyboard")


def _message(action: dict[str, Any], where: str) -> Iterator[Fault]:
    yield from length_faults(action.get("text"), f"{where}.text", 300, graphemes)


def _uri(action: dict[str, Any], where: str) -> Iterator[Fault]:
    yield from length_faults(action.get("uri"), f"{where}.uri", 1000)
    if not str(action.get("uri", "")).startswith(LINKS):
        yield Fault(f"{where}.uri", "Invalid action URI")


def _datetimepicker(action: dict[str, Any], where: str) -> Iterator[Fault]:
    yield from length_faults(action.get("data"), f"{where}.data", 300)
    if action.get("mode") not in ("date", "time", "datetime"):
        yield Fault(f"{where}.mode", "Must be one of the following values: [date, time, datetime]")


def _clipboard(action: dict[str, Any], where: str) -> Iterator[Fault]:
    yield from length_faults(action.get("clipboardText"), f"{where}.clipboardText", 1000)


def _switch(action: dict[str, Any], where: str) -> Iterator[Fault]:
    yield from length_faults(action.get("richMenuAliasId"), f"{where}.richMenuAliasId", 32)
    yield from length_faults(action.get("data"), f"{where}.data", 300)


def _plain(action: dict[str, Any], where: str) -> Iterator[Fault]:
    yield from ()


ACTIONS: dict[str, Callable[[dict[str, Any], str], Iterator[Fault]]] = {
    "postback": _postback,
    "message": _message,
    "uri": _uri,
    "datetimepicker": _datetimepicker,
    "clipboard": _clipboard,
    "camera": _plain,
    "cameraRoll": _plain,
    "location": _plain,
    "richmenuswitch": _switch,
}
