"""Photos: whether it is one, and without what a camera wrote beside it. Never decodes the picture."""

import warnings
from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from handlers.media import gif, jpeg, png, webp

_MOST_PIXELS = 120_000_000  # the biggest sensors of phones have 108 million
_ORIENTATION = 0x0112
_CLEANERS: Mapping[str, Callable[[bytes], bytes]] = {
    "image/png": png.without_metadata,
    "image/webp": webp.without_metadata,
    "image/gif": gif.without_metadata,
}
TYPES = ("image/jpeg", *_CLEANERS)
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

# Pillow's own limit is lower than a phone's sensor; ours stands in its place.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


def cleaned(data: bytes, content_type: str) -> bytes:
    """The same picture. Raises ValueError for what is none."""
    orientation = _looked_at(data)
    is_jpeg = content_type == "image/jpeg"
    clean = jpeg.without_metadata(data, orientation) if is_jpeg else _CLEANERS[content_type](data)
    _looked_at(clean)
    return clean


def _looked_at(data: bytes) -> int:
    """How the picture is to be turned, by what it tells of itself."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            width, height = picture.size
            # To look for it in a PNG, the library would decode all of it.
            turned = picture.getexif().get(_ORIENTATION, 1) if isinstance(picture, JpegImageFile) else 1
    except Exception as fault:
        # Whatever a broken file makes the library stumble over.
        raise ValueError(f"no picture ({type(fault).__name__})") from None
    if width * height > _MOST_PIXELS:
        raise ValueError("too many pixels")
    return int(turned) if turned in range(1, 9) else 1
