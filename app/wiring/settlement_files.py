"""The acquirer's file as a table: CSV in the usual encodings, or the first sheet of an XLSX."""

import csv
import io
import zlib
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

from app.domain.canonical import sha256_hex
from app.domain.errors import OperatorCanFix

LARGEST = 10 * 2**20
# What the reader of workbooks throws at a file that is none, or a broken one.
NO_BOOK = (
    BadZipFile,
    zlib.error,
    SyntaxError,  # of its XML
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    RuntimeError,
)
ENCODINGS = ("utf-8-sig", "cp1256")


def read_table(path: Path) -> tuple[str, Sequence[Sequence[object]]]:
    """(SHA-256 of the bytes, lines of cells); OperatorCanFix for what is no table."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise OperatorCanFix("settlement-unreadable", detail=fault.strerror or "") from fault
    if len(data) > LARGEST:
        raise OperatorCanFix("settlement-unreadable", detail=f"{len(data):,}")
    return sha256_hex(data), _xlsx(data) if data.startswith(b"PK") else _csv(data)


def _csv(data: bytes) -> Sequence[Sequence[object]]:
    for encoding in ENCODINGS:
        try:
            told = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise OperatorCanFix("settlement-unreadable", detail="encoding")
    first = told.split("\n", 1)[0]
    mark = max(",;\t|", key=first.count)
    try:
        return list(csv.reader(io.StringIO(told, newline=""), delimiter=mark))
    except csv.Error as wrong:
        raise OperatorCanFix("settlement-unreadable", detail=str(wrong)) from wrong


def _xlsx(data: bytes) -> Sequence[Sequence[object]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except (*NO_BOOK, InvalidFileException) as wrong:
        raise OperatorCanFix("settlement-unreadable", detail=type(wrong).__name__) from wrong
