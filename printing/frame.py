"""The frame of every page but the receipt: office, title, what it says, who gave it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.papers import About, Issued, Office
from app.domain.text import persian_digits
from printing.layout.blocks import framed, one_line, paragraph, rule
from printing.layout.flow import Piece
from printing.layout.grid import Column, Face, Row, table
from printing.layout.ink import Block, beside, gap, shifted, stack
from printing.layout.text import natural_width
from printing.look import Look
from printing.parts import FRAME_PAD, centred, office_head, pairs, warnings
from printing.receipt import tracking_lines
from printing.sheets import sheet_pdf
from printing.words import code, grouped_id, moment, plain

Part = Block | Piece
_SQUEEZED = 1.3


def page_pdf(
    title: str, parts: Iterable[Part], on: Look, *, office: Office, practice: bool = False
) -> bytes:
    """Office, title and parts as one document."""
    warning = warnings(on, practice=practice)
    heading = stack([gap(on.dots(6)), _title(title, on), gap(on.dots(8))])
    whole = (warning, office_head(office, on), heading, *parts, warning)
    pieces = [part if isinstance(part, Piece) else Piece(part) for part in whole]
    return sheet_pdf([piece for piece in pieces if piece.block.height], on, title)


def _title(title: str, on: Look) -> Block:
    """One line, a little smaller where that is enough; a very long title wraps."""
    if natural_width(title, on.title) <= on.width * _SQUEEZED:
        return one_line(title, on.title, on.width)
    return centred(title, on.title, on)


def issued_pdf(
    issued: Issued, title: str, parts: Iterable[Part], *, on: Look, end: Part | None = None
) -> bytes:
    """A page that somebody at a desk gave; `end` stands under that line (signatures)."""
    closing = [end] if end else []
    return page_pdf(
        title,
        [*parts, given(issued, on), *closing],
        on,
        office=issued.office,
        practice=issued.practice,
    )


def given(issued: Issued, on: Look) -> Block:
    """When the page was given, at which desk and by whom."""
    desk = f"باجه {persian_digits(issued.desk)}، {plain(issued.operator)}"
    line = f"{moment(issued.at)} – {desk}"
    words = paragraph(line, on.small, on.width, align=on.aside)
    return stack([gap(on.dots(16)), rule(on.width), gap(on.dots(6)), words])


def about_rows(about: About) -> list[tuple[str, str]]:
    """The request, as key and value."""
    return [
        ("خدمت", plain(about.service_title)),
        ("دستگاه اجرایی", plain(about.agency)),
        ("متقاضی", plain(about.applicant)),
        ("شناسه متقاضی", code(about.applicant_id_masked)),
    ]


def tracked(about: About, on: Look, *, v_code: str = "") -> Block:
    """The request, then its tracking ID in a frame."""
    inner = on.width - 2 * FRAME_PAD
    lines = tracking_lines(about.tid, on, inner)
    if v_code:
        secret = f"رمز پیگیری: {code(v_code)}"
        lines += [gap(4), paragraph(secret, on.bold, inner, align="centre")]
    box = framed(stack(lines), on.width, pad=FRAME_PAD)
    return stack([pairs(on, about_rows(about)), gap(on.dots(14)), box])


def rows_under(
    heading: str, columns: Sequence[Column], rows: Sequence[Row], on: Look, *, total: Row = ()
) -> list[Piece]:
    """A heading and its table; nothing for an empty one."""
    if not rows:
        return []
    face = Face(on.bold, on.body, on.width)
    name = stack([gap(on.dots(14)), paragraph(heading, on.bold, on.width)])
    return [Piece(name, keep=True), *table(columns, rows, face, total=total)]


def signatures(names: Sequence[str], on: Look) -> Block:
    """Places to sign, the first at the right; under each other on a roll."""
    if on.is_roll:
        lines = [stack([paragraph(name, on.small, on.width), gap(on.dots(60))]) for name in names]
        return stack([gap(on.dots(12)), *lines])
    width = on.width // len(names)
    places = [
        shifted(paragraph(name, on.body, width), on.width - (n + 1) * width)
        for n, name in enumerate(names)
    ]
    return stack([gap(on.dots(20)), beside(*places), gap(on.dots(70))])


def short_id(tid: str) -> str:
    """A tracking ID inside a row."""
    return code(grouped_id(tid)) if tid else ""
