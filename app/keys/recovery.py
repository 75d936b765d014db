"""The recovery key: forty digits on paper that open the desk file when everything else is lost.

Eight groups of five digits, each with two check digits over its place and its digits, so a slip is
found in its group. It opens the database only: who finds the paper cannot sign as the desk.

>>> key = draw()
>>> typed(key) == typed(key.replace("-", " "))
True
"""

import re
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import OperatorCanFix
from app.domain.text import latin_digits, persian_digits

GROUPS, DIGITS = 8, 5


def draw() -> str:
    """A new key as it is printed, once: eight groups of seven digits."""
    return "-".join(_group(place, f"{secrets.randbelow(10**DIGITS):05}") for place in range(GROUPS))


def typed(text: str) -> bytes:
    """The key behind what was typed, in any digits; names the first group that is wrong."""
    digits = re.sub(r"[\s\-–—]", "", latin_digits(text))
    if not re.fullmatch(rf"[0-9]{{{GROUPS * (DIGITS + 2)}}}", digits):
        raise OperatorCanFix("recovery-length", count=persian_digits(len(digits)))
    step = DIGITS + 2
    groups = [digits[start : start + step] for start in range(0, len(digits), step)]
    for place, group in enumerate(groups):
        if _group(place, group[:DIGITS]) != group:
            raise OperatorCanFix("recovery-group", group=persian_digits(place + 1))
    return _key("".join(group[:DIGITS] for group in groups))


def _group(place: int, digits: str) -> str:
    return f"{digits}{98 - int(f'{place + 1}{digits}') * 100 % 97:02}"


def _key(digits: str) -> bytes:
    # 132 bits of chance need no slow hash.
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"pishkhan.recovery.v1").derive(
        digits.encode()
    )
