"""Reading a PDF of ours back, as a viewer's search and copy do."""

from __future__ import annotations

import unicodedata

from app.domain.text import fold
from printing.pdfium import opened


def text_of(pdf: bytes) -> str:
    """The text of all pages in reading order, NFKC, one line of the page per line."""
    with opened(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    text = "\n".join(pages).replace("\r\n", "\n")
    return unicodedata.normalize("NFKC", text)


def finds(pdf: bytes, wanted: str) -> bool:
    """Whether a person searching for it would find it: digits of any script, breaks ignored."""
    return fold(wanted) in fold(text_of(pdf))
