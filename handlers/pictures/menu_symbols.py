"""The small drawings beside the words of a menu. Each is a stencil on a square; none knows its colour.

A stencil is drawn four times as large and made smaller: Pillow itself draws with hard edges.
"""

from collections.abc import Callable

from PIL import Image
from PIL.ImageDraw import Draw, ImageDraw

FINER = 4
_SIDE = 100
_LINE = 11

Drawing = Callable[[ImageDraw, Callable[..., list[float]]], None]
Points = Callable[..., list[float]]


def stencil(width: int, height: int, draw: Callable[[ImageDraw, int], None]) -> Image.Image:
    """A mask with soft edges. `draw` gets the pen and how many times larger it draws."""
    large = Image.new("L", (width * FINER, height * FINER), 0)
    draw(Draw(large), FINER)
    return large.reduce(FINER)


def symbol(name: str, side: int) -> Image.Image:
    """Raises KeyError on a name that nobody draws."""
    drawing = DRAWINGS[name]

    def scaled(pen: ImageDraw, finer: int) -> None:
        unit = side * finer / _SIDE
        drawing(pen, lambda *numbers: [number * unit for number in numbers])

    return stencil(side, side, scaled)


def _stroke(pen: ImageDraw, at: Points, *numbers: float, width: float = _LINE) -> None:
    """A line with round ends and corners."""
    points, thick = at(*numbers), at(width)[0]
    pen.line(points, 255, round(thick), joint="curve")
    for x, y in zip(points[::2], points[1::2], strict=True):
        pen.circle((x, y), thick / 2, 255)


def _go(pen: ImageDraw, at: Points) -> None:
    pen.polygon(at(33, 22, 33, 78, 80, 50), 255)
    _stroke(pen, at, 33, 22, 33, 78, 80, 50, 33, 22, width=8)


def _pencil(pen: ImageDraw, at: Points) -> None:
    pen.polygon(at(60, 20, 80, 40, 42, 78, 22, 58), 255)
    pen.polygon(at(18, 63, 37, 82, 14, 86), 255)


def _person(pen: ImageDraw, at: Points) -> None:
    pen.ellipse(at(34, 16, 66, 48), 255)
    pen.pieslice(at(20, 55, 80, 115), 180, 360, 255)


def _pause(pen: ImageDraw, at: Points) -> None:
    for left in (27, 56):
        pen.rounded_rectangle(at(left, 22, left + 17, 78), at(5)[0], 255)


def _bars(pen: ImageDraw, at: Points) -> None:
    for left, top in ((20, 54), (42, 24), (64, 40)):
        pen.rounded_rectangle(at(left, top, left + 16, 78), at(4)[0], 255)


def _question(pen: ImageDraw, at: Points) -> None:
    pen.arc(at(30, 14, 70, 54), 180, 450, 255, round(at(_LINE)[0]))
    pen.circle(at(35.5, 34), at(_LINE / 2)[0], 255)
    _stroke(pen, at, 50, 48.5, 50, 62)
    pen.circle(at(50, 80), at(7)[0], 255)


def _lines(pen: ImageDraw, at: Points) -> None:
    for height, right in ((28, 78), (50, 78), (72, 56)):
        _stroke(pen, at, 24, height, right, height)


def _calendar(pen: ImageDraw, at: Points) -> None:
    pen.rounded_rectangle(at(18, 24, 82, 80), at(8)[0], 255)
    pen.rectangle(at(26, 44, 74, 72), 0)
    for x in (34, 66):
        _stroke(pen, at, x, 18, x, 28, width=9)
    for x in (37, 50, 63):
        pen.circle(at(x, 58), at(5)[0], 255)


def _down(pen: ImageDraw, at: Points) -> None:
    _stroke(pen, at, 50, 18, 50, 56)
    _stroke(pen, at, 32, 42, 50, 60, 68, 42)
    _stroke(pen, at, 20, 62, 20, 80, 80, 80, 80, 62)


def _magnifier(pen: ImageDraw, at: Points) -> None:
    pen.ellipse(at(18, 18, 66, 66), outline=255, width=round(at(_LINE)[0]))
    _stroke(pen, at, 60, 60, 80, 80, width=14)


DRAWINGS: dict[str, Drawing] = {
    "go": _go,
    "pencil": _pencil,
    "person": _person,
    "pause": _pause,
    "bars": _bars,
    "question": _question,
    "lines": _lines,
    "calendar": _calendar,
    "down": _down,
    "magnifier": _magnifier,
}
