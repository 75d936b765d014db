r"""The mark of a signed page that is no receipt: 90 bytes that say which desk gave it and when.

Layout (big-endian): 0x53 · key prefix 4 · seconds since 2020 4 · desk 1 · first 16 bytes of SHA-256
of the page's facts · Ed25519 64 over `pishkhan.page.v1\0` ‖ the bytes before.
"""

import hashlib
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain import canonical, qr
from app.domain.jws import Signer, Unsound

DOMAIN = b"pishkhan.page.v1\0"
LENGTH, SIGNED = 90, 26
_FIELDS = struct.Struct(">B4sIB16s")


@dataclass(frozen=True, slots=True)
class PageMark:
    """What it says. `key` is the first 4 bytes of SHA-256 of the device's public key."""

    key: bytes
    at: datetime
    desk: int
    digest: bytes


def digest(facts: Any) -> bytes:
    """Of what stands on the page, in canonical form."""
    return hashlib.sha256(canonical.dumps(facts)).digest()[:16]


def seal(mark: PageMark, signer: Signer) -> bytes:
    """The 90 bytes."""
    seconds = int((mark.at - qr.EPOCH).total_seconds())
    head = _FIELDS.pack(0x53, mark.key, seconds, mark.desk, mark.digest)
    return head + signer(DOMAIN + head)


def open_sealed(data: bytes, verifies: Callable[[bytes, bytes, bytes], bool]) -> PageMark:
    """The mark, once `verifies(key prefix, message, signature)` agreed; else `Unsound`."""
    if len(data) != LENGTH or data[0] != 0x53:
        raise Unsound("bad-framing", "not a signed page")
    _, key, seconds, desk, facts = _FIELDS.unpack(data[:SIGNED])
    if not verifies(key, DOMAIN + data[:SIGNED], data[SIGNED:]):
        raise Unsound("bad-signature", "no device with that key made it")
    return PageMark(key, qr.EPOCH + timedelta(seconds=seconds), desk, facts)


def to_text(data: bytes, host: str) -> str:
    """`HTTPS://HOST/P/` + unpadded base32, upper case: QR alphanumeric mode."""
    return f"HTTPS://{host.upper()}/P/{qr.spelt(data)}"


def from_text(text: str) -> bytes:
    """The bytes behind a scanned text, whatever its host; only the one spelling is taken."""
    return qr.from_text(re.sub(r"^[A-Za-z]+://[^/\s]+/[Pp]/", "", text.strip()))


def short(facts: bytes) -> str:
    """The digest as people compare it: «a1b2 c3d4 e5f6».

    >>> short(bytes(range(16)))
    '0001 0203 0405'
    """
    digits = facts.hex()[:12]
    return " ".join(digits[place : place + 4] for place in (0, 4, 8))
