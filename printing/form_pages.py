"""A service's form on A4 or A5: blank, to be filled with a pen, and filled, to be signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from app.domain.form_values import Document, Field, Form
from app.domain.forms import Filled
from app.domain.pages import PaperSize
from app.domain.papers import FormHead
from app.domain.text import persian_digits
from printing.form_answers import answer_text, table_rows
from printing.form_cells import Cell, blank_cell, filled_cell, labelled, ticks
from printing.form_words import DOCUMENT_KINDS, never, when
from printing.layout.blocks import banner, paragraph, rule
from printing.layout.flow import Piece
from printing.layout.grid import Column, Face, table
from printing.layout.ink import Bars, Block, beside, gap, shifted, stack
from printing.look import Look, look
from printing.sheets import sheet_pdf
from printing.words import code, grouped_id, plain

_EMPTY_ROWS = 4
_INSET = 24
_BETWEEN = 48


@dataclass(frozen=True, slots=True)
class _Pen:
    """What every part of one form page needs: the form, its look and, when filled, its answers."""

    form: Form
    look: Look
    filled: Filled | None
    places: Mapping[str, str]
    seen: frozenset[str] = frozenset()

    @property
    def required(self) -> frozenset[str]:
        """Always required, whatever is answered."""
        return frozenset(self.form.schema.get("required", ()))


def blank_form_pdf(
    form: Form,
    *,
    service_title: str,
    agency: str,
    number: int,
    paper: PaperSize = "a4",
    large: bool = False,
) -> bytes:
    """The form as a citizen fills it at home: every question, every choice, every document."""
    pen = _Pen(form, look(paper, large=large), None, {})
    head = _head(pen, service_title, f"{plain(agency)} – خدمت شماره {persian_digits(number)}")
    said = "با خودکار و خوانا بنویسید؛ پاسخ‌های ستاره‌دار (*) لازم‌اند. این برگه رسید نیست."
    pieces = [*head, Piece(paragraph(said, pen.look.small, pen.look.width))]
    for key, label in form.sections:
        pieces += _section(pen, label, _documents(pen) if key == "documents" else _blank(pen, key))
    pieces.append(Piece(_signature(pen.look)))
    return sheet_pdf(pieces, pen.look, f"کاربرگ {plain(service_title)}", _edition(form))


def filled_form_pdf(
    form: Form,
    filled: Filled,
    *,
    head: FormHead,
    seen: Collection[str] = (),
    paper: PaperSize = "a4",
    large: bool = False,
) -> bytes:
    """The answers as they were registered, with a place for the applicant's signature.

    `seen` are the titles of the documents that were met; they are ticked.
    """
    pen = _Pen(form, look(paper, large=large), filled, head.places, frozenset(seen))
    told = f"{plain(head.agency)} – خدمت شماره {persian_digits(head.number)}"
    if head.tid:
        told += f" – شناسه پیگیری {code(grouped_id(head.tid))}"
    pieces = _head(pen, head.service_title, told)
    for key, label in form.sections:
        pieces += _section(pen, label, _papers(pen) if key == "documents" else _answers(pen, key))
    pieces.append(Piece(_signature(pen.look)))
    return sheet_pdf(pieces, pen.look, f"کاربرگ {plain(head.service_title)}", _edition(form))


def _edition(form: Form) -> str:
    return f"ویرایش {persian_digits(form.version)} کاربرگ"


def _head(pen: _Pen, title: str, told: str) -> list[Piece]:
    width = pen.look.width
    return [
        Piece(paragraph("کاربرگ درخواست خدمت", pen.look.bold, width, align="centre")),
        Piece(paragraph(plain(title), pen.look.name, width, align="centre")),
        Piece(paragraph(told, pen.look.small, width, align="centre")),
        Piece(stack([gap(8), rule(width, 3), gap(10)])),
    ]


def _section(pen: _Pen, label: str, pieces: Iterable[Piece]) -> list[Piece]:
    """A heading on black, kept with its first piece; no heading over nothing."""
    inner = list(pieces)
    if not inner:
        return []
    bar = banner(plain(label), pen.look.bold, pen.look.width, pad=4)
    return [Piece(stack([gap(pen.look.dots(12)), bar, gap(pen.look.dots(10))]), keep=True), *inner]


def _asked(pen: _Pen, section: str) -> list[Field]:
    return [
        field
        for field in pen.form.fields
        if field.asked and field.section == section and not never(pen.form, field.shown_when)
    ]


def _blank(pen: _Pen, section: str) -> Iterator[Piece]:
    """Questions that hang on the same condition stand together, set in, under it."""
    for told, fields in groupby(_asked(pen, section), lambda one: when(pen.form, one.shown_when)):
        inset = _INSET if told else 0
        pieces = list(_questions(pen, list(fields), inset))
        if told:
            heading = paragraph(f"{told}:", pen.look.small, pen.look.width - inset)
            pieces = [Piece(heading, keep=True), *pieces]
        yield from (_barred(piece, pen.look) if told else piece for piece in pieces)
        if told:
            yield Piece(gap(pen.look.dots(12)))


def _barred(piece: Piece, look: Look) -> Piece:
    """A line down the right edge: these questions are for some only."""
    bar = Block(piece.block.height, (Bars(((look.width - 4, 0, 4, piece.block.height),)),))
    return Piece(beside(bar, piece.block), piece.head, piece.keep)


def _questions(pen: _Pen, fields: list[Field], inset: int) -> Iterator[Piece]:
    narrowed = pen.look.narrowed(inset)
    half = (narrowed.width - _BETWEEN) // 2
    row: list[Cell] = []
    for field in fields:
        if field.columns:
            yield from _rows_of(row, narrowed, half)
            row = []
            yield from _empty_table(field, narrowed)
            continue
        row.append(blank_cell(field, narrowed, half, required=field.name in pen.required))
    yield from _rows_of(row, narrowed, half)


def _rows_of(cells: list[Cell], look: Look, half: int) -> Iterator[Piece]:
    """Two narrow cells beside each other, the first at the right."""
    waiting: Cell | None = None
    for cell in cells:
        if cell.wide and waiting:
            yield Piece(_spaced(shifted(waiting.block, look.width - half), look))
            waiting = None
        if cell.wide:
            yield Piece(_spaced(cell.block, look))
        elif waiting:
            right = shifted(waiting.block, look.width - half)
            yield Piece(_spaced(beside(right, cell.block), look))
            waiting = None
        else:
            waiting = cell
    if waiting:
        yield Piece(_spaced(shifted(waiting.block, look.width - half), look))


def _spaced(block: Block, look: Look) -> Block:
    return stack([block, gap(look.dots(12))])


def _columns(field: Field) -> list[Column]:
    return [
        Column(plain(column.label), 2 if column.kind == "text" else 1) for column in field.columns
    ]


def _empty_table(field: Field, look: Look) -> list[Piece]:
    face = Face(look.bold, look.body, look.width, boxed=True, tall=look.dots(44))
    rows = [[""] * len(field.columns)] * _EMPTY_ROWS
    label = stack(labelled(field, look, look.width, required=False))
    choices = [_choices_told(column) for column in field.columns if column.choices]
    told = stack(paragraph(text, look.small, look.width) for text in choices)
    return [
        Piece(stack([label, told]), keep=True),
        *table(_columns(field), rows, face),
        Piece(gap(look.dots(12))),
    ]


def _choices_told(column: Field) -> str:
    return f"{plain(column.label)}: " + "، ".join(plain(text) for _, text in column.choices)


def _documents(pen: _Pen) -> Iterator[Piece]:
    wanted = [one for one in pen.form.documents if not never(pen.form, one.condition)]
    yield from (Piece(_document(one, when(pen.form, one.condition), pen.look)) for one in wanted)


def _document(document: Document, told: str, look: Look, *, seen: bool = False) -> Block:
    """A box to tick, the paper, how it is taken, and for whom."""
    count = f" – {persian_digits(document.count)} نسخه" if document.count > 1 else ""
    text = f"{document.title} ({DOCUMENT_KINDS.get(document.kind, document.kind)}){count}"
    parts = [ticks([text], look, look.width, ticked=seen)]
    notes = [told + (" لازم است" if told and document.required else "")]
    notes += [] if document.required else ["اگر دارید بیاورید"]
    said = "؛ ".join(plain(one) for one in (*notes, document.note) if one)
    if said:
        parts.append(paragraph(said, look.small, look.width - look.dots(34)))
    return _spaced(stack(parts), look)


def _answers(pen: _Pen, section: str) -> Iterator[Piece]:
    filled = pen.filled
    if filled is None:
        return
    half = (pen.look.width - _BETWEEN) // 2
    row: list[Cell] = []
    for field in pen.form.fields:
        if field.section != section or field.name not in filled.shown:
            continue
        if field.columns:
            yield from _rows_of(row, pen.look, half)
            row = []
            yield from _answered_table(field, pen)
            continue
        text = answer_text(field, filled.answers.get(field.name), pen.places)
        row.append(filled_cell(field, text, pen.look, half))
    yield from _rows_of(row, pen.look, half)


def _answered_table(field: Field, pen: _Pen) -> list[Piece]:
    look = pen.look
    answers = pen.filled.answers.get(field.name) if pen.filled else None
    face = Face(look.bold, look.body, look.width, boxed=True)
    rows = table_rows(field, answers, pen.places)
    label = stack(labelled(field, look, look.width, required=False))
    return [Piece(label, keep=True), *table(_columns(field), rows, face), Piece(gap(look.dots(12)))]


def _papers(pen: _Pen) -> Iterator[Piece]:
    papers = pen.filled.papers if pen.filled else ()
    for one, _ in papers:
        yield Piece(_document(one, "", pen.look, seen=one.title in pen.seen))


def _signature(look: Look) -> Block:
    """Where the applicant signs; the office needs no stamp."""
    half = look.width // 2
    said = paragraph("درستی این پاسخ‌ها را می‌پذیرم.", look.bold, half)
    name = paragraph("نام، تاریخ و امضای متقاضی:", look.body, half)
    block = beside(shifted(said, half), shifted(name, half, look.body.pitch))
    return stack([gap(look.dots(16)), rule(look.width), gap(8), block, gap(look.dots(70))])
