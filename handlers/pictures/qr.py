"""A QR code as a picture of whole dots. Knows no link and no page."""

import segno
from PIL import Image

_QUIET_ZONE = 4
"""The white about a code, in modules, is part of it: readers fail without."""


def qr_code(text: str, largest: int) -> Image.Image:
    """Black on white, as many dots a side as fit in `largest`. Level M: it reads with a seventh of it torn off."""
    rows = tuple(segno.make_qr(text, error="m").matrix_iter(border=_QUIET_ZONE))
    small = Image.new("L", (len(rows), len(rows)))
    small.putdata([0 if dark else 255 for row in rows for dark in row])
    side = len(rows) * (largest // len(rows))
    return small.resize((side, side), Image.Resampling.NEAREST).convert("RGB")
