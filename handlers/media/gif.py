"""A GIF without comments and foreign blocks beside the pictures. Never touches the pictures."""

from collections.abc import Iterator

_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPING = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def without_metadata(data: bytes) -> bytes:
    """Raises ValueError."""
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 13:
        raise ValueError("no GIF")
    start = 13 + _colours(data[10])
    return b"".join((data[:start], *_blocks(data, start), bytes([_TRAILER])))


def _blocks(data: bytes, at: int) -> Iterator[bytes]:
    while at < len(data) and data[at] != _TRAILER:
        end = _end_of_block(data, at)
        if data[at] == _IMAGE or _is_needed(data, at):
            yield data[at:end]
        at = end


def _end_of_block(data: bytes, at: int) -> int:
    if data[at] == _EXTENSION:
        return _end_of_parts(data, at + 2)
    if data[at] != _IMAGE or at + 10 > len(data):
        raise ValueError("a broken block")
    return _end_of_parts(data, at + 11 + _colours(data[at + 9]))


def _end_of_parts(data: bytes, at: int) -> int:
    while at < len(data):
        size = data[at]
        at += size + 1
        if size == 0:
            return at
    raise ValueError("a broken block")


def _is_needed(data: bytes, at: int) -> bool:
    label = data[at + 1]
    return label == _CONTROL or (label == _APPLICATION and data[at + 3 : at + 14] in _LOOPING)


def _colours(packed: int) -> int:
    """How many bytes the colour table takes that these flags tell of."""
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0
