"""Whole rials. Money is an int everywhere; only this module turns it into text and back.

>>> rials(1234567)
'۱٬۲۳۴٬۵۶۷'
>>> parse_rials("۱٬۲۳۴٬۵۶۷ ریال")
1234567
"""

import re

from app.domain.errors import OperatorCanFix
from app.domain.text import latin_digits, persian_digits

# Six bytes in the QR; also far above any fee. Larger is a slip of the hand.
MAX_RIALS = 2**48 - 1
THOUSANDS = "\u066c"


def rials(amount: int) -> str:
    """Persian digits, grouped by ٬ (U+066C). A negative amount keeps its sign in front."""
    return persian_digits(f"{amount:,}".replace(",", THOUSANDS))


def parse_rials(text: str) -> int:
    """Typed money: any digits, any grouping mark, the word ریال allowed. Never a fraction."""
    digits = re.sub(rf"[\s,{THOUSANDS}،']|ریال", "", latin_digits(text))
    if not re.fullmatch(r"[0-9]+", digits):
        raise OperatorCanFix("money-not-a-number")
    if len(digits) > 15 or int(digits) > MAX_RIALS:
        raise OperatorCanFix("money-too-large", limit=rials(MAX_RIALS))
    return int(digits)
