"""People's passwords and PINs as Argon2id hashes."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.text import latin_digits

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """The text to keep; salted, so equal passwords look different."""
    return _hasher.hash(_as_typed(password))


def fits(password_hash: str, password: str) -> bool:
    """Whether the password is the one that was hashed, whatever script its digits came in."""
    try:
        return _hasher.verify(password_hash, _as_typed(password))
    except (VerificationError, InvalidHashError):
        return False


def _as_typed(password: str) -> str:
    """One form for what keyboards write differently: composed letters, ASCII digits.

    >>> _as_typed("۲۷۱828") == _as_typed("271٨٢٨")
    True
    """
    return latin_digits(unicodedata.normalize("NFC", password))
