"""A summary as a file: XLSX (right to left, numbers as numbers) and CSV (UTF-8 with its mark).

Digits are ASCII and dates Jalali text, so that any program sorts and adds them.
"""

from __future__ import annotations

import csv as csv_files
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.domain.acts import OfficeFacts
from app.domain.cells import plain
from app.domain.jalali import show, tehran_date, tehran_time
from app.domain.summary_pages import DayPage
from app.domain.summary_tables import Line, SumTable, Words
from app.domain.text import latin_digits

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OPEN = ("due_today", "overdue", "needs_documents", "ready")
NUMBER = "#,##0"
WIDTHS = (46, 30, 12, 20)


def csv(page: DayPage, office: OfficeFacts, words: Words) -> bytes:
    """One row for each line: table, title, account, count, rials."""
    told = io.StringIO()
    write = csv_files.writer(told, lineterminator="\r\n")
    heads = words["file"]
    write.writerows([plain(row) for row in _head(page, office, words)])
    write.writerow([heads[name] for name in ("table", "title", "account", "count", "amount")])
    for table in page.tables:
        for line in _lines(table):
            write.writerow(plain((table.title, line.title, line.code, line.count, line.amount)))
    return told.getvalue().encode("utf-8-sig")


def xlsx(page: DayPage, office: OfficeFacts, words: Words) -> bytes:
    """A first sheet with what it is about and what is open, then one sheet for each table."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    first = book.create_sheet()
    _dress(first, words["file"]["summary"])
    _fill(first, [*_head(page, office, words), (), *_open(page, words)])
    heads = words["file"]
    for table in page.tables:
        sheet = book.create_sheet()
        _dress(sheet, table.title)
        titles = (table.of, heads["account"], heads["count"], heads["amount"])
        rows = [(line.title, line.code, line.count, line.amount) for line in _lines(table)]
        _fill(sheet, [titles, *rows])
        _embolden(sheet, 1)
        if table.total:
            _embolden(sheet, len(rows) + 1)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(table: SumTable) -> tuple[Line, ...]:
    return (*table.lines, table.total) if table.total else table.lines


def _head(page: DayPage, office: OfficeFacts, words: Words) -> list[tuple[Any, ...]]:
    period, heads = page.summary.period, words["file"]
    at = tehran_time(page.summary.at)
    made = f"{show(tehran_date(page.summary.at))} {at:%H:%M}"
    return [
        (heads["office"], f"{office.name} ({office.code})"),
        (heads["from"], period.first_sh),
        (heads["until"], period.last_sh),
        (heads["made"], made),
        (heads["whose"], heads["whole_office" if page.summary.office else "this_desk"]),
        *_heard(page, words),
    ]


def _heard(page: DayPage, words: Words) -> list[tuple[Any, ...]]:
    """Until when each other desk was heard, and how much of it came late."""
    said, found = words["facts"], []
    for one in page.summary.heard:
        if one.as_of:
            at = f"{show(tehran_date(one.as_of))} {tehran_time(one.as_of):%H:%M}"
            late = said["late"].format(count=one.late) if one.late else ""
            found.append((said["heard"], said["as_of"].format(desk=one.desk, at=at) + late))
    return found


def _open(page: DayPage, words: Words) -> list[tuple[Any, ...]]:
    return [(words["open"][name], getattr(page.summary.open, name)) for name in OPEN]


def _dress(sheet: Worksheet, title: str) -> None:
    from openpyxl.utils import get_column_letter

    sheet.title = title[:31]
    sheet.sheet_view.rightToLeft = True
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    for at, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            if value is None:
                continue
            cell = sheet.cell(at, place)
            if isinstance(value, int):
                cell.value = value
                cell.number_format = NUMBER
            else:
                cell.value = latin_digits(value)
                cell.data_type = "s"  # never a formula


def _embolden(sheet: Worksheet, row: int) -> None:
    from openpyxl.styles import Font

    for cell in sheet[row]:
        cell.font = Font(bold=True)
