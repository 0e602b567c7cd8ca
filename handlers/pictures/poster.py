"""A poster for the wall, A4 at 300 dots an inch: what this is, the QR code, three steps. Looks nothing up.

The same poster is drawn alike, dot for dot. Nothing stands within 12 mm of the edge, where printers do not reach.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from bot.thai.pieces import pieces
from handlers.pictures.lettering import fitted, line
from handlers.pictures.qr import qr_code
from handlers.pictures.thai import font
from handlers.poster_words import PosterWords

SIZE = (2480, 3508)
_A4_POINTS = (210 / 25.4 * 72, 297 / 25.4 * 72)
INK, QUIET, FIELD, GOLD, PAPER = "#1F2933", "#52606D", "#EEF3F1", "#D9A62E", "#FFFFFF"
_LEFT, _RIGHT, _MIDDLE = 190, 2290, 1240
_WIDTH = _RIGHT - _LEFT
_PANEL = (1350, 2610)
_QR = 1180
_STEPS_LEFT, _STEPS_RIGHT, _CIRCLE = 1500, 2240, 112


@dataclass(frozen=True, slots=True)
class Poster:
    """`link` is what the QR code says, `code` and `bot` what people type who cannot scan it; the rest is shown as it
    is. `names` are words that a line never tears. `made_at` is kept in the PDF."""

    title: str
    code: str
    bot: str
    link: str
    organiser: str
    when: str = ""
    place: str = ""
    closes: str = ""
    names: frozenset[str] = frozenset()
    made_at: int = 0


def draw(poster: Poster, words: PosterWords) -> Image.Image:
    """Raises TooLong when a text fits in no size that can be read."""
    image = Image.new("RGB", SIZE, PAPER)
    page = ImageDraw.Draw(image)
    _head(page, words)
    _event(page, poster)
    page.rounded_rectangle((_LEFT, _PANEL[0], _RIGHT, _PANEL[1]), 60, FIELD)
    _code(page, image, poster.link)
    _steps(page, words)
    _typed(page, poster, words)
    _foot(page, poster, words)
    return image


def save(image: Image.Image, file: Path, poster: Poster) -> tuple[Path, Path]:
    """As .pdf and as .png, whichever `file` is: for the printer and for the chat."""
    pdf, png = file.with_suffix(".pdf"), file.with_suffix(".png")
    dots = (SIZE[0] * 72 / _A4_POINTS[0], SIZE[1] * 72 / _A4_POINTS[1])
    made = time.gmtime(poster.made_at // 1000)
    image.save(
        pdf,
        title=poster.title,
        author=poster.organiser,
        creationDate=made,
        modDate=made,
        dpi=dots,
        quality=92,
    )
    image.save(png, dpi=(300, 300), optimize=True)
    return pdf, png


def _head(page: ImageDraw.ImageDraw, words: PosterWords) -> None:
    line(words.name, 200, _WIDTH, "Bold").draw(page, _MIDDLE, 170, INK)
    page.rounded_rectangle((_MIDDLE - 130, 464, _MIDDLE + 130, 476), 6, GOLD)
    top = 520
    for each in words.call:
        top = line(each, 100, _WIDTH, "Medium").draw(page, _MIDDLE, top, INK)


def _event(page: ImageDraw.ImageDraw, poster: Poster) -> None:
    """Between the head and the panel, in the middle of what is left."""
    top, height = 850, _PANEL[0] - 850 - 50
    about = [text for text in (poster.when, poster.place) if text]
    below = [fitted(_pieces(" · ".join(about), poster), _WIDTH, 160, 68)] if about else []
    room = height - sum(each.height for each in below)
    blocks = [fitted(_pieces(poster.title, poster), _WIDTH, room, 124, "Bold"), *below]
    top += (height - sum(each.height for each in blocks)) // 2
    for block in blocks:
        top = block.draw(page, _MIDDLE, top, INK)


def _code(page: ImageDraw.ImageDraw, image: Image.Image, link: str) -> None:
    left, top = _LEFT + 40, _PANEL[0] + 40
    page.rounded_rectangle((left - 14, top - 14, left + _QR + 14, top + _QR + 14), 40, PAPER)
    code = qr_code(link, _QR)
    aside = (_QR - code.width) // 2
    image.paste(code, (left + aside, top + aside))


def _steps(page: ImageDraw.ImageDraw, words: PosterWords) -> None:
    left, each = _STEPS_LEFT + _CIRCLE + 36, (_PANEL[1] - _PANEL[0] - 80) // len(words.steps)
    for number, (do, more) in enumerate(words.steps, 1):
        width = _STEPS_RIGHT - left
        told = fitted(pieces(do), width, 250, 88, "SemiBold")
        aside = fitted(pieces(more), width, 156, 54)
        top = _PANEL[0] + 40 + each * (number - 1) + (each - told.height - aside.height) // 2
        _number(page, number, top + (told.step - _CIRCLE) // 2)
        aside.draw(page, left, told.draw(page, left, top, INK, "l"), QUIET, "l")


def _number(page: ImageDraw.ImageDraw, number: int, top: int) -> None:
    page.ellipse((_STEPS_LEFT, top, _STEPS_LEFT + _CIRCLE, top + _CIRCLE), GOLD)
    middle = (_STEPS_LEFT + _CIRCLE // 2, top + _CIRCLE // 2 + 25)
    page.text(middle, str(number), font=font(72, "Bold"), fill=INK, anchor="ms")


def _typed(page: ImageDraw.ImageDraw, poster: Poster, words: PosterWords) -> None:
    """For those who cannot scan: words on the left, the code on the right."""
    top, height, box = 2690, 260, 720
    left = _RIGHT - box
    page.rounded_rectangle((left, top, _RIGHT, top + height), 40, PAPER, GOLD, 8)
    code = line(poster.code, 150, box - 80, "Bold")
    code.draw(page, left + box // 2, top + (height - code.height) // 2, INK)
    width = left - _LEFT - 60
    how = fitted(_pieces(words.typed_how.format(bot=poster.bot), poster), width, 190, 60)
    asked = line(words.typed, 64, width, "SemiBold")
    top += (height - asked.height - how.height) // 2
    how.draw(page, _LEFT, asked.draw(page, _LEFT, top, INK, "l"), INK, "l")


def _foot(page: ImageDraw.ImageDraw, poster: Poster, words: PosterWords) -> None:
    page.line((_LEFT, 3010, _RIGHT, 3010), FIELD, 6)
    top = line(words.privacy, 64, _WIDTH, "Medium").draw(page, _MIDDLE, 3046, INK)
    if poster.closes:
        top = line(words.closes.format(day=poster.closes), 56, _WIDTH).draw(page, _MIDDLE, top, INK)
    told = words.organiser.format(organiser=poster.organiser)
    fitted(_pieces(told, poster), _WIDTH, 160, 56).draw(page, _MIDDLE, top + 20, QUIET)


def _pieces(text: str, poster: Poster) -> tuple[str, ...]:
    return pieces(text, poster.names | {poster.bot})
