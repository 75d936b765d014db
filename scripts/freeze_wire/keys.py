"""The keys, salts and moments of the frozen examples: fixed, public, and good for nothing else."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.domain import canonical, jws

OFFICE, DESK, EP = "00000", 1, 1
APP = "pishkhan/0.1.0"
HOST = "pishkhan.example"
START = datetime(2026, 11, 21, 5, 30, tzinfo=UTC)  # 1405/08/30, nine in the morning in Tehran
PURPOSES = ("device-ca", "ack", "release", "lease")
NAMES = (*PURPOSES, "desk-1", "desk-2", "stranger")


@dataclass(frozen=True)
class Key:
    """One Ed25519 key; the seed is the SHA-256 of its label."""

    name: str

    @property
    def label(self) -> str:
        return f"pishkhan wire v1 example key: {self.name}"

    @property
    def seed(self) -> bytes:
        return hashlib.sha256(self.label.encode()).digest()

    @property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def kid(self) -> str:
        return jws.key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


KEYS = {name: Key(name) for name in NAMES}
CA, ACK, RELEASE, LEASE, DESK_1, DESK_2, STRANGER = KEYS.values()


def salt(label: str) -> bytes:
    """Sixteen bytes that are always the same for a label."""
    return hashlib.sha256(f"pishkhan wire v1 example salt: {label}".encode()).digest()[:16]


def some_id(label: str) -> str:
    """A visit, payment or shift ID that is always the same for a label."""
    return hashlib.sha256(f"pishkhan wire v1 example id: {label}".encode()).hexdigest()[:32]


def some_hash(label: str) -> str:
    """The SHA-256 hex of a file that does not exist."""
    return canonical.sha256_hex(f"pishkhan wire v1 example file: {label}".encode())


def moment(seconds: float = 0) -> str:
    """A moment that long after nine in the morning, as the wire writes it."""
    at = START + timedelta(seconds=seconds)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def keys_file() -> dict[str, dict[str, str]]:
    """What keys.json says."""
    return {
        key.name: {
            "label": key.label,
            "seed": key.seed.hex(),
            "public": key.public.hex(),
            "kid": key.kid,
        }
        for key in KEYS.values()
    }
