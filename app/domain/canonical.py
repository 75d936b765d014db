"""Canonical bytes: RFC 8785 JSON out, strict JSON in, base64url and hashes.

Bytes are checked as received and only then read; reading refuses duplicate keys, floats and
anything that would not be written back the same (trust.md: parse-then-verify missed 60 bit flips).
"""

import base64
import binascii
import hashlib
import json
import re
from typing import Any, NoReturn

import rfc8785

# Fixed, so that a verdict never hangs on how deep the reader's own stack is.
MAX_DEPTH = 32
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*").fullmatch
_FROM_URL = bytes.maketrans(b"-_", b"+/")
# By how many letters are left over: those whose last bits are zero; one alone is never whole.
_LAST = {1: "", 2: "AQgw", 3: "AEIMQUYcgkosw048"}


def dumps(value: Any) -> bytes:
    """RFC 8785 bytes. Floats are refused: money and counts are integers, decimals are text.

    Python's own writer gives the same bytes twenty times sooner where keys are ASCII and integers
    are within 2^53; a test holds the two against each other.
    """
    if _is_simple(value, MAX_DEPTH):
        return _write(value).encode("utf-8")
    return rfc8785.dumps(value)


def loads(data: bytes) -> Any:
    """A value whose canonical form is exactly these bytes; otherwise ValueError."""
    text = data.decode("utf-8")
    try:
        value = _read(text)
    except RecursionError as deep:
        raise ValueError("nested too deep") from deep
    written = _write(value).encode("utf-8") if _is_surely_simple(data) else dumps(value)
    if written != data:
        _read_keys(text)
        raise ValueError("not in canonical form")
    return value


def b64u(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def unb64u(text: str) -> bytes:
    """Bytes of unpadded base64url; only the one spelling that `b64u` writes.

    Two spellings of the same bytes can differ in bits of the last letter that mean nothing: they
    must be zero.
    """
    if not _BASE64URL(text):
        raise ValueError("not base64url")
    over = len(text) % 4
    if over and text[-1] not in _LAST[over]:
        raise ValueError("not the canonical base64url spelling")
    return binascii.a2b_base64(text.encode("ascii").translate(_FROM_URL) + b"=="[: -over % 4])


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


_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_read = json.JSONDecoder(parse_float=_no, parse_constant=_no).decode
# Says which of the flaws it is, for what has one.
_read_keys = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_no, parse_constant=_no).decode
# A letter beyond the first plane, or a number beyond 15 digits: there the writers may differ.
_FIRST_PLANE = bytes(range(0xF0))
# Every digit as 0, what stands before a number as a colon.
_NUMBERS = bytes.maketrans(b"123456789,[", b"000000000::")
_LARGE = (b":" + b"0" * 16, b":-" + b"0" * 16)


def _is_surely_simple(data: bytes) -> bool:
    """Whether one look tells that both writers agree on what was read from these bytes."""
    if data.count(b"{") + data.count(b"[") > MAX_DEPTH or data.translate(None, _FIRST_PLANE):
        return False
    shape = data.translate(_NUMBERS)
    return _LARGE[0] not in shape and _LARGE[1] not in shape


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
