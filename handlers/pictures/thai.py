"""Thai letters in pictures: one font, shaped so that tone marks stand where they belong. Knows no picture."""

from functools import cache
from pathlib import Path

import fontpkg_sarabun
from PIL import features
from PIL.ImageFont import FreeTypeFont, Layout, truetype

_FILES = Path(fontpkg_sarabun.__file__).parent / "files"


class NoShaping(RuntimeError):
    """Pillow was built without raqm: tone marks would overlap."""


@cache
def font(size: int, weight: str = "Regular") -> FreeTypeFont:
    """Sarabun in pixels; `weight` is Regular, Medium, SemiBold or Bold. Raises NoShaping."""
    if not features.check("raqm"):
        raise NoShaping("Pillow here cannot shape Thai (no raqm): install Pillow's own wheel.")
    return truetype(str(_FILES / f"Sarabun-{weight}.ttf"), size, layout_engine=Layout.RAQM)
