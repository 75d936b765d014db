"""Canonical bytes: RFC 8785 JSON out, strict JSON in, base64url and hashes.

Bytes are checked as received and only then read; reading refuses duplicate keys, floats and
anything that would not be written back the same (trust.md: parse-then-verify missed 60 bit flips).
"""

import base64
import hashlib
import json
import re
from typing import Any, NoReturn

import rfc8785

# Fixed, so that a verdict never hangs on how deep the reader's own stack is.
MAX_DEPTH = 32
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*").fullmatch


def dumps(value: Any) -> bytes:
    """RFC 8785 bytes. Floats are refused: money and counts are integers, decimals are text.

    Python's own writer gives the same bytes twenty times sooner where keys are ASCII and integers
    are within 2^53; a test holds the two against each other.
    """
    if _is_simple(value, MAX_DEPTH):
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return written.encode("utf-8")
    return rfc8785.dumps(value)


def loads(data: bytes) -> Any:
    """A value whose canonical form is exactly these bytes; otherwise ValueError."""
    try:
        value = json.loads(
            data.decode("utf-8"), object_pairs_hook=_pairs, parse_float=_no, parse_constant=_no
        )
    except RecursionError as deep:
        raise ValueError("nested too deep") from deep
    if dumps(value) != data:
        raise ValueError("not in canonical form")
    return value


def b64u(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def unb64u(text: str) -> bytes:
    """Bytes of unpadded base64url; only the one spelling that `b64u` writes."""
    if not _BASE64URL(text):
        raise ValueError("not base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64u(data) != text:
        raise ValueError("not the canonical base64url spelling")
    return data


def leaf(entry: str) -> str:
    """RFC 6962 leaf hash of an entry, 43 characters: SHA-256(0x00 ‖ entry)."""
    return b64u(hashlib.sha256(b"\x00" + entry.encode("ascii")).digest())


def sha256_hex(data: bytes) -> str:
    """Names catalogue items and documents."""
    return hashlib.sha256(data).hexdigest()


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no(number: str) -> NoReturn:
    raise ValueError(f"only integers are allowed, not {number[:20]}")


def _is_simple(value: Any, depth: int) -> bool:
    """Whether both writers agree on it; raises ValueError where neither may write it."""
    kind = type(value)
    if kind in _PLAIN:
        return True
    if kind is int:
        return bool(-(2**53) < value < 2**53)
    if isinstance(value, float):
        raise ValueError("a float has no place in a signed record")
    if not isinstance(value, dict | list | tuple):
        return False
    if depth == 0:
        raise ValueError("nested too deep")
    agreed = not isinstance(value, dict) or all(map(_is_usual, value))
    # Every part is looked at, also behind one that is not simple: a float may stand there.
    for part in value.values() if isinstance(value, dict) else value:
        if type(part) not in _PLAIN and not _is_simple(part, depth - 1):
            agreed = False
    return agreed


_PLAIN = frozenset((str, bool, type(None)))


def _is_usual(key: object) -> bool:
    # UTF-16 order, which RFC 8785 wants, is code point order only without the astral planes.
    return type(key) is str and key.isascii()
