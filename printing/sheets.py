"""From pieces to the finished PDF: one long page on a roll, numbered pages on sheets."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.text import persian_digits
from printing.layout.blocks import paragraph, rule
from printing.layout.flow import Piece, paged
from printing.layout.ink import Block, beside, gap, shifted, stack
from printing.look import Look
from printing.pdf_text import pdf

_EDGE = 16


def sheet_pdf(pieces: Iterable[Piece], look: Look, title: str, foot: str = "") -> bytes:
    """The document. `title` and `foot` stand where nobody's secrets belong."""
    if look.is_roll:
        roll = stack([gap(_EDGE), *(piece.block for piece in pieces), gap(2 * _EDGE)])
        return pdf([roll], look.sheet, title)
    pages = paged(pieces, look.depth) or [gap(0)]
    numbered = [
        _footed(page, look, foot or title, f"صفحه {_number(n)} از {_number(len(pages))}")
        for n, page in enumerate(pages, 1)
    ]
    return pdf(numbered, look.sheet, title)


def _number(value: int) -> str:
    return persian_digits(value)


def _footed(page: Block, look: Look, foot: str, number: str) -> Block:
    """The page's number at the left of its foot, what it is at the right."""
    half = look.width // 2
    at = look.depth + look.small.size
    left = paragraph(number, look.small, half, align="left")
    # One line: a long title must not push the foot off the page.
    right = paragraph(foot, look.small, 10**6)
    right = shifted(right, look.width - 10**6) if _fits(foot, look, half) else gap(0)
    return beside(
        page, shifted(rule(look.width), y=at - 8), shifted(stack([beside(right, left)]), y=at)
    )


def _fits(text: str, look: Look, width: int) -> bool:
    from printing.layout.text import natural_width

    return natural_width(text, look.small) <= width
