"""The one door to pdfium, which must never be entered by two threads at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Literal

_ALONE = Lock()


PASSWORD = 4  # FPDF_ERR_PASSWORD


def shut(pdf: bytes) -> Literal["", "locked", "broken"]:
    """Why nobody could read that document; "" where it opens and has a page."""
    import pypdfium2

    try:
        with opened(pdf) as document:
            return "" if len(document) else "broken"
    except pypdfium2.PdfiumError as fault:
        return "locked" if fault.err_code == PASSWORD else "broken"


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """The document, for as long as the block lasts; other threads wait for it."""
    import pypdfium2

    with _ALONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
