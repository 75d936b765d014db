"""Persian text as people type it, and as we keep it.

Letters and digits reach us in three scripts and from many keyboards. `tidy` gives the one form we
store, `fold` the one we search by, `latin_digits`/`persian_digits` change digits only.

>>> tidy("  كتاب  علي\u200c ")
'کتاب علی'
>>> fold("آئین‌نامهٔ ۱۲") == fold("ایین نامه 12")
True
>>> latin_digits("۱۴۰۵/٠٨/30")
'1405/08/30'
"""

import re
import unicodedata

ZWNJ = "\u200c"
# First-strong and explicit isolates: they keep a phone or a code whole inside Persian text.
LRI, PDI = "\u2066", "\u2069"

PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_TO_LATIN = str.maketrans(PERSIAN_DIGITS + ARABIC_DIGITS, "0123456789" * 2)
_TO_PERSIAN = str.maketrans("0123456789" + ARABIC_DIGITS, PERSIAN_DIGITS * 2)
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u06c0": "هٔ", "\u0640": None})
# Direction marks belong to the layout, not to what was typed; control characters come by paste.
_MARKS = dict.fromkeys(
    (
        *(0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF),
        *(*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)),
    )
)
_FOLD = str.maketrans(
    {"آ": "ا", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی", "ة": "ه", ZWNJ: " ", "-": " ", "،": " "}
)
_JOINERS, _SPACES = re.compile(f"{ZWNJ}{{2,}}"), re.compile(rf"{ZWNJ}?\s+{ZWNJ}?")


def latin_digits(text: str) -> str:
    """Persian and Arabic-Indic digits as ASCII; all else untouched."""
    return text.translate(_TO_LATIN)


def persian_digits(text: str | int) -> str:
    """ASCII and Arabic-Indic digits as Persian; all else untouched."""
    return str(text).translate(_TO_PERSIAN)


def tidy(text: str) -> str:
    """The form we store: Persian ye and kaf, one space, no direction marks, no stray ZWNJ."""
    # Marks go first: what stood apart only by one of them must still compose.
    text = unicodedata.normalize("NFC", text.translate(_MARKS)).translate(_LETTERS)
    text = _SPACES.sub(" ", _JOINERS.sub(ZWNJ, text))
    return text.strip(f" \t\r\n{ZWNJ}")


def plain_name(text: str) -> str:
    """A place's name so that two spellings of it are equal: folded, without spaces.

    >>> plain_name("چهار محال") == plain_name("چهار\u200cمحال")
    True
    """
    return fold(text).replace(" ", "")


def fold(text: str) -> str:
    """The form we search by: one alphabet, ASCII digits, no ZWNJ, no marks, lower case."""
    text = latin_digits(tidy(text)).translate(_FOLD).casefold()
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", "".join(bare)).strip()


def isolate(code: str) -> str:
    """A code, phone or account number that must read left to right inside Persian text."""
    return f"{LRI}{code}{PDI}"
