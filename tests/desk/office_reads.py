"""LibreOffice opens the day's XLSX without a window and writes it again: every cell is still equal.

`python -m tests.desk.office_reads`, where Debian's `libreoffice-calc-nogui` is installed. Apart
from `make test`, for it is large.
"""

import io
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import openpyxl

from app.domain.periods import Period
from app.domain.summary_pages import DayPage
from app.domain.summary_tables import tables
from app.wiring import exports
from app.wiring.naming import names, report_words
from local_db import day_queries
from tests.desk import busy
from tests.desk.conftest import make_here, open_for_business
from tests.ui.bundled import bundled_catalogue

Cells = dict[str, list[list[Any]]]


def book(folder: Path) -> bytes:
    """The XLSX of some busy days."""
    desk = open_for_business(make_here(folder), bundled_catalogue())
    busy.Busy(desk, random.Random(7)).work(20)
    days = [day for (day,) in desk.rows("SELECT DISTINCT day FROM day_totals")]
    period = Period("range", min(days), max(days))
    with desk.here.db.read() as connection:
        found = day_queries.summary(connection, period, desk.clock.wall)
        called = names(connection, desk.serving.catalogue)
    page = DayPage(found, tables(found, called, report_words()))
    desk.here.db.close()
    return exports.xlsx(page, desk.here.office, report_words())


def opened(data: bytes, folder: Path) -> bytes:
    """The same book as LibreOffice read it and wrote it again."""
    source, out = folder / "day.xlsx", folder / "again"
    source.write_bytes(data)
    home = f"-env:UserInstallation=file://{folder}/profile"
    ask = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*ask, str(source)], check=True, timeout=300, capture_output=True)
    return (out / "day.xlsx").read_bytes()


def cells(data: bytes) -> Cells:
    """Every value of every sheet, rows without anything left out at the end."""
    found: Cells = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        if not sheet.sheet_view.rightToLeft:
            raise SystemExit(f"{sheet.title} is not right to left")
        rows = [_trimmed(row) for row in sheet.iter_rows(values_only=True)]
        found[sheet.title] = [row for row in rows if row]
    return found


def _trimmed(row: tuple[Any, ...]) -> list[Any]:
    kept = list(row)
    while kept and kept[-1] is None:
        kept.pop()
    return kept


def main() -> int:
    """1 where a cell came back as another."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = book(folder)
        before, after = cells(data), cells(opened(data, folder))
    wrong = [title for title in before if before[title] != after.get(title)]
    count = sum(len(row) for rows in before.values() for row in rows)
    print(f"{len(before)} sheets, {count} cells: {'equal' if not wrong else f'differ in {wrong}'}")
    return int(bool(wrong) or list(before) != list(after))


if __name__ == "__main__":
    sys.exit(main())
