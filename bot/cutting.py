"""Cuts texts to LINE's lengths where a reader minds it least. Never splits what is read as one character."""

from collections.abc import Callable

from bot.words import graphemes, utf16

_MORE = "…"
_LONGEST_CLUSTER = 32  # what is longer is no character that anybody writes on purpose


def clipped(text: str, most: int, length: Callable[[str], int] = utf16) -> str:
    """The text if it fits, else as much of it as fits before an ellipsis."""
    # A letter is at most two units and never more than one character, which spares most texts the counting.
    if len(text) * (2 if length is utf16 else 1) <= most or length(text) <= most:
        return text
    end = _last_fitting(text, most - 1, length)
    return text[: _boundary(text, end)].rstrip() + _MORE


def pieces(text: str, most: int, count: int) -> list[str]:
    """The text in at most `count` pieces of at most `most`, cut at a line or a space where one is near."""
    cut: list[str] = []
    while len(cut) < count - 1 and utf16(text) > most:
        end = _break(text, _last_fitting(text, most, utf16))
        cut.append(text[:end].strip())
        text = text[end:].strip()
    cut.append(clipped(text, most))
    return [piece for piece in cut if piece.strip()] or [_MORE]


def _last_fitting(text: str, most: int, length: Callable[[str], int]) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(text[:middle]) <= most else (low, middle - 1)
    return low


def _break(text: str, end: int) -> int:
    """A line or a space in the last fifth of the piece, else between two characters."""
    near = end - end // 5
    for mark in ("\n", " "):
        if (found := text.rfind(mark, near, end)) > 0:
            return found
    return _boundary(text, end) or end


def _boundary(text: str, end: int) -> int:
    """The nearest start of a character at or before `end`."""
    for at in range(end, max(end - _LONGEST_CLUSTER, 0), -1):
        if _starts(text, at):
            return at
    return end if end > _LONGEST_CLUSTER else 0


def _starts(text: str, at: int) -> bool:
    window = text[max(at - _LONGEST_CLUSTER, 0) : at]
    return at >= len(text) or graphemes(window + text[at]) > graphemes(window)
