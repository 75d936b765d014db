"""Words typed with the wrong keyboard layout: «sghl» was meant to be «سلام».

The table is the Iranian standard layout (ISIRI 9147) key by key, both ways. A scanner types capital
letters, so what Shift makes of each key is here too, as X11 and as Windows have it.
"""

import re
from collections.abc import Iterator, Mapping

from app.domain.text import ZWNJ, latin_digits

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,"
_PERSIAN = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو"
_TO_PERSIAN = str.maketrans(_LATIN, _PERSIAN)
_TO_LATIN = str.maketrans(_PERSIAN, _LATIN)
_CAPITALS = "QWERTYUIOPASDFGHJKLZXCVBNM"
# With Shift, in the order of those keys: ISIRI 9147 as X11 has it, and Windows' older «Persian».
_SHIFT_X11 = (
    f"\u0652\u064c\u064d\u064b\u064f\u0650\u064e\u0651][ؤئيإأآة»«ك\u0653ژ\u0670{ZWNJ}\u0654ء"
)
_SHIFT_WINDOWS = "\u064b\u064c\u064d\ufdfc،؛,][\\\u064e\u064f\u0650\u0651ۀآـ«»ةيژؤإأء"
# One key of the older one types a whole word; its M stands where the standard has «پ».
_WORD, _WORD_SIGN = "ريال", "\ufdfc"
_LAYOUTS: tuple[Mapping[int, int | str], ...] = (
    _TO_LATIN | str.maketrans(_SHIFT_X11, _CAPITALS),
    _TO_LATIN | str.maketrans("ئ" + _SHIFT_WINDOWS, "m" + _CAPITALS),
)


def meant(text: str) -> str:
    """The Persian text those keys would have typed, or "" when nothing looks wrong.

    >>> meant("sghl"), meant("سلام"), meant("12"), meant("Ali@x.ir")
    ('سلام', '', '', '')
    """
    if not re.fullmatch(rf"[{re.escape(_LATIN)} ]{{3,}}", text) or not re.search("[a-z]{2}", text):
        return ""
    return text.translate(_TO_PERSIAN)


def meant_latin(text: str) -> str:
    """The Latin letters those keys would have typed (a code, an agency's initials), or "".

    >>> meant_latin("رح"), meant_latin("Ali"), meant_latin("12")
    ('vp', '', '')
    """
    known = text and all(letter in _PERSIAN or letter == " " for letter in text)
    return text.translate(_TO_LATIN) if known else ""


def pressed(text: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """For each Iranian layout, what was typed piece by piece, and the Latin letter of its key: of
    a text that a scanner typed while the layout was Persian.

    >>> ["".join(latin for _, latin in keys) for keys in pressed("آففحس:\u200c۲")]
    ['Https:B2', 'Https:\u200c2']
    """
    pieces = re.findall(f"{_WORD}|.", text, re.DOTALL)
    for layout in _LAYOUTS:
        yield tuple((piece, _key(piece, layout)) for piece in pieces)


def _key(piece: str, layout: Mapping[int, int | str]) -> str:
    return latin_digits((_WORD_SIGN if piece == _WORD else piece).translate(layout))
