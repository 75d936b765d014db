"""Keys of those who answer for releases: one encrypted file a person, and its public half beside.

A key held in hardware signs the same staged files by its own tool; only its public half comes here.
"""

import json
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, Key, SSlibKey

SHORTEST = 12


def make(path: Path, passphrase: str) -> Key:
    """A new Ed25519 key in `path` (PKCS#8, encrypted), its public half in `path`.pub."""
    if len(passphrase) < SHORTEST:
        raise SystemExit(f"a passphrase of at least {SHORTEST} letters")
    private = Ed25519PrivateKey.generate()
    locked = BestAvailableEncryption(passphrase.encode())
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(number, "wb") as file:
        file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    public = SSlibKey.from_crypto(private.public_key())
    said = {"keyid": public.keyid, **public.to_dict()}
    path.with_name(f"{path.name}.pub").write_text(json.dumps(said, indent=1) + "\n")
    return public


def public(path: Path) -> Key:
    """The public half of a key, as `make` wrote it."""
    said = json.loads(path.read_text())
    return Key.from_dict(said.pop("keyid"), said)


def signer(path: Path, passphrase: str) -> CryptoSigner:
    """The key itself, to sign with."""
    try:
        private = load_pem_private_key(path.read_bytes(), passphrase.encode())
    except ValueError as wrong:
        raise SystemExit(f"{path}: not the passphrase, or no key") from wrong
    assert isinstance(private, Ed25519PrivateKey)
    return CryptoSigner(private)
