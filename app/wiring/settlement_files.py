"""The acquirer's file as a table: CSV in the usual encodings, or the first sheet of an XLSX."""

import codecs
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
ENCODINGS, UTF_16 = ("utf-8-sig", "cp1256"), (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
MARKS = ",;\t|"


def read_table(path: Path) -> tuple[str, Sequence[Sequence[object]]]:
    """(SHA-256 of the bytes, lines of cells); OperatorCanFix for what is no table."""
    data = _read(path)
    return sha256_hex(data), _xlsx(data) if data.startswith(b"PK") else _csv(data)


def _read(path: Path) -> bytes:
    """Weighed before it is read: a film was once chosen here."""
    try:
        if path.stat().st_size > LARGEST:
            raise OperatorCanFix("settlement-large", most=LARGEST >> 20)
        return path.read_bytes()
    except OSError as fault:
        raise OperatorCanFix("file-unreadable", detail=fault.strerror or "") from fault


def _csv(data: bytes) -> Sequence[Sequence[object]]:
    told = _decoded(data)
    if not told or "\0" in told or told.startswith("%PDF-"):
        raise OperatorCanFix("settlement-empty" if not data else "settlement-no-table")
    first = told.split("\n", 1)[0]
    mark = max(MARKS, key=first.count)
    if mark not in first:
        raise OperatorCanFix("settlement-no-table")
    try:
        return list(csv.reader(io.StringIO(told, newline=""), delimiter=mark))
    except csv.Error as wrong:
        raise OperatorCanFix("settlement-no-table") from wrong


def _decoded(data: bytes) -> str:
    """Text in one of the usual encodings, a picture in none of them: "" then."""
    encodings = ("utf-16",) if data.startswith(UTF_16) else ENCODINGS
    for encoding in encodings if not data.startswith(PICTURES) else ():
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _xlsx(data: bytes) -> Sequence[Sequence[object]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except (*NO_BOOK, InvalidFileException) as wrong:
        raise OperatorCanFix("settlement-unreadable") from wrong
