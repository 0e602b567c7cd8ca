"""Photos and films lose what tells of a place, and nothing of what is seen."""

import contextlib
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps, ImageSequence, PngImagePlugin

from handlers.media import gif, jpeg, mp4, pictures, png, webp
from tests.media.samples import PLACE, box, exif, film, picture, placed, placed_film


def _open(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def _cleaned(data: bytes, format: str = "jpeg") -> bytes:
    return pictures.cleaned(data, f"image/{format}")


def _blanked(data: bytes) -> bytes:
    file = BytesIO(data)
    mp4.blank_notes(file, len(data))
    return file.getvalue()


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_a_sample_tells_its_place_before(format: str) -> None:
    assert PLACE in placed(format.upper())


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_no_place_is_left(format: str) -> None:
    assert PLACE not in _cleaned(placed(format.upper()), format)


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_no_metadata_is_left(format: str) -> None:
    assert dict(_open(_cleaned(placed(format.upper()), format)).getexif()) == {}


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "gif"])
def test_every_pixel_stays(format: str) -> None:
    before = placed(format.upper()) if format != "gif" else picture("GIF")
    assert _open(_cleaned(before, format)).tobytes() == _open(before).tobytes()


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "gif"])
def test_cleaning_twice_changes_nothing_more(format: str) -> None:
    once = _cleaned(picture(format.upper()), format)
    assert _cleaned(once, format) == once


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_a_photo_stays_upright(turn: int) -> None:
    before = placed(orientation=turn)
    upright = [ImageOps.exif_transpose(_open(data)).tobytes() for data in (before, _cleaned(before))]
    assert upright[0] == upright[1]


def test_a_progressive_photo_stays_whole() -> None:
    before = picture(progressive=True, exif=exif().tobytes(), size=(300, 200))
    assert _open(_cleaned(before)).tobytes() == _open(before).tobytes()


def test_a_photo_with_restart_markers_stays_whole() -> None:
    before = picture(restart_marker_blocks=1, size=(300, 200))
    assert _open(_cleaned(before)).tobytes() == _open(before).tobytes()


def test_colours_stay_as_they_are_meant() -> None:
    assert _open(_cleaned(picture(icc_profile=b"an invented profile"))).info["icc_profile"]


def test_comments_of_a_photo_go() -> None:
    assert PLACE not in _cleaned(picture(comment=PLACE))


def test_xmp_of_a_photo_goes() -> None:
    assert PLACE not in _cleaned(picture(xmp=b"<x:xmpmeta>" + PLACE))


def test_what_hangs_behind_a_photo_goes() -> None:
    assert PLACE not in _cleaned(picture() + placed())


def test_a_second_picture_inside_goes() -> None:
    both = BytesIO()
    first, second = (Image.effect_noise((40, 30), 50).convert("RGB") for _ in range(2))
    first.save(both, "MPO", save_all=True, append_images=[second], exif=exif().tobytes())
    assert _open(_cleaned(both.getvalue())).format == "JPEG"


def test_a_webp_promises_nothing_that_is_gone() -> None:
    flags = _cleaned(placed("WEBP"), "webp").partition(b"VP8X")[2][4]
    assert flags & 0b1100 == 0


def test_words_in_a_png_go() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("place", PLACE.decode())
    told.add_itxt("place", PLACE.decode())
    assert PLACE not in _cleaned(picture("PNG", pnginfo=told), "png")


def test_what_hangs_behind_a_png_goes() -> None:
    assert PLACE not in _cleaned(picture("PNG") + PLACE, "png")


def test_a_clear_png_stays_clear() -> None:
    made = BytesIO()
    Image.new("RGBA", (9, 9), (1, 2, 3, 4)).save(made, "PNG")
    assert _open(_cleaned(made.getvalue(), "png")).getpixel((0, 0)) == (1, 2, 3, 4)


def test_comments_of_a_gif_go() -> None:
    assert PLACE not in _cleaned(picture("GIF", comment=PLACE), "gif")


def _moving(format: str) -> bytes:
    made = BytesIO()
    frames = [Image.effect_noise((20, 20), 50) for _ in range(4)]
    frames[0].save(made, format, save_all=True, append_images=frames[1:], duration=50, loop=0)
    return made.getvalue()


