"""Reading a PDF of ours back, as a viewer's search and copy do."""

from __future__ import annotations

import unicodedata

from app.domain.text import fold


def text_of(pdf: bytes) -> str:
    """The text of all pages in reading order, NFKC, one line of the page per line."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    finally:
        document.close()
    text = "\n".join(pages).replace("\r\n", "\n")
    return unicodedata.normalize("NFKC", text)


def finds(pdf: bytes, wanted: str) -> bool:
    """Whether a person searching for it would find it: digits of any script, breaks ignored."""
    return fold(wanted) in fold(text_of(pdf))
