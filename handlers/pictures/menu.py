"""Draws the picture of a menu: words first, large, each with a small symbol. Decides nothing about what is in it.

The same menu gives the same bytes, so that a picture which did not change need not go to LINE again.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from PIL.ImageDraw import Draw

from bot.menus import HEIGHT, WIDTH, Area, Box, Menu, Menus, area_boxes, tab_boxes
from handlers.pictures.menu_symbols import FINER, stencil, symbol
from handlers.pictures.thai import font

GROUND = "#DCE6E0"
_GAP, _ROUND, _PADDING = 20, 56, 44
_DISC, _SYMBOL = 0.26, 0.68
_LARGEST, _SMALLEST, _TAB_SIZE = 156, 60, 104
_LEADING = 1.44


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of one card: words on their ground, a symbol on its disc."""

    words: str
    ground: str
    symbol: str = ""
    disc: str = ""


CARD = Paint(words="#1F2933", ground="#FFFFFF", symbol="#FFFFFF", disc="#2F6B57")
FIRST = Paint(words="#1F2933", ground="#F6D98B", symbol="#FFFFFF", disc="#7A4F08")
TAB_HERE = Paint(words="#FFFFFF", ground="#2F6B57")
TAB_THERE = Paint(words="#1F2933", ground="#FFFFFF")
PAINTS = (CARD, FIRST, TAB_HERE, TAB_THERE)


def menu_picture(menu: Menu, menus: Menus) -> bytes:
    """A PNG of the size that `bot/menus.py` lays the areas out for. Raises `NoShaping` (thai.py)."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    for tab, box in tab_boxes(menu, menus):
        _tab(picture, tab.tab, inside(box), TAB_HERE if tab.code == menu.code else TAB_THERE)
    placed = [(area, inside(box)) for area, box in area_boxes(menu)]
    size = min(_fitting(area, box) for area, box in placed)
    for area, box in placed:
        _card(picture, area, box, size)
    return _png(picture)


def inside(box: Box) -> Box:
    """The card of an area: a gap all around keeps a finger from the neighbour."""
    return Box(box.x + _GAP, box.y + _GAP, box.width - 2 * _GAP, box.height - 2 * _GAP)


def _tab(picture: Image.Image, words: str, box: Box, paint: Paint) -> None:
    _plate(picture, box, paint.ground)
    size = _fitted((words,), box.width - 2 * _PADDING, box.height - 2 * _GAP, _TAB_SIZE)
    _words(picture, (words,), box.x + box.width // 2, box.y + box.height // 2, size, paint.words)


def _card(picture: Image.Image, area: Area, box: Box, size: int) -> None:
    """The symbol at the same height on every card of a row, the words in the middle of what is left."""
    paint = FIRST if area.first else CARD
    _plate(picture, box, paint.ground)
    middle, top = box.x + box.width // 2, box.y + _room_above(area, box)
    if area.symbol:
        _sign(picture, area.symbol, middle, box.y + _PADDING, _disc(box), paint)
    _words(picture, area.says, middle, (top + box.y + box.height - _PADDING) // 2, size, paint.words)


def _disc(box: Box) -> int:
    return round(box.height * _DISC)


def _room_above(area: Area, box: Box) -> int:
    """How much of the card is taken before the words begin."""
    return _PADDING + (_disc(box) if area.symbol else 0)


def _plate(picture: Image.Image, box: Box, colour: str) -> None:
    mask = stencil(
        box.width,
        box.height,
        lambda pen, finer: pen.rounded_rectangle(
            (0, 0, box.width * finer - 1, box.height * finer - 1), _ROUND * finer, 255
        ),
    )
    picture.paste(colour, (box.x, box.y), mask)


def _sign(picture: Image.Image, name: str, middle: int, top: int, size: int, paint: Paint) -> None:
    last = size * FINER - 1
    disc = stencil(size, size, lambda pen, finer: pen.ellipse((0, 0, last, last), 255))
    picture.paste(paint.disc, (middle - size // 2, top), disc)
    side = round(size * _SYMBOL)
    edge = (size - side) // 2
    picture.paste(paint.symbol, (middle - side // 2, top + edge), symbol(name, side))


def _words(picture: Image.Image, lines: tuple[str, ...], x: int, y: int, size: int, colour: str) -> None:
    """Centred on the point. Each line on its own: Thai needs no break inside a line that is given."""
    pen, step = Draw(picture), size * _LEADING
    first = y - step * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        # "mm" would centre the font's whole height, in which Thai letters sit low; "ms" stands them on a line.
        stand = round(first + number * step + size * 0.4)
        pen.text((x, stand), line, colour, font(size, "Bold"), anchor="ms", language="th")


def _fitting(area: Area, box: Box) -> int:
    room = box.height - _room_above(area, box) - _PADDING
    return _fitted(area.says, box.width - 2 * _PADDING, room, _LARGEST)


def _fitted(lines: tuple[str, ...], width: int, height: int, largest: int) -> int:
    """The largest size in which all lines fit; `menu_faults` keeps lines short enough for a good one."""
    for size in range(largest, _SMALLEST, -4):
        widest = max(font(size, "Bold").getlength(line, language="th") for line in lines)
        if widest <= width and len(lines) * size * _LEADING <= height:
            return size
    return _SMALLEST


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
