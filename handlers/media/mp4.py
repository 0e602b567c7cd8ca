"""Blanks, in place, what a phone wrote into a film or a voice beside it: place, time, maker. Moves no byte, so that
what points at pictures and sound still does."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

_NOTES = (b"udta", b"meta", b"uuid")
_HOLDING_NOTES = (b"moov", b"trak", b"moof", b"traf")
_DEEPEST, _MOST_BOXES = 4, 100_000
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    content: int
    end: int


def blank_notes(file: BinaryIO, size: int) -> None:
    """Raises ValueError for what is no such container or is broken."""
    found = [*islice(_all_boxes(file, 0, size, _DEEPEST), _MOST_BOXES + 1)]
    if len(found) > _MOST_BOXES:
        raise ValueError("too many boxes")
    if all(box.kind != b"moov" for box in found):
        raise ValueError("nothing to play")
    for box in found:
        if box.kind in _NOTES:
            _blank(file, box)


def _all_boxes(file: BinaryIO, at: int, end: int, deepest: int) -> Iterator[_Box]:
    for box in _boxes(file, at, end):
        yield box
        if box.kind in _HOLDING_NOTES and deepest:
            yield from _all_boxes(file, box.content, box.end, deepest - 1)


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[_Box]:
    while end - at >= 8:
        box = _box(file, at, end)
        yield box
        at = box.end


def _box(file: BinaryIO, at: int, end: int) -> _Box:
    file.seek(at)
    head = file.read(16)
    size, kind, content = int.from_bytes(head[:4], "big"), head[4:8], at + 8
    if size == 1:
        size, content = int.from_bytes(head[8:16], "big"), at + 16
    stop = end if size == 0 else at + size
    if stop < content or stop > end:
        raise ValueError("a broken box")
    return _Box(kind, at, content, stop)


def _blank(file: BinaryIO, box: _Box) -> None:
    file.seek(box.start + 4)
    file.write(b"free")
    file.seek(box.content)
    left = box.end - box.content
    while left:
        left -= file.write(bytes(min(left, _PIECE)))
