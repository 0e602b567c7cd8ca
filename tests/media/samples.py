"""Invented photos, voices and files, with and without a place in them."""

import struct
import zipfile
from io import BytesIO

from PIL import Image

PLACE = b"14.0227"
"""Stands in every metadata of these samples."""


def picture(format: str = "JPEG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    made = BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(made, format, **more)
    return made.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010E] = PLACE.decode()
    told.get_ifd(0x8825)[1] = "N"
    told.get_ifd(0x8825)[2] = (14.0, 1.0, 22.0)
    return told


def placed(format: str = "JPEG", orientation: int = 1) -> bytes:
    """A photo that tells where it was taken."""
    return picture(format, exif=exif(orientation).tobytes())


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def film(brand: bytes = b"mp42", notes: bytes = b"", frames: int = 1000) -> bytes:
    """Frames without a picture: enough for whoever looks at the container."""
    header = box(b"ftyp", brand + b"\0\0\2\0isommp42")
    trak = box(b"trak", box(b"tkhd", b"\0" * 84) + notes)
    return header + box(b"moov", box(b"mvhd", b"\0" * 100) + trak + notes) + box(b"mdat", b"\1" * frames)


def placed_film() -> bytes:
    return film(notes=box(b"udta", box(b"\xa9xyz", PLACE)) + box(b"meta", b"\0\0\0\0" + PLACE))


def voice() -> bytes:
    return film(b"M4A ")


def archive(*names: str, mimetype: str = "") -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        if mimetype:
            zipped.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            zipped.writestr(zipfile.ZipInfo(name), "<x/>")
    return made.getvalue()


def ole(*parts: str) -> bytes:
    told = b"".join(part.encode("utf-16-le") for part in parts)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + told


WORD = archive("[Content_Types].xml", "word/document.xml")
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"
PROGRAM = b"MZ\x90\0\3\0\0\0" + b"\0" * 400
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
