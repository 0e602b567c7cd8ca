"""A PNG without words, times and places beside the picture. Never touches the picture."""

from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NEEDED = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT".split()
)


def without_metadata(data: bytes) -> bytes:
    """Raises ValueError."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    return b"".join((_SIGNATURE, *_chunks(data)))


def _chunks(data: bytes) -> Iterator[bytes]:
    at, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        kind = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if len(kind) < 4 or end > len(data):
            raise ValueError("a broken chunk")
        if kind in _NEEDED:
            yield data[at:end]
        at = end
