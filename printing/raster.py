"""The page as dots: black and white for the print head, smooth grey for the screen.

Both come from the PDF itself, so what is previewed, printed and archived is one picture.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from printing.pdfium import opened

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS_PER_MM = 72 / 25.4
_DPI = 203
# What a head reaches of each roll: 576 dots of 80 mm, 384 of 58 mm.
_PRINTABLE_MM = {80: 72, 58: 48}
# Grey up to this is black: a little above the middle, or thin strokes break on thermal paper.
_BLACK_UP_TO = 150


def page_count(pdf: bytes) -> int:
    """How many pages there are to preview."""
    with opened(pdf) as document:
        return len(document)


def one_bit(pdf: bytes, *, dpi: int = _DPI, page: int = 0) -> Image:
    """A page as the head prints it, without dithering; of a roll only what the head reaches.

    Heads have whole dots to the millimetre: «203 dpi» is 8, so 72 mm are exactly 576 dots.
    """
    per_mm = round(dpi / 25.4)
    # A hair less: pages measured in points are a hair off whole dots, and pdfium rounds up.
    grey = _grey(pdf, per_mm / _POINTS_PER_MM * (1 - 1e-6), page)
    roll = round(grey.width / per_mm)
    wide = _PRINTABLE_MM.get(roll, roll) * per_mm
    margin = (grey.width - wide) // 2
    if margin:
        grey = grey.crop((margin, 0, margin + wide, grey.height))
    return grey.point([0 if level <= _BLACK_UP_TO else 255 for level in range(256)], "1")


def png(pdf: bytes, *, dpi: int = _DPI) -> bytes:
    """`one_bit` as a PNG file."""
    return _saved(one_bit(pdf, dpi=dpi))


def preview_png(pdf: bytes, *, scale: float = 1.5, page: int = 0) -> bytes:
    """A whole page (from 0) in 256 greys; `scale` is pixels per point (1.5 is 108 dpi)."""
    return _saved(_grey(pdf, scale, page))


def pictures(pdf: bytes) -> tuple[tuple[tuple[float, float], bytes], ...]:
    """Each page's size in millimetres and its picture at twice the head's pitch, as a PNG file."""
    with opened(pdf) as document:
        sizes = [page.get_size() for page in document]
    return tuple(
        (
            (wide / _POINTS_PER_MM, tall / _POINTS_PER_MM),
            preview_png(pdf, scale=2 * _DPI / 72, page=place),
        )
        for place, (wide, tall) in enumerate(sizes)
    )


def _grey(pdf: bytes, scale: float, page: int) -> Image:
    with opened(pdf) as document:
        bitmap = document[page].render(scale=scale, grayscale=True, may_draw_forms=False)
        image: Image = bitmap.to_pil().copy()
    return image


def _saved(image: Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()
