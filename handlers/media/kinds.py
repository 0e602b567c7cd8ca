"""What is kept of each kind, judged by the bytes themselves, and cleaned of places. Believes no header and no name.

A photo whose place we cannot take out (HEIC) is refused: where people are is kept nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from handlers.media import documents, mp4, pictures
from handlers.media.signatures import HEAD, recognised

_MB = 1024 * 1024
LIMITS: Mapping[str, int] = {"image": 20 * _MB, "audio": 30 * _MB, "video": 200 * _MB, "file": 50 * _MB}
_CONTAINERS = ("audio/mp4", "video/mp4", "video/quicktime", "video/3gpp")
_VOICES = ("audio/mp4", "audio/3gpp", "audio/aac", "audio/mpeg", "audio/amr", "audio/ogg", "audio/wav")
_FILMS = ("video/mp4", "video/quicktime", "video/3gpp")
_AS_VOICE = {"video/mp4": "audio/mp4", "video/3gpp": "audio/3gpp"}
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "image": pictures.TYPES,
    "audio": _VOICES,
    "video": _FILMS,
    # What is kept as a photo or a voice is kept as a file, too.
    "file": (*documents.TYPES, *pictures.TYPES, *_VOICES, *_FILMS),
}


class Unfit(Exception):
    """We do not keep this; the message says why, for operators, without a word of what is in it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What may be kept, from its beginning."""

    content_type: str
    file: BinaryIO
    bytes: int


def fit(kind: str, file: BinaryIO, size: int) -> Fit:
    """Raises Unfit."""
    if size == 0:
        raise Unfit("empty")
    try:
        content_type = _type(kind, file, size)
        if content_type not in _ALLOWED.get(kind, ()):
            raise Unfit(f"{kind}: {content_type or 'something unknown'}")
        return _cleaned(content_type, file, size)
    except ValueError as fault:
        raise Unfit(str(fault)) from None


def _type(kind: str, file: BinaryIO, size: int) -> str:
    file.seek(0)
    found = recognised(file.read(HEAD))
    if found == "image/heic":
        raise Unfit("a photo whose place cannot be taken out (HEIC)")
    if found == "application/zip":
        return documents.in_zip(file, size)
    if found == "application/x-ole-storage":
        return documents.in_ole(file)
    if not found and kind == "file":
        return documents.in_words(file)
    return _AS_VOICE.get(found, found) if kind == "audio" else found


def _cleaned(content_type: str, file: BinaryIO, size: int) -> Fit:
    if content_type in pictures.TYPES:
        if size > LIMITS["image"]:
            raise Unfit("too large")
        file.seek(0)
        clean = pictures.cleaned(file.read(), content_type)
        return Fit(content_type, BytesIO(clean), len(clean))
    if content_type in _CONTAINERS or content_type == "audio/3gpp":
        mp4.blank_notes(file, size)
    file.seek(0)
    return Fit(content_type, file, size)
