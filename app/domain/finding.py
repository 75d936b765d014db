"""How requests are looked for: what was typed or scanned, understood; and the words kept of each.

>>> understood("۰۰۰۰۰-۰۰۱-۲۰۷۱-۰۰۰۱ ۹۸").tid
'000000012071000198'
>>> understood("مريم  نمونه").words
('مریم', 'نمونه')
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import qr
from app.domain.jws import Unsound
from app.domain.text import fold, latin_digits

LEAST = 2  # letters of a word that is looked for
TID, PERSON = 18, (10, 11, 12)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a text asks for: one request, a person's number, the start of a number or code, words.

    Empty texts ask for nothing of that kind. `digits` are those of a text that is digits only.
    """

    tid: str = ""
    person: str = ""
    digits: str = ""
    code: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a text, and filters; "" and None filter nothing.

    `since` and `until` are moments in wire form, the second not included.
    """

    text: str = ""
    state: str = ""
    service: int | None = None
    since: str = ""
    until: str = ""
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Places of requests, the newest first; `more` says that the list was cut."""

    places: tuple[int, ...]
    more: bool = False


def understood(typed: str) -> Looked:
    """What a text typed or scanned asks for; any digits, spaces and dashes, any spelling."""
    scanned = _scanned(typed)
    if scanned:
        return Looked(tid=scanned)
    digits = re.sub(r"[\s\-–—/\u200c\u200e\u200f]", "", latin_digits(typed))
    if re.fullmatch(r"[0-9]{2,}", digits):
        if len(digits) == TID:
            return Looked(tid=digits)
        person = digits if len(digits) in PERSON else ""
        return Looked(person=person, digits=digits, code=digits)
    # As the index cuts them: a word with a mark in it would be a phrase, which it does not know.
    words = tuple(word for word in re.findall(r"[^\W_]+", fold(typed)) if len(word) >= LEAST)
    code = code_key(typed)
    return Looked(words=words, code=code if re.search(r"[0-9]", code) else "")


def code_key(code: str) -> str:
    """A code as it is compared: letters and digits only, upper case.

    >>> code_key(" sa-۷۷۸ ۸۹۹ ")
    'SA778899'
    """
    return re.sub(r"[\W_]", "", latin_digits(code)).upper()


def words_of(request: Mapping[str, Any]) -> str:
    """The folded words a request is found by: the names of the people it is about, and mobiles."""
    people = [request[role] for role in ("applicant", "representative", "visitor") if request[role]]
    said = dict.fromkeys(text for one in people for text in (one["name"], one.get("mobile") or ""))
    return fold(" ".join(said))


def _scanned(typed: str) -> str:
    """The tracking ID in a receipt's QR, or ""; that it is genuine is asked elsewhere."""
    if len(typed.strip()) < 100:
        return ""
    try:
        return qr.open_sealed(qr.from_text(typed), lambda *_: True).tid
    except Unsound:
        return ""
