"""CSV tables: the heading, then rows with their line numbers."""

import csv
import io
from collections.abc import Iterator

from app.domain.text import tidy
from regulator.catalogue.imports.report import Fault, Refused

Row = dict[str, str]


def rows_of(
    text: str, needed: tuple[str, ...], further: tuple[str, ...]
) -> Iterator[tuple[int, Row]]:
    """(line, row) of a CSV table; missing further columns are empty. Refuses a wrong heading."""
    reader = csv.DictReader(io.StringIO(text), strict=True)
    heading = reader.fieldnames or ()
    missing = [name for name in needed if name not in heading]
    foreign = [name for name in heading if name not in (*needed, *further)]
    if missing or foreign:
        code = "import-column-missing" if missing else "import-column-unknown"
        raise Refused([Fault(1, code, {"columns": "، ".join(missing or foreign)})])
    try:
        yield from _tidied(reader, needed + further)
    except csv.Error as wrong:
        raise Refused([Fault(reader.line_num, "import-csv", {"detail": wrong})]) from wrong


def _tidied(reader: "csv.DictReader[str]", names: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    for row in reader:
        if None in row or None in row.values():
            raise Refused([Fault(reader.line_num, "import-cell-count")])
        yield reader.line_num, {name: tidy(row.get(name) or "") for name in names}
