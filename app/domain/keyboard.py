"""Words typed with the wrong keyboard layout: «sghl» was meant to be «سلام».

The table is the Iranian standard layout (ISIRI 9147) key by key, both ways.
"""

import re

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,"
_PERSIAN = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو"
_TO_PERSIAN = str.maketrans(_LATIN, _PERSIAN)
_TO_LATIN = str.maketrans(_PERSIAN, _LATIN)


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
