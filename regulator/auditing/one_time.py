"""One-time codes (TOTP, RFC 6238): the seed is shown once, kept sealed under a key file of its own,
and each code opens once.
"""

import hmac
import secrets
from datetime import datetime
from functools import cache
from pathlib import Path

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from regulator import files

SECONDS, AROUND = 30, (0, -1, 1)
_ISSUER = "Pishkhan"


def fresh() -> str:
    """A new seed, in base32."""
    return pyotp.random_base32()


def address(seed: str, number: str) -> str:
    """What an authenticator reads from the QR (`otpauth://…`)."""
    return pyotp.TOTP(seed).provisioning_uri(name=number, issuer_name=_ISSUER)


def seal(seed: str, number: str) -> bytes:
    """The seed as it is kept, bound to its account."""
    nonce = secrets.token_bytes(12)
    return nonce + _cipher(settings.KEYS).encrypt(nonce, seed.encode(), number.encode())


def used_step(kept: bytes, number: str, code: str, *, now: datetime, after: int) -> int | None:
    """The step that code is of, later than `after`; None when it opens nothing. A clock may be
    half a minute off.
    """
    try:
        seed = _cipher(settings.KEYS).decrypt(kept[:12], kept[12:], number.encode()).decode()
    except InvalidTag:
        return None
    here, made = int(now.timestamp()) // SECONDS, pyotp.TOTP(seed)
    steps = [here + off for off in AROUND if here + off > after]
    fits = [step for step in steps if hmac.compare_digest(made.generate_otp(step), code)]
    return fits[0] if fits else None


@cache
def _cipher(folder: Path) -> AESGCM:
    key = files.made_once(folder / "auditors.key", lambda: AESGCM.generate_key(256))
    return AESGCM(key)
