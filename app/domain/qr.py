r"""The receipt's QR: 111 signed bytes that anyone with the device directory can check offline.

Layout (big-endian, wire.md): 0x51 · key prefix 4 · tracking ID 8 · seconds since 2020 4 · rial 6 ·
service 4 · flags 2 · catalogue 2 · leaf 16 · Ed25519 64 over `pishkhan.qr.v1\0` ‖ the bytes before.
"""

import base64
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.jws import Signer, Unsound

DOMAIN = b"pishkhan.qr.v1\0"
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
LENGTH, SIGNED = 111, 47
VOID, PRACTICE, STALE, GRACE, CLOCK = 1, 2, 4, 8, 16
_FIELDS = struct.Struct(">B4sQI6sIHH16s")


@dataclass(frozen=True, slots=True)
class Mark:
    """What the QR says. `key` is the first 4 bytes of SHA-256 of the device's public key."""

    key: bytes
    tid: str
    at: datetime
    amount: int
    service: int
    flags: int
    catalogue: int
    leaf: bytes

    @property
    def prints(self) -> int:
        """How many times the receipt had been printed, flag bits 8–15."""
        return self.flags >> 8


def flags(*bits: int, prints: int = 1) -> int:
    """Flag word: the named bits, and the print count (at most 255) in the high byte."""
    return sum(set(bits)) | min(prints, 255) << 8


def seal(mark: Mark, signer: Signer) -> bytes:
    """The 111 bytes."""
    head = _FIELDS.pack(
        0x51,
        mark.key,
        int(mark.tid),
        int((mark.at - EPOCH).total_seconds()),
        mark.amount.to_bytes(6, "big"),
        mark.service,
        mark.flags,
        mark.catalogue % 65536,
        mark.leaf,
    )
    return head + signer(DOMAIN + head)


def open_sealed(data: bytes, verifies: Callable[[bytes, bytes, bytes], bool]) -> Mark:
    """The mark, once `verifies(key prefix, message, signature)` agreed; else `Unsound`."""
    if len(data) != LENGTH or data[0] != 0x51:
        raise Unsound("bad-framing", "not a Pishkhan QR")
    _, key, tid, seconds, amount, service, bits, catalogue, leaf = _FIELDS.unpack(data[:SIGNED])
    if not verifies(key, DOMAIN + data[:SIGNED], data[SIGNED:]):
        raise Unsound("bad-signature", "no device with that key made it")
    return Mark(
        key=key,
        tid=f"{tid:018}",
        at=EPOCH + timedelta(seconds=seconds),
        amount=int.from_bytes(amount, "big"),
        service=service,
        flags=bits,
        catalogue=catalogue,
        leaf=leaf,
    )


def to_text(data: bytes, host: str) -> str:
    """`HTTPS://HOST/R/` + unpadded base32, upper case: QR alphanumeric mode."""
    return f"HTTPS://{host.upper()}/R/{spelt(data)}"


def spelt(data: bytes) -> str:
    """The bytes in base32, upper case and without padding."""
    return base64.b32encode(data).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """The bytes behind a scanned text, whatever its host; only the one spelling is taken."""
    match = re.fullmatch(r"(?:[A-Z]+://[^/\s]+/R/)?([A-Z2-7]+)", text.strip().upper())
    if match is None:
        raise Unsound("bad-framing", "not a Pishkhan QR")
    code = match[1]
    try:
        data = base64.b32decode(code + "=" * (-len(code) % 8))
    except ValueError as wrong:
        raise Unsound("bad-framing", "not base32") from wrong
    if spelt(data) != code:
        raise Unsound("bad-framing", "not the canonical base32 spelling")
    return data
