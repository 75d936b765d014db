"""The one door to pdfium, which must never be entered by two threads at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_ALONE = Lock()


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
