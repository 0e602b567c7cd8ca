"""The menus' pictures: LINE's limits, words that can be read, nothing cut."""

from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from bot.menus import HEIGHT, SYMBOLS, WIDTH, Menu, area_boxes, tab_boxes
from handlers.pictures.menu import CARD, FIRST, PAINTS, TAB_HERE, TAB_THERE, Paint, inside, menu_picture
from handlers.pictures.menu_symbols import symbol
from handlers.pictures.thai import font
from handlers.setup.loading import load_menus

MENUS = load_menus()
EDGE = 20
"""So many pixels along the inside of every card hold no letter."""

_drawn: dict[str, bytes] = {}


def drawn(code: str) -> bytes:
    if code not in _drawn:
        _drawn[code] = menu_picture(MENUS[code], MENUS)
    return _drawn[code]


def picture(code: str) -> Image.Image:
    return Image.open(BytesIO(drawn(code))).convert("RGB")


def contrast(one: str, other: str) -> float:
    """WCAG 2: between two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert (contrast("#000000", "#FFFFFF"), round(contrast("#777777", "#FFFFFF"), 2)) == (21.0, 4.48)


@pytest.mark.parametrize("paint", PAINTS)
def test_words_stand_out_from_their_ground(paint: Paint) -> None:
    assert contrast(paint.words, paint.ground) >= 4.5


@pytest.mark.parametrize("paint", [CARD, FIRST])
def test_symbols_stand_out_from_their_disc(paint: Paint) -> None:
    assert contrast(paint.symbol, paint.disc) >= 4.5


@pytest.mark.parametrize("code", MENUS)
def test_a_picture_has_the_size_that_the_areas_are_laid_out_for(code: str) -> None:
    assert picture(code).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("code", MENUS)
def test_line_takes_the_picture(code: str) -> None:
    assert (drawn(code)[:4], len(drawn(code)) <= 1024 * 1024) == (b"\x89PNG", True)


def test_the_same_menu_gives_the_same_bytes() -> None:
    assert menu_picture(MENUS["people"], MENUS) == drawn("people")


def test_other_words_give_another_picture() -> None:
    menu = MENUS["people"]
    changed = replace(menu, areas=(replace(menu.areas[0], says=("ไปต่อ",)), *menu.areas[1:]))
    assert menu_picture(changed, MENUS) != drawn("people")


@dataclass(frozen=True)
class Card:
    """What the picture must show, in which colours, and where."""

    words: str
    paint: Paint
    at: tuple[int, int, int, int]


def cards(menu: Menu) -> list[Card]:
    tabs = [(tab.tab, TAB_HERE if tab == menu else TAB_THERE, box) for tab, box in tab_boxes(menu, MENUS)]
    areas = [("".join(a.says), FIRST if a.first else CARD, box) for a, box in area_boxes(menu)]
    placed = [(words, paint, inside(box)) for words, paint, box in (*tabs, *areas)]
    return [Card(words, paint, (b.x, b.y, b.x + b.width, b.y + b.height)) for words, paint, b in placed]


@pytest.mark.parametrize("code", MENUS)
def test_no_word_touches_the_edge_of_its_card(code: str) -> None:
    whole = picture(code)
    touched = [
        card.words for card in cards(MENUS[code]) if not _edge_is(card.paint.ground, whole.crop(card.at))
    ]
    assert touched == []


def _edge_is(ground: str, card: Image.Image) -> bool:
    """The middle of every side, away from the round corners, shows the ground and nothing else."""
    width, height, corner = *card.size, 60
    sides = (
        (corner, 0, width - corner, EDGE),
        (corner, height - EDGE, width - corner, height),
        (0, corner, EDGE, height - corner),
        (width - EDGE, corner, width, height - corner),
    )
    return all(card.crop(side).getcolors() == [(_pixels(side), rgb(ground))] for side in sides)


def _pixels(box: tuple[int, int, int, int]) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


@pytest.mark.parametrize("code", MENUS)
def test_every_card_says_something_in_the_colour_of_its_words(code: str) -> None:
    whole = picture(code)
    inked = {card.words: _count(rgb(card.paint.words), whole.crop(card.at)) for card in cards(MENUS[code])}
    assert [words for words, count in inked.items() if count < 800 * len(words)] == []


def _count(colour: tuple[int, int, int], card: Image.Image) -> int:
    found = {shade: count for count, shade in card.getcolors(1 << 20) or []}
    return found.get(colour, 0)


def test_a_word_as_long_as_the_data_allows_is_made_smaller_and_not_cut() -> None:
    menu = MENUS["people"]
    long = replace(menu.areas[1], says=("กกกกกกกกกกกก", "กกกกกกกกกกกก"))
    whole = Image.open(BytesIO(menu_picture(replace(menu, areas=(long,) * 6), MENUS))).convert("RGB")
    box = inside(area_boxes(menu)[1][1])
    assert _edge_is(CARD.ground, whole.crop((box.x, box.y, box.x + box.width, box.y + box.height)))


def test_tone_marks_are_shaped() -> None:
    """In "ปี่" the mark stands higher than in "ก่": only shaped text moves it."""

    def top(word: str) -> int:
        page = Image.new("L", (400, 400), 255)
        ImageDraw.Draw(page).text((200, 300), word, 0, font(100, "Bold"), anchor="ms", language="th")
        return page.point(lambda shade: 255 - shade).getbbox()[1]  # type: ignore[index, operator]

    assert top("กี่") < top("ก่")


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_symbol_is_drawn_inside_its_square(name: str) -> None:
    left, top, right, bottom = symbol(name, 200).getbbox() or (0, 0, 0, 0)
    assert (left > 10, top > 10, 100 < right < 190, 100 < bottom < 190) == (True,) * 4
