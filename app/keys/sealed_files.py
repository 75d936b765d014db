"""A file under a key of its own, AES-256-GCM, bound to the hash of what it holds.

The key lies in the desk file; throwing it away makes every copy of the file unreadable.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC, NONCE = b"PKD1", 12


def draw_key() -> bytes:
    """A key for one file."""
    return secrets.token_bytes(32)


def seal(plain: bytes, name: str, key: bytes) -> bytes:
    """The bytes to lay on disk."""
    nonce = secrets.token_bytes(NONCE)
    return MAGIC + nonce + AESGCM(key).encrypt(nonce, plain, _bound(name))


def unseal(sealed: bytes, name: str, key: bytes) -> bytes | None:
    """What was sealed under that name, or None when a single bit is not as it was."""
    head = len(MAGIC) + NONCE
    if not sealed.startswith(MAGIC) or len(sealed) < head + 16:
        return None
    try:
        return AESGCM(key).decrypt(sealed[len(MAGIC) : head], sealed[head:], _bound(name))
    except InvalidTag:
        return None


def _bound(name: str) -> bytes:
    return f"pishkhan.document.v1 {name}".encode("ascii")
