"""Signed records: JWS compact strings, Ed25519, one exact spelling (wire.md).

`sign` writes the only form we make; `read` accepts the only form we take. The key comes from the
reader's own directory by `kid`, never from the token.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain import canonical
from app.domain.errors import NobodyCanFix

Signer = Callable[[bytes], bytes]
KeyOf = Callable[[str], bytes | None]

_FRAME = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})")
_KID = re.compile(r'\{"alg":"Ed25519","kid":"([0-9a-f]{16})","typ":"([a-z+-]+)"\}')


class Unsound(NobodyCanFix):
    """A record that is not what it claims. `code` is the wire reason, `detail` the flaw."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail=detail)
        self.detail = detail


def sign(payload: Mapping[str, Any], *, typ: str, kid: str, signer: Signer) -> str:
    """One compact string over the canonical payload."""
    head = canonical.b64u(_header(kid, typ))
    signed = f"{head}.{canonical.b64u(canonical.dumps(payload))}"
    return f"{signed}.{canonical.b64u(signer(signed.encode('ascii')))}"


def read(token: str, *, typ: str, key_of: KeyOf, limit: int = 1 << 20) -> dict[str, Any]:
    """The payload, after framing, header, signature and canonical form were checked, in that order.

    Raises `Unsound` with bad-framing, bad-signature or bad-canonical.
    """
    return signed_by(token, typ=typ, key_of=key_of, limit=limit)[1]


def signed_by(
    token: str, *, typ: str, key_of: KeyOf, limit: int = 1 << 20
) -> tuple[str, dict[str, Any]]:
    """The same with the `kid` of the key that signed it."""
    kid, body = signed_bytes(token, typ=typ, key_of=key_of, limit=limit)
    return kid, payload(body)


def signed_bytes(token: str, *, typ: str, key_of: KeyOf, limit: int) -> tuple[str, bytes]:
    """The `kid` and the bytes that were signed as payload: nothing is known of their form yet."""
    head, body, signature = _frame(token, limit)
    kid = _kid_of(head, typ)
    key = key_of(kid)
    if key is None:
        raise Unsound("bad-signature", "unknown key")
    _verify(key, token[: token.rindex(".")].encode("ascii"), signature)
    return kid, body


def kid_of(token: str, *, typ: str) -> str:
    """The key a well-framed token names; nothing else about it is believed yet."""
    head, _, _ = _frame(token, 1 << 20)
    return _kid_of(head, typ)


def key_id(public_key: bytes) -> str:
    """`dev` and `kid`: first 16 hex digits of SHA-256 of the raw 32-byte public key."""
    return canonical.sha256_hex(public_key)[:16]


def verifies(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature is right."""
    try:
        _key(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _frame(token: str, limit: int) -> tuple[bytes, bytes, bytes]:
    # fullmatch, because `$` would let a newline pass.
    match = _FRAME.fullmatch(token) if len(token) <= limit else None
    if match is None:
        raise Unsound(
            "bad-framing", "too long" if len(token) > limit else "not three base64url parts"
        )
    try:
        head, body, signature = (canonical.unb64u(part) for part in match.groups())
    except ValueError as wrong:
        raise Unsound("bad-framing", str(wrong)) from wrong
    return head, body, signature


def _kid_of(head: bytes, typ: str) -> str:
    match = _KID.fullmatch(head.decode("latin-1"))
    if match is None:
        raise Unsound("bad-framing", "not the expected header")
    if match[2] != typ:
        raise Unsound("bad-framing", "another kind of record")
    return match[1]


def _verify(key: bytes, message: bytes, signature: bytes) -> None:
    if not verifies(key, message, signature):
        raise Unsound("bad-signature", "the signature does not fit")


def payload(body: bytes) -> dict[str, Any]:
    """The object in those bytes, which must be canonical."""
    try:
        told = canonical.loads(body)
    except ValueError as wrong:
        raise Unsound("bad-canonical", str(wrong)) from wrong
    if not isinstance(told, dict):
        raise Unsound("bad-canonical", "not an object")
    return told


def _header(kid: str, typ: str) -> bytes:
    return f'{{"alg":"Ed25519","kid":"{kid}","typ":"{typ}"}}'.encode("ascii")


@lru_cache(maxsize=1024)
def _key(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)
