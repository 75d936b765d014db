"""One slot: the desk's secrets under one key, AES-256-GCM, bound to the kind of slot it is."""

import base64
import secrets
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DATABASE, SEED = 48, 32


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the slots protect. Never printed, logged or passed on a command line."""

    database: bytes
    seed: bytes

    def __repr__(self) -> str:
        return "Secrets(…)"


def draw() -> Secrets:
    """New secrets for a new desk file."""
    return Secrets(secrets.token_bytes(DATABASE), secrets.token_bytes(SEED))


def close(kind: str, key: bytes, plain: bytes) -> dict[str, Any]:
    """A slot that opens with that key only."""
    nonce = secrets.token_bytes(12)
    box = AESGCM(key).encrypt(nonce, plain, _bound(kind))
    return {"kind": kind, "nonce": b64(nonce), "box": b64(box)}


def open_box(kind: str, key: bytes, slot: dict[str, Any]) -> bytes | None:
    """What lies in a slot, or None when the key is another; ValueError when it is no slot."""
    try:
        nonce, box = unb64(slot["nonce"]), unb64(slot["box"])
        return AESGCM(key).decrypt(nonce, box, _bound(kind))
    except InvalidTag:
        return None
    except (KeyError, TypeError) as wrong:
        raise ValueError("not a slot") from wrong


def b64(data: bytes) -> str:
    """Bytes as text in the key-slot file."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: str) -> bytes:
    """Bytes of that text; ValueError when it is none."""
    return base64.b64decode(text, validate=True)


def _bound(kind: str) -> bytes:
    return f"pishkhan.slot.{kind}.v1".encode("ascii")
