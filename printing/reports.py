"""Pages for the manager and the auditor: X and Z, the day, and an extract of the journal."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.jalali import clock_time, long_date, show, tehran_date
from app.domain.money import rials
from app.domain.pages import PaperSize
from app.domain.report_papers import (
    DailySummary,
    JournalExtract,
    JournalRow,
    ShiftReport,
    Tally,
    TallyTable,
)
from app.domain.text import isolate, persian_digits
from printing.frame import Part, issued_pdf, rows_under, short_id, signatures
from printing.layout.blocks import framed, paragraph
from printing.layout.flow import Piece
from printing.layout.grid import Column
from printing.layout.ink import Block, beside, gap, shifted, stack
from printing.look import Look, look
from printing.parts import note, pairs
from printing.words import code, key_code, moment, plain


def shift_report_pdf(
    value: ShiftReport, *, paper: PaperSize = "roll80", large: bool = False
) -> bytes:
    """The X report of a running shift, or the numbered Z report of a closed one."""
    on = look(paper, large=large)
    rows = (
        ("متصدی", plain(value.operator or value.issued.operator)),
        ("باجه", persian_digits(value.issued.desk)),
        ("آغاز شیفت", moment(value.opened_at)),
        ("پایان شیفت", moment(value.closed_at) if value.closed_at else ""),
        *((plain(name), code(said)) for name, said in value.journal),
    )
    parts: list[Part] = [
        *_again(value.print_count, on),
        pairs(on, rows),
        *_tables(value.tables, on),
        *_differences(value.differences, on),
        *_open(value.open_items, on),
    ]
    if value.kind == "X":
        parts.append(note("شیفت باز است؛ این گزارش شیفت را نمی‌بندد.", on))
    end = signatures(("متصدی", "مدیر دفتر"), on) if value.kind == "Z" else None
    return issued_pdf(value.issued, _shift_title(value), parts, on=on, end=end)


def _shift_title(value: ShiftReport) -> str:
    if value.kind == "X":
        return "گزارش میان‌شیفت"
    return f"صورت‌جلسه پایان شیفت شماره {persian_digits(value.number)}"


def _again(count: int, on: Look) -> list[Block]:
    if count < 2:
        return []
    words = f"چاپ مجدد – بار {persian_digits(count - 1)}"
    inner = paragraph(words, on.bold, on.width - 16, align="centre")
    return [stack([framed(inner, on.width, pad=8), gap(on.dots(10))])]


def daily_summary_pdf(
    value: DailySummary, *, paper: PaperSize = "a4", large: bool = False
) -> bytes:
    """The office's day in tables."""
    on = look(paper, large=large)
    days = value.span or long_date(tehran_date(value.day))
    said = [("روز", days), *((plain(name), words) for name, words in value.facts)]
    parts: list[Part] = [pairs(on, said), *_in_two(value, on)]
    return issued_pdf(value.issued, "گزارش روز", parts, on=on)


def _in_two(value: DailySummary, on: Look) -> list[Piece]:
    """The tables in two columns where the sheet is wide, each in the shorter one, so that a day is
    one page; one after the other where it is not, or where they are longer than it."""
    half = on.narrowed((on.width + _BETWEEN) // 2)
    right: list[Block] = []
    left: list[Block] = []
    for pieces in (*(_table(one, half) for one in value.tables), _open(value.open_items, half)):
        column = right if _height(right) <= _height(left) else left
        column += [piece.block for piece in pieces]
    whole = beside(shifted(stack(right), on.width - half.width), stack(left))
    if on.is_roll or half.width < _NARROWEST or whole.height > on.depth * 3 // 4:
        return [*_tables(value.tables, on), *_open(value.open_items, on)]
    return [Piece(whole)]


def _height(blocks: Sequence[Block]) -> int:
    return sum(block.height for block in blocks)


_BETWEEN, _NARROWEST = 48, 600


def _tables(tables: Sequence[TallyTable], on: Look) -> list[Piece]:
    return [piece for one in tables for piece in _table(one, on)]


def _table(one: TallyTable, on: Look) -> list[Piece]:
    columns = (Column(plain(one.of)), Column("تعداد", 0), Column("مبلغ (ریال)", 0))
    total = _tally(one.total) if one.total else ()
    return rows_under(plain(one.title), columns, list(map(_tally, one.rows)), on, total=total)


def _tally(one: Tally) -> tuple[str, str, str]:
    count, amount = ("" if said is None else rials(said) for said in (one.count, one.amount))
    return plain(one.title), count, amount


def _differences(rows: Sequence[tuple[str, int, int, str]], on: Look) -> list[Piece]:
    """What the terminals say against what the journal says; each difference has its note."""
    columns = (
        Column("پایانه", 0),
        Column("سیاهه", 0),
        Column("کارت‌خوان", 0),
        Column("اختلاف", 0),
        Column("توضیح"),
    )
    cells = [
        (
            code(terminal),
            rials(expected),
            rials(stated),
            isolate(rials(stated - expected)),
            plain(text),
        )
        for terminal, expected, stated, text in rows
    ]
    return rows_under("مغایرت‌گیری کارت‌خوان", columns, cells, on)


def _open(rows: Sequence[tuple[str, int]], on: Look) -> list[Piece]:
    columns = (Column("کار باز"), Column("تعداد", 0))
    cells = [(plain(title), rials(count)) for title, count in rows]
    return rows_under("برای بعد می‌ماند", columns, cells, on)


def journal_extract_pdf(
    value: JournalExtract, *, paper: PaperSize = "a4", large: bool = False
) -> bytes:
    """Entries of the journal, in order, with the verdict of their verification."""
    on = look(paper, large=large)
    columns = (
        Column("شماره", 0),
        Column("زمان", 0),
        Column("رویداد", 2),
        Column("متصدی", 1),
        Column("شناسه پیگیری", 0),
        Column("چکیده", 0),
    )
    rows = (
        ("ثبت باجه", key_code(value.device)),
        ("درخواست‌کننده", plain(value.asked_by)),
        ("شمار رویدادها", rials(len(value.rows))),
    )
    entries = [_entry(row) for row in value.rows]
    parts: list[Part] = [
        pairs(on, rows),
        note(value.verdict, on),
        *rows_under("رویدادها", columns, entries, on),
    ]
    return issued_pdf(value.issued, "گزیده سیاهه رویدادها", parts, on=on)


def _entry(row: JournalRow) -> tuple[str, ...]:
    date = code(show(tehran_date(row.at)))
    return (
        persian_digits(row.seq),
        f"{date} {code(clock_time(row.at))}",
        plain(row.act),
        plain(row.operator),
        short_id(row.tid),
        row.leaf[:8],
    )
