"""How a page looks: the paper it is on and the type set on it, in dots.

Few sizes, two weights, and room between the lines. A key is smaller than its value: the eye is to
find what is particular to this paper. Large print is the same page in bigger type.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.pages import PaperSize
from printing.layout.blocks import Align
from printing.layout.text import Style
from printing.pdf_text import Sheet
from printing.shaping import Weight

# Rolls leave the half millimetre free by which they wander; sheets what office printers cannot
# reach and a punch needs.
SHEETS: dict[PaperSize, Sheet] = {
    "roll80": Sheet(width=640, margin=40),
    "roll58": Sheet(width=464, margin=44),
    "a5": Sheet(width=1184, margin=96, height=1680, top=72),
    "a4": Sheet(width=1680, margin=128, height=2376, top=80),
    "a3": Sheet(width=2376, margin=160, height=3360, top=136),
}
# (size, pitch) on the 80 mm roll, by role.
_ROLES: dict[str, tuple[int, int, Weight]] = {
    "small": (21, 31, "Regular"),
    "body": (24, 35, "Regular"),
    "bold": (24, 36, "Bold"),
    "lead": (30, 46, "Bold"),
    "name": (34, 50, "Bold"),
    "title": (44, 66, "Bold"),
    "huge": (50, 74, "Bold"),
}
# In percent of the 80 mm roll's type. On A4 the body is 9.4 points.
_SCALE: dict[PaperSize, int] = {"roll80": 100, "roll58": 88, "a5": 100, "a4": 110, "a3": 170}
_LARGE = 135
_FOOT = 64


@dataclass(frozen=True, slots=True)
class Look:
    """A paper and its type."""

    sheet: Sheet
    scale: int
    small: Style
    body: Style
    bold: Style
    lead: Style
    name: Style
    title: Style
    huge: Style

    @property
    def width(self) -> int:
        """Dots a line may take."""
        return self.sheet.width - 2 * self.sheet.margin

    @property
    def is_roll(self) -> bool:
        """A roll is one page, however long."""
        return not self.sheet.height

    @property
    def depth(self) -> int:
        """Dots a page's ink may take above its foot; 0 on a roll."""
        return self.sheet.height - 2 * self.sheet.top - _FOOT if self.sheet.height else 0

    @property
    def pair(self) -> tuple[Style, Style]:
        """Key and value."""
        return self.small, self.body

    @property
    def aside(self) -> Align:
        """Where asides stand: in the middle of a roll, at the beginning of a sheet's line."""
        return "centre" if self.is_roll else "right"

    def narrowed(self, dots: int) -> Look:
        """The same type on a column that much narrower, at the left."""
        return replace(self, sheet=replace(self.sheet, width=self.sheet.width - dots))

    def dots(self, on_roll: int) -> int:
        """A distance of the 80 mm roll, as this paper has it."""
        return round(on_roll * self.scale / 100)


def look(paper: PaperSize, *, large: bool = False) -> Look:
    """The look of a paper; `large` for people who see little."""
    scale = _SCALE[paper] * (_LARGE if large else 100) // 100
    styles = {
        role: Style(round(size * scale / 100), round(pitch * scale / 100), weight)
        for role, (size, pitch, weight) in _ROLES.items()
    }
    return Look(sheet=SHEETS[paper], scale=scale, **styles)
