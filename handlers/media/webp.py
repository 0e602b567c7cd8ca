"""A WebP without what a camera wrote beside the picture. Never touches the picture."""

from collections.abc import Iterator

_NEEDED = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_EXIF, _XMP = 0x08, 0x04  # flags in VP8X that promise such chunks


def without_metadata(data: bytes) -> bytes:
    """Raises ValueError."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("no WebP")
    content = b"".join((b"WEBP", *_chunks(data)))
    return b"RIFF" + len(content).to_bytes(4, "little") + content


def _chunks(data: bytes) -> Iterator[bytes]:
    at = 12
    whole = min(8 + int.from_bytes(data[4:8], "little"), len(data))
    while at + 8 <= whole:
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size
        if end > whole:
            raise ValueError("a broken chunk")
        if kind in _NEEDED:
            yield _chunk(kind, data[at + 8 : end])
        at = end + size % 2


def _chunk(kind: bytes, content: bytes) -> bytes:
    if kind == b"VP8X" and content:
        content = bytes([content[0] & ~(_EXIF | _XMP)]) + content[1:]
    return kind + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
