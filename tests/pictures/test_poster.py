"""A poster that prints: its code reads from the picture and from the paper, and no text is ever cut off."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageColor

from bot.thai.pieces import pieces
from handlers.joining import chat_link, code_in, join_text
from handlers.pictures import poster as page
from handlers.pictures.lettering import TooLong, fitted
from handlers.pictures.poster import SIZE, Poster, draw, save
from handlers.poster_words import poster_words

LINK = chat_link("@123abcde", join_text("K7F3Q2"))
SHORT = Poster("เวทีรับฟัง อ.ไทรโยค", "K7F3Q2", "@123abcde", LINK, "สำนักงานศึกษาธิการจังหวัดกาญจนบุรี")
WHOLE = replace(
    SHORT,
    title="เวทีรับฟังความคิดเห็นของผู้มีส่วนร่วมในการจัดการศึกษาของโรงเรียนขนาดเล็กและชุมชนในพื้นที่อำเภอสังขละบุรี",
    when="27 พฤศจิกายน 2569",
    place="หอประชุมองค์การบริหารส่วนตำบลริมน้ำ อาคารอเนกประสงค์ชั้นสอง",
    closes="31 มีนาคม 2570",
    made_at=1_790_000_000_000,
)
MARGIN = 12 * 300 // 25
THAI_TITLES = st.text("กขคงจดตนมรลสหอะาิีุู่้์เแโ ", min_size=1, max_size=120)


@cache
def drawn(poster: Poster) -> Image.Image:
    return draw(poster, poster_words())


def codes(image: Image.Image) -> list[tuple[str, str]]:
    return [(read.text, str(read.format)) for read in zxingcpp.read_barcodes(image)]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return save(drawn(WHOLE), tmp_path / "poster.v2.pdf", WHOLE)


def printed(pdf: Path) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72).to_pil()
    return image


@pytest.mark.parametrize("poster", [SHORT, WHOLE])
def test_the_picture_holds_one_code_and_it_is_the_link(poster: Poster) -> None:
    assert [text for text, _ in codes(drawn(poster))] == [LINK]


def test_from_the_code_on_the_paper_the_message_gives_the_code_back(files: tuple[Path, Path]) -> None:
    [(link, _)] = codes(printed(files[0]))
    assert code_in(unquote(urlsplit(link).query)) == "K7F3Q2"


def test_the_code_reads_from_a_small_photo_of_the_poster() -> None:
    assert codes(drawn(WHOLE).resize((620, 877)))


def test_the_code_is_seven_centimetres_and_more() -> None:
    [read] = zxingcpp.read_barcodes(drawn(WHOLE))
    side = read.position.top_right.x - read.position.top_left.x
    assert side / 300 * 2.54 >= 7


def test_the_page_is_a4_to_the_hair(files: tuple[Path, Path]) -> None:
    width, height = pypdfium2.PdfDocument(files[0])[0].get_size()
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((210, 297), abs=0.01)


def test_there_is_one_page(files: tuple[Path, Path]) -> None:
    assert len(pypdfium2.PdfDocument(files[0])) == 1


def test_the_paper_shows_what_the_picture_shows(files: tuple[Path, Path]) -> None:
    small = [image.convert("L").resize((248, 351)) for image in (printed(files[0]), Image.open(files[1]))]
    assert ImageChops.difference(*small).getextrema()[1] < 24


def test_both_files_have_the_name_of_the_one_asked_for(files: tuple[Path, Path]) -> None:
    assert [file.name for file in files] == ["poster.v2.pdf", "poster.v2.png"]


def test_the_files_are_small_enough_for_a_chat(files: tuple[Path, Path]) -> None:
    assert max(file.stat().st_size for file in files) < 1_500_000


def test_the_paper_tells_its_title(files: tuple[Path, Path]) -> None:
    assert pypdfium2.PdfDocument(files[0]).get_metadata_dict()["Title"] == WHOLE.title


def test_the_same_poster_gives_the_same_bytes(files: tuple[Path, Path], tmp_path: Path) -> None:
    again = save(draw(WHOLE, poster_words()), tmp_path / "again.pdf", WHOLE)
    assert [file.read_bytes() for file in again] == [file.read_bytes() for file in files]


@pytest.mark.parametrize("poster", [SHORT, WHOLE])
def test_nothing_stands_where_printers_do_not_reach(poster: Poster) -> None:
    left, top, right, bottom = ImageChops.invert(drawn(poster)).getbbox() or (0, 0, 0, 0)
    assert min(left, top, SIZE[0] - right, SIZE[1] - bottom) >= MARGIN


def test_a_longer_title_leaves_the_rest_of_the_page_where_it_was() -> None:
    below = [drawn(poster).crop((0, 1_320, *SIZE)) for poster in (replace(WHOLE, title="ไทรโยค"), WHOLE)]
    assert ImageChops.difference(*below).getbbox() is None


@settings(max_examples=25, deadline=None)
@given(THAI_TITLES.map(str.strip).filter(bool))
def test_a_title_is_never_cut(title: str) -> None:
    """All letters stand in some line, and all lines in the box; or it is said that there is no room."""
    try:
        block = fitted(pieces(title), 2_100, 300, 124, "Bold")
    except TooLong:
        assert len(title) > 40
        return
    assert "".join(block.lines).replace(" ", "") == title.replace(" ", "")
    assert (block.width <= 2_100, block.height <= 300) == (True, True)


def test_the_longest_real_title_has_room() -> None:
    title = (WHOLE.title + "จังหวัดกาญจนบุรีประจำปี")[:120]
    assert len(fitted(pieces(title), 2_100, 300, 124, "Bold").lines) > 1


@settings(deadline=None)  # the dictionary is loaded with the first text
@given(st.text(max_size=60) | THAI_TITLES)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(pieces(text, ["ไทรโยค"])) == text


@pytest.mark.parametrize("name", ["สังขละบุรี", "ห้วยกระเจา", "ด่านมะขามเตี้ย"])
def test_a_name_is_not_torn(name: str) -> None:
    assert f"อ.{name}" in pieces(f"เวทีรับฟังอ.{name}", [name])


def test_no_line_begins_with_a_closing_sign() -> None:
    assert [p for p in pieces("ประชุม (ภาคค่ำ) เรื่องต่าง ๆ ของ “เรา”") if p.startswith((")", "”"))] == []


def luminance(colour: str) -> float:
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ink", [page.INK, page.QUIET])
@pytest.mark.parametrize("ground", [page.PAPER, page.FIELD])
def test_every_text_can_be_read(ink: str, ground: str) -> None:
    assert (luminance(ground) + 0.05) / (luminance(ink) + 0.05) >= 4.5


def test_the_numbers_can_be_read_on_gold() -> None:
    assert (luminance(page.GOLD) + 0.05) / (luminance(page.INK) + 0.05) >= 4.5
