"""The regulator's four Ed25519 keys, one for each kind of word it gives (wire.md).

A key never signs for another purpose: the purpose picks the file, the message's type the domain.
"""

from functools import cache
from pathlib import Path
from typing import Literal, get_args

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from app.domain import canonical, jws, wire
from app.domain.jws import Signer
from regulator import files

Purpose = Literal["device-ca", "ack", "release", "lease"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
_OF_TYPE: dict[type, Purpose] = {
    wire.Certificate: "device-ca",
    wire.Ack: "ack",
    wire.Release: "release",
    wire.Lease: "lease",
}
Word = wire.Certificate | wire.Ack | wire.Release | wire.Lease


def signing(purpose: Purpose) -> tuple[str, Signer]:
    """(kid, signer) of a purpose, for words whose type lives elsewhere and has its own domain."""
    key = _key(settings.KEYS, purpose)
    return jws.key_id(key.public_key().public_bytes_raw()), key.sign


def sign(word: Word) -> str:
    """The message as a JWS under the key of its kind."""
    key = _key(settings.KEYS, _OF_TYPE[type(word)])
    public = key.public_key().public_bytes_raw()
    return wire.sign(word, kid=jws.key_id(public), signer=key.sign)


def directory() -> dict[str, dict[str, str]]:
    """{purpose: {kid, pub}}; `pub` is base64url of the raw 32 bytes."""
    return {purpose: _public(purpose) for purpose in PURPOSES}


def _public(purpose: Purpose) -> dict[str, str]:
    raw = _key(settings.KEYS, purpose).public_key().public_bytes_raw()
    return {"kid": jws.key_id(raw), "pub": canonical.b64u(raw)}


@cache
def _key(folder: Path, purpose: Purpose) -> Ed25519PrivateKey:
    seed = files.made_once(
        folder / f"{purpose}.key", lambda: Ed25519PrivateKey.generate().private_bytes_raw()
    )
    return Ed25519PrivateKey.from_private_bytes(seed)
