"""Laid-out blocks as the pages of a PDF, their glyphs drawn one by one through reportlab's canvas.

The page is measured in printer dots and scaled once, so whole dots stay whole on paper. The same
block gives the same bytes on every machine: a reprint can be compared with the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import floor
from typing import Any

from printing.layout.ink import DOTS_PER_MM, Bars, Block, Glyphs, Ink
from printing.pdf_fonts import EmbeddedFont
from printing.shaping import UNITS_PER_EM, Glyph, Weight

POINTS_PER_DOT = 72 / 25.4 / DOTS_PER_MM
_HAIR = 0.02


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper: its width and the margin left and right of the ink, in dots.

    A roll has no `height`: its page is as long as what stands on it. `top` is left free above.
    """

    width: int
    margin: int
    height: int = 0
    top: int = 0


def pdf(pages: Sequence[Block], sheet: Sheet, title: str) -> bytes:
    """One page for each block. `title` is the document's, without personal data."""
    out = BytesIO()
    canvas = _canvas(out, title)
    fonts = _fonts(ink for page in pages for ink in page.ink)
    for page in pages:
        height = sheet.height or page.height
        canvas.setPageSize((_points(sheet.width), _points(height)))
        code = [_dots_from_top_left(sheet, height), "0 g", *content(page.ink, fonts)]
        canvas._code.append("\n".join(code))
        canvas.showPage()
    for weight in sorted(fonts):
        fonts[weight].add_to(canvas._doc)
    canvas.save()
    return out.getvalue()


def _dots_from_top_left(sheet: Sheet, height: int) -> str:
    """Turns the page's points, which begin at the bottom, into dots below the top edge."""
    dot, top = f"{POINTS_PER_DOT:.6f}", f"{height * POINTS_PER_DOT:.6f}"
    return f"{dot} 0 0 -{dot} 0 {top} cm\n1 0 0 1 {sheet.margin} {sheet.top} cm"


def _points(dots: int) -> float:
    """Rounded down: a page a hair too wide would be rastered one dot wider, all of it stretched."""
    return floor(dots * POINTS_PER_DOT * 10_000) / 10_000


def _fonts(inks: Iterable[Ink]) -> dict[Weight, EmbeddedFont]:
    used: dict[Weight, list[Glyph]] = {}
    for ink in inks:
        if isinstance(ink, Glyphs):
            used.setdefault(ink.run.weight, []).extend(ink.run.glyphs)
    return {weight: EmbeddedFont(weight, glyphs) for weight, glyphs in used.items() if glyphs}


def _canvas(out: BytesIO, title: str) -> Any:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    canvas: Any = Canvas(out, invariant=1, pageCompression=1, lang="fa-IR")
    canvas.setTitle(title)
    canvas.setCreator("Pishkhan")
    canvas.setAuthor("")
    canvas.setSubject("")
    # Every canvas begins with Helvetica, which is not embedded; our pages use only their own fonts.
    canvas._preamble = ""
    canvas._doc.idToObject["BasicFonts"].dict.clear()
    return canvas


def content(inks: Iterable[Ink], fonts: dict[Weight, EmbeddedFont]) -> list[str]:
    """The page's operators, in the order of the ink."""
    code = []
    for ink in inks:
        if isinstance(ink, Bars):
            code.append(_bars(ink))
        elif ink.run.glyphs:
            code.append(_glyphs(ink, fonts))
    return code


def _bars(bars: Bars) -> str:
    if len(bars.boxes) == 1:
        return _lone_bar(bars.boxes[0], bars)
    boxes = "\n".join(f"{x} {y} {width} {height} re" for x, y, width, height in bars.boxes)
    return f"q {bars.unit} 0 0 {bars.unit} {bars.left} {bars.top} cm\n{boxes}\nf Q"


def _lone_bar(box: tuple[int, int, int, int], bars: Bars) -> str:
    """Renderers widen a lone rectangle to every dot it touches; a hair smaller, it stays exact."""
    x, y, width, height = (side * bars.unit for side in box)
    left, top = bars.left + x + _HAIR, bars.top + y + _HAIR
    return f"{left:.2f} {top:.2f} {width - 2 * _HAIR:.2f} {height - 2 * _HAIR:.2f} re f"


def _glyphs(ink: Glyphs, fonts: dict[Weight, EmbeddedFont]) -> str:
    font = fonts[ink.run.weight]
    colour, back = ("1 g ", " 0 g") if ink.white else ("", "")
    place = f"1 0 0 -1 {_number(ink.x)} {_number(ink.y)} Tm"
    return f"{colour}BT /{font.name} {_number(ink.size)} Tf {place} {_shown(ink, font)} ET{back}"


def _shown(ink: Glyphs, font: EmbeddedFont) -> str:
    """TJ operators. Numbers between glyphs move the pen left, in thousandths of an em."""
    parts: list[str] = []
    rise = 0
    pen = drawn = 0.0
    row: list[str] = []
    for glyph in ink.run.glyphs:
        if glyph.dy != rise:
            parts += _show(row)
            row, rise = [], glyph.dy
            parts.append(f"{_number(rise * ink.size / UNITS_PER_EM)} Ts")
        back = drawn - pen - glyph.dx
        if back:
            row.append(f"{back * 1000 / UNITS_PER_EM:.0f}")
        row.append(f"<{font.number[glyph.gid]:04X}>")
        drawn = pen + glyph.dx + font.widths[glyph.gid]
        pen += glyph.advance
    parts += _show(row)
    return " ".join([*parts, "0 Ts"] if rise else parts)


def _show(row: list[str]) -> list[str]:
    return [f"[{''.join(row)}] TJ".replace("><", "")] if row else []


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
