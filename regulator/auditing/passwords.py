"""Passwords of auditors: drawn by the program, a hundred bits each, so that Argon2 at the least
cost OWASP names (19 MiB, two rounds, one lane) is ample; a flood of tries cannot fill the memory.
"""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# Without the letters that are read as others.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LETTERS_EACH = 4, 5
_ARGON2 = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def fresh() -> str:
    """A new one, in groups."""
    each = ("".join(secrets.choice(LETTERS) for _ in range(LETTERS_EACH)) for _ in range(GROUPS))
    return "-".join(each)


def kept(password: str) -> str:
    """What is kept of it."""
    return _ARGON2.hash(password)


def fits(told: str, password: str) -> bool:
    """Whether that is it."""
    try:
        return _ARGON2.verify(told, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
