"""What is kept is told by its bytes, whatever it is called; what can run is never kept."""

from io import BytesIO
from tempfile import TemporaryFile

import pytest

from handlers.media.kinds import LIMITS, Fit, Unfit, fit
from tests.media.samples import (
    PAGE,
    PDF,
    PLACE,
    PROGRAM,
    WORD,
    archive,
    box,
    film,
    ole,
    picture,
    placed,
    placed_film,
    voice,
)

EXCEL = archive("[Content_Types].xml", "xl/workbook.xml")
SLIDES = archive("[Content_Types].xml", "ppt/presentation.xml")
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
ODT = archive("content.xml", mimetype=OPEN_TEXT)
OFFICE = "application/vnd.openxmlformats-officedocument."
HEIC = box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", PLACE)
MIF1 = box(b"ftyp", b"mif1\0\0\0\0heic") + box(b"meta", PLACE)
AVIF = picture("AVIF")
AAC = b"\xff\xf1\x50\x80\x02\x1f\xfc" + b"\0" * 60
MP3, MP3_SLOW = b"\xff\xfb\x90\x64" + b"\0" * 500, b"\xff\xf3\x84\x64" + b"\0" * 500
TAGGED_MP3 = b"ID3\x04\0\0\0\0\0\x20" + b"\0" * 40
AMR, OGG = b"#!AMR\n" + b"\x3c" * 50, b"OggS\0\2" + b"\0" * 22 + b"\1\x1eOpusHead\1"
WAV = b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 30
THAI = "โรงเรียนของเราต้องการครูเพิ่มค่ะ\r\n\tข้อสอง".encode()


def _fit(kind: str, data: bytes) -> Fit:
    file = TemporaryFile()  # noqa: SIM115 - the test reads it after this
    file.write(data)
    file.flush()
    return fit(kind, file, len(data))


