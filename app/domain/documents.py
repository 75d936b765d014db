"""Which files a desk keeps beside a request: how large, of which form, of which kind of document.

What the citizen shows or the network tells is seen or asked, never copied (obligation #58).
"""

import re

from app.domain.errors import OperatorCanFix
from app.domain.form_values import Document
from app.domain.text import persian_digits

LARGEST = 10 << 20
KEPT_KINDS = ("copy", "produced_here", "evidence")
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


_IDENTITY = re.compile(r"شناسنامه|کارت(?:\s\w+)?\sملی")


def identity_paper(title: str) -> bool:
    """Whether it is a paper of a person's identity, which nobody may ask a copy of (#58).

    >>> [identity_paper(title) for title in ("شناسنامه", "کارت\u2002هوشمند\u2002ملی", "سند")]
    [True, True, False]
    """
    return _IDENTITY.search(title) is not None


def copy_forbidden(paper: Document) -> bool:
    """Seed 001 article 12: identity papers that are shown, and whatever the network can give."""
    by_network = paper.kind == "obtained_online" or bool(paper.obtained_by)
    return by_network or (paper.kind == "original_seen" and identity_paper(paper.title))


def right_code(code: str) -> bool:
    """Whether that can be a document's verification code: Latin letters, digits and dashes.

    >>> right_code("AB12-9934"), right_code("12"), right_code("کد")
    (True, False, False)
    """
    return re.fullmatch(r"[0-9A-Za-z-]{4,64}", code) is not None


def media_of(data: bytes) -> str:
    """What a file is by its first bytes, whatever its name says; refuses what may not be kept.

    >>> media_of(b"%PDF-1.7 ...")
    'application/pdf'
    """
    if not data:
        raise OperatorCanFix("document-empty")
    check_size(len(data))
    for start, media in _BEGINNINGS.items():
        if data.startswith(start):
            return media
    raise OperatorCanFix("document-form")


def check_size(size: int) -> None:
    """Refuses what is too large to be kept; asked before a file is read."""
    if size > LARGEST:
        raise OperatorCanFix("document-large", most=persian_digits(LARGEST >> 20))


def check_kind(kind: str) -> None:
    """Only copies the service asks for, and what the desk itself makes, may be kept."""
    if kind not in KEPT_KINDS:
        raise OperatorCanFix("document-not-kept")
