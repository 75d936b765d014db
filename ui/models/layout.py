"""Words typed with the wrong keyboard layout: «sghl» was meant to be «سلام».

The table is the Iranian standard layout (ISIRI 9147) key by key.
"""

import re

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,"
_PERSIAN = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو"
_KEYS = str.maketrans(_LATIN, _PERSIAN)


def meant(text: str) -> str:
    """The Persian text those keys would have typed, or "" when nothing looks wrong.

    >>> meant("sghl"), meant("سلام"), meant("12"), meant("Ali@x.ir")
    ('سلام', '', '', '')
    """
    if not re.fullmatch(rf"[{re.escape(_LATIN)} ]{{3,}}", text) or not re.search("[a-z]{2}", text):
        return ""
    return text.translate(_KEYS)
