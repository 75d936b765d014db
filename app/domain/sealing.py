"""Sealing bytes so that only one reader can open them: HPKE (RFC 9180), base mode, single shot.

DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. `place` is what the bytes are and where they
belong; it is bound in, so nothing sealed for one place opens in another.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from app.domain.jws import Unsound

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def seal(plain: bytes, reader: bytes, place: bytes) -> bytes:
    """enc ‖ ciphertext for the holder of that raw public key; 48 bytes longer than the plain."""
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(reader), place)


def unseal(sealed: bytes, key: bytes, place: bytes) -> bytes:
    """What was sealed, by the raw private key; `Unsound` bad-seal for anything else."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(key), place)
    except (InvalidTag, ValueError) as wrong:
        raise Unsound("bad-seal", "sealed for another reader or place, or changed") from wrong


def draw() -> tuple[bytes, bytes]:
    """A fresh key pair: (private, public), 32 raw bytes each."""
    key = X25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def public_of(key: bytes) -> bytes:
    """The public half of a raw private key."""
    return X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()
