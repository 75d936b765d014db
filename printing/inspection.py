"""«آماده بازرسی»: everything an inspector asks, on one sheet, with the mark that signs it."""

from __future__ import annotations

from app.domain.pages import PaperSize
from app.domain.report_papers import InspectionPage
from app.domain.text import isolate
from printing.frame import Part, issued_pdf, signatures
from printing.layout.blocks import paragraph
from printing.layout.flow import Piece
from printing.layout.grid import Column, Face, table
from printing.layout.ink import Block, beside, gap, shifted, stack
from printing.layout.qr import qr
from printing.look import Look, look
from printing.parts import note, pairs
from printing.words import plain

Line = tuple[str, str, str]


def inspection_pdf(value: InspectionPage, *, paper: PaperSize = "a4", large: bool = False) -> bytes:
    """Figures, then each section, then the mark; an inspector and the manager sign under it."""
    on = look(paper, large=large)
    parts: list[Part] = [pairs(on, [(plain(name), plain(said)) for name, said in value.figures])]
    for title, lines in value.sections:
        parts += _section(title, lines, on)
    parts.append(_mark(value, on))
    end = signatures(("مدیر دفتر", "بازرس"), on)
    return issued_pdf(value.issued, "آماده بازرسی", parts, on=on, end=end)


def _section(title: str, lines: tuple[Line, ...], on: Look) -> list[Piece]:
    columns = (Column(plain(title), 1), Column("", 1), Column("", 0))
    rows = [tuple(map(plain, line)) for line in lines]
    return [
        Piece(gap(on.dots(10)), keep=True),
        *table(columns, rows, Face(on.bold, on.small, on.width)),
    ]


def _mark(value: InspectionPage, on: Look) -> Block:
    """The mark; on a sheet what it is for stands at its right."""
    said = f"چکیده این برگه: {isolate(value.digest)}"
    how = "با پویش این نشان، سامانه می‌گوید کدام باجه و کی این برگه را داده است."
    if on.is_roll:
        words = [paragraph(said, on.bold, on.width, align="centre"), note(how, on)]
        return stack([gap(on.dots(12)), qr(value.qr, on.width), *words])
    half = on.width // 2
    mark = qr(value.qr, half)
    lines = [paragraph(said, on.bold, half), gap(on.dots(6)), paragraph(how, on.small, half)]
    words_ = shifted(stack(lines), on.width - half, mark.height // 3)
    return stack([gap(on.dots(8)), beside(mark, words_)])
