"""Tables as a file: CSV (UTF-8 with its mark), XLSX (right to left), JSON (the value itself)."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, Literal

from app.domain.cells import plain
from app.domain.json_values import to_json
from regulator.supervision.tables import Table

Form = Literal["csv", "xlsx", "json"]
MEDIA: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def as_file(value: Any, tables: Sequence[Table], form: Form) -> bytes:
    """The value as that form; JSON is the value whole, the others its tables."""
    if form == "json":
        return json.dumps(to_json(value), ensure_ascii=False, indent=1).encode()
    return _csv(tables) if form == "csv" else _xlsx(tables)


def _csv(tables: Sequence[Table]) -> bytes:
    """One table after the other, each under its title, an empty line between."""
    told = io.StringIO()
    write = csv.writer(told, lineterminator="\r\n")
    for place, table in enumerate(tables):
        write.writerows([[]] if place else [])
        write.writerows([plain([table.title]), plain(table.heads), *map(plain, table.rows)])
    return told.getvalue().encode("utf-8-sig")


def _xlsx(tables: Sequence[Table]) -> bytes:
    """A sheet for each table; numbers are numbers, text is never a formula."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(table.title[:31])
        sheet.sheet_view.rightToLeft = True
        sheet.freeze_panes = "A2"
        for at, row in enumerate((table.heads, *table.rows), 1):
            for place, value in enumerate(row, 1):
                cell = sheet.cell(at, place, value)
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
