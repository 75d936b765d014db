"""People's passwords: Argon2id hashes, and how long to wait after wrong tries."""

from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST_PASSWORD = 8
_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """The text to keep; salted, so equal passwords look different."""
    return _hasher.hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Whether the password is the one that was hashed."""
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def wait_after(tries: int) -> timedelta:
    """Nothing for two slips, then 5 s, doubling to at most an hour.

    >>> [int(wait_after(n).total_seconds()) for n in (2, 3, 4, 20)]
    [0, 5, 10, 3600]
    """
    if tries < 3:
        return timedelta()
    return timedelta(seconds=min(5 * 2 ** min(tries - 3, 20), 3600))