@pytest.mark.parametrize("format", ["gif", "webp", "png"])
def test_a_moving_picture_still_moves(format: str) -> None:
    before = _moving(format.upper())
    frames = [
        [frame.convert("RGB").tobytes() for frame in ImageSequence.Iterator(_open(data))]
        for data in (before, _cleaned(before, format))
    ]
    assert (len(frames[0]), frames[0]) == (4, frames[1])


def test_a_film_tells_its_place_before() -> None:
    assert placed_film().count(PLACE) == 4


def test_a_film_loses_its_place() -> None:
    assert PLACE not in _blanked(placed_film())


def test_a_film_keeps_its_length() -> None:
    assert len(_blanked(placed_film())) == len(placed_film())


def test_a_film_keeps_its_frames() -> None:
    assert _blanked(placed_film()).endswith(b"\1" * 1000)


def test_a_film_without_notes_is_left_alone() -> None:
    assert _blanked(film()) == film()


def test_a_box_with_a_long_size_is_read() -> None:
    long = b"\0\0\0\1mdat" + (16 + 5).to_bytes(8, "big") + b"\1" * 5
    assert PLACE not in _blanked(long + placed_film())


def test_a_box_that_goes_to_the_end_is_read() -> None:
    assert PLACE not in _blanked(placed_film() + b"\0\0\0\0udta" + PLACE)


@pytest.mark.parametrize(
    "broken",
    [
        film()[:-1],
        box(b"ftyp", b"mp42"),
        film() + b"\0\0\0\x04free",
        film() + b"\xff\xff\xff\xffmdat",
        box(b"ftyp", b"mp42") + box(b"moov", box(b"trak", b"\0\0\0\xffudta")),
    ],
    ids=["cut off", "nothing to play", "too small", "too big", "bigger than what holds it"],
)
def test_a_broken_film_is_told_as_such(broken: bytes) -> None:
    with pytest.raises(ValueError):
        _blanked(broken)


def test_a_photo_that_was_cut_off_is_still_one() -> None:
    before = picture(size=(200, 200))
    assert _open(_cleaned(before[:-500])).size == (200, 200)


def test_a_picture_is_not_decoded_to_be_looked_at() -> None:
    damaged = picture("PNG").replace(b"IDAT", b"IDAT" + b"\xff" * 8, 1)
    length = int.from_bytes(damaged[33:37], "big") + 8
    assert _cleaned(damaged[:33] + length.to_bytes(4, "big") + damaged[37:], "png")


@pytest.mark.parametrize("side", [12_000, 20_000])
def test_a_picture_that_would_fill_the_memory_is_refused(side: int) -> None:
    huge = bytearray(picture("PNG"))
    huge[16:24] = side.to_bytes(4, "big") * 2
    huge[29:33] = zlib.crc32(huge[12:29]).to_bytes(4, "big")
    with pytest.raises(ValueError, match=r"too many pixels|DecompressionBomb"):
        _cleaned(bytes(huge), "png")


CLEANERS = (jpeg.without_metadata, png.without_metadata, webp.without_metadata, gif.without_metadata)
WHOLE = {format: picture(format) for format in ("JPEG", "PNG", "WEBP", "GIF")}
BEGINNINGS = (b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"GIF89a\1\1\1\1\0\0\0")


@settings(deadline=None)
@given(st.sampled_from(CLEANERS), st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_no_bytes_break_a_cleaner(clean, begins: bytes, rest: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(clean(begins + rest), bytes)


@settings(deadline=None)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.integers(0, 700), st.binary(min_size=1, max_size=8)
)
def test_a_damaged_picture_is_a_picture_or_told_as_none(format: str, at: int, damage: bytes) -> None:
    data = WHOLE[format]
    at = min(at, len(data))
    with contextlib.suppress(ValueError):
        assert _open(_cleaned(data[:at] + damage + data[at + len(damage) :], format.lower())).size


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader_of_films(rest: bytes) -> None:
    data = box(b"ftyp", b"mp42\0\0\0\0") + rest
    with contextlib.suppress(ValueError):
        assert len(_blanked(data)) == len(data)
