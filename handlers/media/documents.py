"""Files that are no photo and no voice: office documents and plain words. Never keeps what can run by itself."""

import mmap
import re
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN_PARTS = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_OPEN = tuple(
    f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation")
)
_OLD_PARTS: Mapping[str, str] = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
TYPES = (*_MAIN_PARTS.values(), *_OPEN, *_OLD_PARTS.values(), "application/pdf", "text/plain")

_MACROS = re.compile(r"(^|/)(vbaProject\.bin$|Basic/|Scripts/)")
_END_OF_ZIP, _MOST_NAMES = b"PK\x05\x06", 2 * 1024 * 1024
_MARKUP = re.compile(rb"^\s*<[a-z!?/]|<(script|html|body|iframe|svg)\b", re.IGNORECASE)
_RUNS = (b"#!", b"@echo")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BOM = b"\xef\xbb\xbf"
_PIECE = 256 * 1024


def in_zip(file: BinaryIO, size: int) -> str:
    """What office document it is; empty for any other archive. Raises ValueError for one with macros."""
    if not _has_few_names(file, size):
        return ""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            found = _open_document(archive) if "mimetype" in names else _office_document(names)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return ""
    if found and any(_MACROS.search(name) for name in names):
        raise ValueError("a document with macros")
    return found


def _has_few_names(file: BinaryIO, size: int) -> bool:
    """The library reads all names at once, however many there are."""
    start = max(0, size - 65_557)
    file.seek(start)
    end = file.read()
    at = end.rfind(_END_OF_ZIP)
    return 0 <= at <= len(end) - 22 and int.from_bytes(end[at + 12 : at + 16], "little") <= _MOST_NAMES


def _office_document(names: list[str]) -> str:
    if "[Content_Types].xml" not in names:
        return ""
    return next((type for part, type in _MAIN_PARTS.items() if part in names), "")


def _open_document(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as told:
        type = told.read(100).decode("ascii", "replace").strip()
    return type if type in _OPEN else ""


def in_ole(file: BinaryIO) -> str:
    """What office document of the old kind it is. Raises ValueError for one with macros."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        if whole.find("_VBA_PROJECT".encode("utf-16-le")) >= 0:
            raise ValueError("a document with macros")
        parts = ((part, type) for part, type in _OLD_PARTS.items())
        return next((type for part, type in parts if whole.find(part.encode("utf-16-le")) >= 0), "")


def in_words(file: BinaryIO) -> str:
    """`text/plain`, or empty for what is no text, or is markup or a script."""
    file.seek(0)
    first = file.read(_PIECE)
    begins = first.removeprefix(_BOM).lstrip()
    if begins.lower().startswith(_RUNS) or _MARKUP.search(begins):
        return ""
    piece = first
    while piece:
        if _CONTROL.search(piece):
            return ""
        piece = file.read(_PIECE)
    return "text/plain"
