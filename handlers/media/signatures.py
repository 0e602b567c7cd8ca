"""What bytes are, by how they begin. Believes no name and no header, and knows only what we would keep.

An own short table: what a general one calls alike (every ZIP, every ISO container) has to be told apart here.
"""

from collections.abc import Callable

HEAD = 1024  # bytes that are enough to tell

_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"#!AMR", "audio/amr"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_PICTURES = ("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1", "avif", "avis", "crx ")
_VOICES = ("M4A ", "M4B ")
_FILMS = ("isom", "avc1", "mp41", "mp42", "M4V ", "M4VH", "M4VP", "MSNV", "dash", "mmp4", "f4v ")


def recognised(head: bytes) -> str:
    """The content type; empty for what we do not know."""
    for begins, type in _BEGINNINGS:
        if head.startswith(begins):
            return type
    return next((type for look in _LOOKS if (type := look(head))), "")


def _riff(head: bytes) -> str:
    return _RIFF.get(head[8:12], "") if head.startswith(b"RIFF") else ""


def _iso(head: bytes) -> str:
    """MP4 and its kin name their brand, and after it others that they agree with."""
    if head[4:8] != b"ftyp" or len(head) < 16:
        return ""
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[at : at + 4].decode("latin-1") for at in (8, *range(16, size - 3, 4))]
    if any(brand in _PICTURES for brand in brands):
        return "image/heic"
    if brands[0] in _VOICES:
        return "audio/mp4"
    if brands[0] == "qt  ":
        return "video/quicktime"
    if brands[0].startswith(("3gp", "3g2")):
        return "video/3gpp"
    return "video/mp4" if any(b in _FILMS or b.startswith("iso") for b in brands) else ""


def _frames(head: bytes) -> str:
    """Sound without a container: the first frame's own four bytes."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return ""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == 0 and head[1] & 0xF0 == 0xF0 and head[2] >> 2 & 15 < 13:
        return "audio/aac"
    sound = version != 1 and layer == 1 and head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3
    return "audio/mpeg" if sound else ""


_LOOKS: tuple[Callable[[bytes], str], ...] = (_riff, _iso, _frames)
