"""Thai text set in lines that fit a width: larger where it can be, smaller where it must, never cut. Draws on demand.

Units are pixels.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL.ImageDraw import ImageDraw
from PIL.ImageFont import FreeTypeFont

from handlers.pictures.thai import font

_LEADING = 1.4
_STEP = 4
_SMALLEST = 32
Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Lettering:
    lines: tuple[str, ...]
    face: FreeTypeFont
    leading: float = _LEADING

    @property
    def step(self) -> int:
        """From one base line to the next."""
        return round(self.face.size * self.leading)

    @property
    def height(self) -> int:
        return self.step * len(self.lines)

    @property
    def width(self) -> float:
        return max((self.face.getlength(line) for line in self.lines), default=0)

    def draw(self, page: ImageDraw, x: int, top: int, fill: str, anchor: str = "m") -> int:
        """From `top` down, about `x` (m), from it (l) or up to it (r). Returns where it ends."""
        base = top + round(self.step / 2 + self.face.size * 0.3)
        for number, line in enumerate(self.lines):
            page.text((x, base + number * self.step), line, font=self.face, fill=fill, anchor=f"{anchor}s")
        return top + self.height


def fitted(
    pieces: Sequence[str], width: int, height: int, largest: int, weight: str = "Regular"
) -> Lettering:
    """The largest size, from `largest` down, whose lines stand within the box. Raises TooLong when none does."""
    for size in range(largest, _SMALLEST - 1, -_STEP):
        face = font(size, weight)
        lettering = Lettering(lines_of(pieces, width, face.getlength), face)
        if lettering.height <= height and lettering.width <= width:
            return Lettering(_balanced(pieces, width, lettering.lines, face.getlength), face)
    raise TooLong("".join(pieces))


def line(text: str, size: int, width: int, weight: str = "Regular") -> Lettering:
    """One line, smaller where it must be. Raises TooLong."""
    return fitted((text,), width, round(size * _LEADING), size, weight)


class TooLong(ValueError):
    """No size that can be read on a wall is small enough; the message is the text."""


def lines_of(pieces: Sequence[str], width: float, measure: Measure) -> tuple[str, ...]:
    """A line ends before the piece that does not fit any more; a piece too wide for any line stands alone."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and measure((lines[-1] + piece).strip()) > width:
            lines.append("")
        lines[-1] = (lines[-1] + piece).lstrip()
    return tuple(line.strip() for line in lines if line.strip())


def _balanced(pieces: Sequence[str], width: int, lines: tuple[str, ...], measure: Measure) -> tuple[str, ...]:
    """The same number of lines, as even as can be: no last line of one word."""
    best = lines
    for narrower in range(width, width // 2, -_STEP * 5):
        tried = lines_of(pieces, narrower, measure)
        if len(tried) > len(lines) or any(measure(line) > narrower for line in tried):
            return best
        best = tried
    return best
