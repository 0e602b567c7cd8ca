"""A JPEG without what a camera wrote beside the picture: no place, no time, no maker. Never touches the picture."""

import re
from collections.abc import Iterator

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_STOP, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE
_ALONE = (0x01, *range(0xD0, 0xD9))  # markers without a length
_APPS = range(0xE0, 0xF0)
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# In a scan 0xFF is followed by 0 or by a restart marker; all else ends it.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def without_metadata(data: bytes, orientation: int = 1) -> bytes:
    """Ends at the end of the first picture: previews behind it have a place of their own. The `orientation` is kept,
    for without it a photo lies on its side. Raises ValueError."""
    if not data.startswith(_SOI):
        raise ValueError("no JPEG")
    turned = _turned(orientation) if orientation != 1 else b""
    return b"".join((_SOI, turned, *_segments(data), _EOI))


def _segments(data: bytes) -> Iterator[bytes]:
    at = len(_SOI)
    while True:
        start, marker = _marker(data, at)
        if marker == _STOP:
            return
        at = start + 2
        if marker in _ALONE:
            continue
        end = at + int.from_bytes(data[at : at + 2], "big")
        if end < at + 2 or end > len(data):
            raise ValueError("a broken segment")
        if _is_needed(marker, data[at + 2 : end]):
            yield data[start:end]
        at = end
        if marker == _SCAN:
            at = _end_of_scan(data, end)
            yield data[end:at]


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Where the marker begins, and what it is. A picture that was cut off ends here."""
    if at >= len(data):
        return at, _STOP
    if data[at] != 0xFF:
        raise ValueError("no marker where one must be")
    while at + 1 < len(data) and data[at + 1] == 0xFF:
        at += 1
    return (at, data[at + 1]) if at + 1 < len(data) else (at, _STOP)


def _is_needed(marker: int, content: bytes) -> bool:
    if marker in _APPS:
        return marker in _NEEDED and content.startswith(_NEEDED[marker])
    return marker != _COMMENT


def _end_of_scan(data: bytes, at: int) -> int:
    found = _MARKER.search(data, at)
    return found.start() if found else len(data)


def _turned(orientation: int) -> bytes:
    """EXIF with one entry."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\x00\x00"
    content = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content
