"""The device key: an Ed25519 seed in, functions from bytes to bytes out."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.jws import Signer


def signer(seed: bytes) -> Signer:
    """A function that signs with the seed's key."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign


def public_key(seed: bytes) -> bytes:
    """The raw 32-byte public key of a seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
