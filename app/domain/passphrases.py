"""How hard a passphrase is to guess, roughly: its length and variety, less what all try first."""

import re
from typing import Literal

Strength = Literal["short", "weak", "fair", "strong"]
LEAST = 10
COMMON = ("password", "pishkhan", "پیشخوان", "گذرواژه", "123456", "qwerty", "admin")


def strength(typed: str) -> Strength:
    """
    >>> [strength(text) for text in ("کوتاه", "1234567890", "aaaaaaaaaaaaaaaaaaaa")]
    ['short', 'weak', 'weak']
    >>> strength("سه کبوتر آبی در باران"), strength("correct7Horse")
    ('strong', 'fair')
    """
    if len(typed) < LEAST:
        return "short"
    left = typed.lower()
    for word in COMMON:
        left = left.replace(word, "")
    left = re.sub(r"(.)\1+", r"\1", left)
    left = re.sub(r"(?:0123456789|1234567890|abcdefgh|12345678)", "", left)
    size = len(left) + 2 * len(left.split()) - 2
    if len(set(left)) < 6 or size < LEAST:
        return "weak"
    return "strong" if size >= 18 else "fair"