KEPT = [
    ("image", picture(), "image/jpeg"),
    ("image", picture("PNG"), "image/png"),
    ("image", picture("WEBP"), "image/webp"),
    ("image", picture("GIF"), "image/gif"),
    ("audio", voice(), "audio/mp4"),
    ("audio", film(b"isom"), "audio/mp4"),
    ("audio", film(b"3gp4"), "audio/3gpp"),
    ("audio", AAC, "audio/aac"),
    ("audio", MP3, "audio/mpeg"),
    ("audio", MP3_SLOW, "audio/mpeg"),
    ("audio", TAGGED_MP3, "audio/mpeg"),
    ("audio", AMR, "audio/amr"),
    ("audio", OGG, "audio/ogg"),
    ("audio", WAV, "audio/wav"),
    ("video", film(), "video/mp4"),
    ("video", film(b"isom"), "video/mp4"),
    ("video", film(b"qt  "), "video/quicktime"),
    ("video", film(b"3gp5"), "video/3gpp"),
    ("file", PDF, "application/pdf"),
    ("file", WORD, f"{OFFICE}wordprocessingml.document"),
    ("file", EXCEL, f"{OFFICE}spreadsheetml.sheet"),
    ("file", SLIDES, f"{OFFICE}presentationml.presentation"),
    ("file", ODT, OPEN_TEXT),
    ("file", ole("Root Entry", "WordDocument"), "application/msword"),
    ("file", ole("Root Entry", "Workbook"), "application/vnd.ms-excel"),
    ("file", THAI, "text/plain"),
    ("file", THAI.decode().encode("cp874"), "text/plain"),
    ("file", b"\xef\xbb\xbf" + b"school,pupils\n1,200\n", "text/plain"),
    ("file", b"1 < 2 and <b is no tag here", "text/plain"),
    ("file", picture(), "image/jpeg"),
    ("file", voice(), "audio/mp4"),
    ("file", film(), "video/mp4"),
]
REFUSED = [
    ("image", PROGRAM),
    ("image", PAGE),
    ("image", PDF),
    ("image", film()),
    ("image", HEIC),
    ("image", MIF1),
    ("image", AVIF),
    ("image", b"\xff\xd8\xff" + PAGE),
    ("image", b"GIF89a" + PAGE),
    ("image", b"\x89PNG\r\n\x1a\n" + PROGRAM),
    ("image", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    ("audio", PROGRAM),
    ("audio", PAGE),
    ("audio", picture()),
    ("audio", HEIC),
    ("video", PROGRAM),
    ("video", PAGE),
    ("video", voice()),
    ("video", MIF1),
    ("video", box(b"ftyp", b"mp42\0\0\0\0isom") + PAGE),
    ("video", film(b"crx ")),
    ("file", PROGRAM),
    ("file", b"\x7fELF\2\1\1" + b"\0" * 60),
    ("file", PAGE),
    ("file", b"\xef\xbb\xbf \n" + PAGE),
    ("file", b"hello <SCRIPT>alert(1)</SCRIPT>"),
    ("file", b"<?php echo 1; ?>"),
    ("file", b"#!/bin/sh\nls\n"),
    ("file", b"@ECHO off\r\ndir\r\n"),
    ("file", archive("a.txt")),
    ("file", archive("META-INF/MANIFEST.MF", "A.class")),
    ("file", archive("word/document.xml")),
    ("file", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
    ("file", archive("content.xml", "Basic/script.xml", mimetype=OPEN_TEXT)),
    ("file", archive("a.txt", mimetype="application/epub+zip")),
    ("file", WORD[:40]),
    ("file", ole("Root Entry")),
    ("file", ole("WordDocument", "_VBA_PROJECT")),
    ("file", HEIC),
    ("file", THAI + b"\0"),
    ("sticker", picture()),
]


@pytest.mark.parametrize(("kind", "data", "type"), KEPT)
def test_what_is_allowed_is_known_by_its_bytes(kind: str, data: bytes, type: str) -> None:
    assert _fit(kind, data).content_type == type


@pytest.mark.parametrize(("kind", "data"), REFUSED)
def test_all_else_is_refused(kind: str, data: bytes) -> None:
    with pytest.raises(Unfit):
        _fit(kind, data)


@pytest.mark.parametrize("kind", LIMITS)
def test_nothing_at_all_is_refused(kind: str) -> None:
    with pytest.raises(Unfit, match="empty"):
        _fit(kind, b"")


@pytest.mark.parametrize("kind", ["image", "file"])
def test_a_photo_loses_its_place(kind: str) -> None:
    assert PLACE not in _fit(kind, placed()).file.read()


@pytest.mark.parametrize(("kind", "brand"), [("video", b"mp42"), ("audio", b"M4A "), ("file", b"3gp4")])
def test_a_film_and_a_voice_lose_their_place(kind: str, brand: bytes) -> None:
    made = placed_film().replace(b"mp42", brand, 1)
    assert PLACE not in _fit(kind, made).file.read()


def test_what_is_kept_is_counted_after_the_cleaning() -> None:
    good = _fit("image", placed())
    assert good.bytes == len(good.file.read())


def test_a_photo_whose_place_cannot_be_taken_out_is_refused_as_such() -> None:
    with pytest.raises(Unfit, match="place cannot be taken out"):
        _fit("image", HEIC)


def test_a_photo_sent_as_a_file_has_the_limit_of_photos() -> None:
    data = picture()
    with pytest.raises(Unfit, match="too large"):
        fit("file", BytesIO(data), LIMITS["image"] + 1)


def test_an_archive_with_endless_names_is_not_even_opened() -> None:
    endless = bytearray(WORD)
    endless[-10:-6] = (1 << 30).to_bytes(4, "little")
    with pytest.raises(Unfit):
        _fit("file", bytes(endless))


def test_why_it_is_refused_is_told_without_a_word_of_it() -> None:
    with pytest.raises(Unfit) as told:
        _fit("image", b"<html>" + THAI)
    assert str(told.value) == "image: something unknown"
