"""Journal entries (رویداد): made once, checked strictly, chained by hash (wire.md).

Personal data never stands in an entry; it lives in the salted body beside it (`seal`), so it can be
erased later without breaking the chain. Corrections are new entries.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from app.domain import canonical, jws
from app.domain.jws import KeyOf, Signer, Unsound

TYP = "pk-entry+jws"
MAX_ENTRY, MAX_BODY = 16 * 1024, 128 * 1024
GENESIS = b"pishkhan.genesis.v1\n"


@dataclass(frozen=True, slots=True)
class Cum:
    """Running totals of one device, practice excluded: receipts, their fees, voids and refunds."""

    n: int = 0
    fee: int = 0
    void: int = 0

    def plus(self, act: "Cum") -> "Cum":
        """The totals after one more act."""
        return Cum(self.n + act.n, self.fee + act.fee, self.void + act.void)

    def as_json(self) -> dict[str, int]:
        """As it stands in an entry."""
        return {"n": self.n, "fee": self.fee, "void": self.void}


@dataclass(frozen=True, slots=True)
class Sealed:
    """A body made ready to be bound: its salt, its canonical bytes and the hash over both."""

    body: Mapping[str, Any]
    salt: bytes
    text: bytes
    bh: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The payload of one entry, in the words of wire.md; `bh` binds the body."""

    v: int
    dev: str
    ep: int
    seq: int
    prev: str
    ts: str
    up: int
    boot: str
    ck: dict[str, int] | None
    type: str
    office: str
    desk: int
    op: str | None
    tid: str | None
    ref: str | None
    bh: str
    cum: dict[str, int]
    log: dict[str, Any] | None
    lease: str | None
    cat: int | None
    app: str


def make(entry: Entry, signer: Signer) -> str:
    """The signed compact string; refuses to sign what the strict reader would not take."""
    payload = {name: getattr(entry, name) for name in _KEYS}
    _check_shape(payload)
    return jws.sign(payload, typ=TYP, kid=entry.dev, signer=signer)


def read(token: str, key_of: KeyOf) -> Entry:
    """The entry, or `Unsound`: framing, then signature, then canonical form and shape."""
    kid, signed = jws.signed_bytes(token, typ=TYP, key_of=key_of, limit=MAX_ENTRY)
    payload = sure(signed)
    if payload is None:
        payload = jws.payload(signed)
        _check_shape(payload)
    if payload["dev"] != kid:
        raise Unsound("bad-canonical", "dev is not the signing key")
    return Entry(**payload)


def check_follows(entry: Entry, *, seq: int, prev: str) -> None:
    """The entry must be the next of its chain: `seq` and the hash before it."""
    if entry.seq != seq:
        raise Unsound("bad-chain", f"seq {entry.seq} where {seq} belongs")
    if entry.prev != prev:
        raise Unsound("bad-chain", "prev is not the leaf hash of the entry before")


def genesis(certificate: str) -> str:
    """`prev` of a device's first entry."""
    return canonical.b64u(hashlib.sha256(GENESIS + certificate.encode("ascii")).digest())


def seal(body: Mapping[str, Any], salt: bytes) -> str:
    """`bh`: what binds a body to its entry, SHA-256(salt ‖ JCS(body))."""
    return sealed(body, salt).bh


def sealed(body: Mapping[str, Any], salt: bytes) -> Sealed:
    """A body with its `bh`; the canonical bytes are written once and kept beside it."""
    text = canonical.dumps(body)
    return Sealed(body, salt, text, canonical.b64u(hashlib.sha256(salt + text).digest()))


def check_sealed(entry: Entry, held: Sealed) -> None:
    """The bytes that will be kept must be the ones the entry binds."""
    if len(held.text) > MAX_BODY or len(held.salt) != 16:
        raise Unsound("bad-body", "too large" if len(held.text) > MAX_BODY else "not 16 bytes")
    if canonical.b64u(hashlib.sha256(held.salt + held.text).digest()) != entry.bh:
        raise Unsound("bad-body", "its hash does not fit")


def check_body(
    entry: Entry, wrapped: Mapping[str, Any], line: bytes | None = None
) -> Mapping[str, Any]:
    """The body inside {seq, salt, body}, after its size, its seq and its hash were checked."""
    return unwrap(entry, wrapped, line).body


def unwrap(entry: Entry, wrapped: Mapping[str, Any], line: bytes | None = None) -> Sealed:
    """The same, with the canonical bytes that were checked; they stand in `line`, where that is
    known to be the canonical form of all of `wrapped`.
    """
    if set(wrapped) != {"seq", "salt", "body"} or not isinstance(wrapped["body"], dict):
        raise Unsound("bad-body", "not {seq, salt, body}")
    if type(wrapped["seq"]) is not int or wrapped["seq"] != entry.seq:
        raise Unsound("bad-body", "the body of another entry")
    if not isinstance(wrapped["salt"], str):
        raise Unsound("bad-body", "the salt is not text")
    body, salt = wrapped["body"], wrapped["salt"]
    try:
        text = _body_in(line, salt, entry.seq) if line else canonical.dumps(body)
        held = Sealed(body, canonical.unb64u(salt), text, entry.bh)
    except ValueError as wrong:
        raise Unsound("bad-body", str(wrong)) from wrong
    check_sealed(entry, held)
    return held


def _body_in(line: bytes, salt: str, seq: int) -> bytes:
    """What `wrapping` was given."""
    return line[len('{"body":') : -len(f',"salt":"{salt}","seq":{seq}}}')]


def wrapping(seq: int, held: Sealed) -> bytes:
    """The canonical bytes of {seq, salt, body}, as they are kept and sent on.

    >>> wrapping(7, sealed({"owed": 0}, bytes(16)))
    b'{"body":{"owed":0},"salt":"AAAAAAAAAAAAAAAAAAAAAA","seq":7}'
    """
    salt = canonical.b64u(held.salt)
    return b'{"body":%b,"salt":"%b","seq":%d}' % (held.text, salt.encode("ascii"), seq)


def sure(signed: bytes) -> dict[str, Any] | None:
    """The payload, when one look tells that it is canonical and of the right shape.

    None says nothing: whoever gets it asks in the slow way, whose word counts.
    """
    if _SURE(signed) is None:
        return None
    payload: dict[str, Any] = json.loads(signed)
    return payload if _is_moment(payload["ts"]) else None


_TEXT = {
    "dev": r"[0-9a-f]{16}",
    "prev": r"[A-Za-z0-9_-]{43}",
    "ts": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z",
    "boot": r"[0-9a-f]{16}",
    "type": r"[a-z_]+(\.[a-z_]+)*",
    "office": r"[0-9]{5}",
    "bh": r"[A-Za-z0-9_-]{43}",
    "app": r"[\x20-\x7e]{1,64}",
}
_TEXT_OR_NULL = {
    "op": r"[0-9]{1,12}",
    "tid": r"[0-9]{18}",
    "ref": r"[A-Za-z0-9_-]{43}",
    "lease": r"[A-Za-z0-9_.-]{1,64}",
}
_READ = [(name, re.compile(shape, re.ASCII).fullmatch) for name, shape in _TEXT.items()]
_READ_OR_NULL = [
    (name, re.compile(shape, re.ASCII).fullmatch) for name, shape in _TEXT_OR_NULL.items()
]
_WHOLE = {"v": (1, 1), "ep": (0, 999), "seq": (1, 2**53 - 1), "up": (0, 2**53 - 1), "desk": (1, 99)}
_KEYS = {field.name for field in fields(Entry)}
# The canonical form as one pattern: the keys in their order, each with a shape that is at least as
# narrow as the one above. Larger numbers and a quoted `app` are left to the slow way.
_NUMBER, _MARK = r"(?:0|[1-9][0-9]{0,14})", r'"[A-Za-z0-9_-]{43}"'
_SURELY = {
    **{name: f'"{shape}"' for name, shape in _TEXT.items()},
    **{name: f'(?:null|"{shape}")' for name, shape in _TEXT_OR_NULL.items()},
    "app": r'"[\x20\x21\x23-\x5b\x5d-\x7e]{1,64}"',
    "cat": r"(?:null|0|[1-9][0-9]{0,8})",
    "ck": rf'(?:null|\{{"age":{_NUMBER},"off":(?:-(?!0))?{_NUMBER}\}})',
    "cum": rf'\{{"fee":{_NUMBER},"n":{_NUMBER},"void":{_NUMBER}\}}',
    "desk": r"[1-9][0-9]?",
    "ep": r"(?:0|[1-9][0-9]{0,2})",
    "log": rf'(?:null|\{{"root":{_MARK},"size":{_NUMBER}\}})',
    "seq": r"[1-9][0-9]{0,14}",
    "up": _NUMBER,
    "v": "1",
}
_PARTS = ",".join(f'"{name}":{_SURELY[name]}' for name in sorted(_KEYS))
_SURE = re.compile(rf"\{{{_PARTS}\}}".encode("ascii")).fullmatch


def _check_shape(payload: dict[str, Any]) -> None:
    if set(payload) != _KEYS:
        odd = sorted(set(payload) ^ _KEYS)
        raise Unsound("bad-canonical", f"unknown or missing keys: {', '.join(odd)[:200]}")
    for name, match in _READ:
        value = payload[name]
        _need(isinstance(value, str) and match(value) is not None, name)
    _need(_is_moment(payload["ts"]), "ts")
    for name, match in _READ_OR_NULL:
        value = payload[name]
        _need(value is None or (isinstance(value, str) and match(value) is not None), name)
    for name, (low, high) in _WHOLE.items():
        _need(_whole(payload[name], low, high), name)
    _need(_whole_object(payload["cum"], {"n", "fee", "void"}), "cum")
    _need(payload["ck"] is None or _clock(payload["ck"]), "ck")
    _need(payload["log"] is None or _log(payload["log"]), "log")
    _need(payload["cat"] is None or _whole(payload["cat"], 0, 2**31), "cat")


def _need(ok: bool, name: str) -> None:
    if not ok:
        raise Unsound("bad-canonical", f"{name} has the wrong shape")


def _matches(value: object, pattern: str) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None


def _whole(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def _whole_object(value: object, keys: set[str], low: int = 0) -> bool:
    if not isinstance(value, dict) or set(value) != keys:
        return False
    return all(_whole(number, low, 2**53 - 1) for number in value.values())


def _clock(value: object) -> bool:
    # The offset may be negative, its age may not.
    if not isinstance(value, dict) or not _whole_object(value, {"off", "age"}, low=1 - 2**53):
        return False
    return bool(value["age"] >= 0)


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _log(value: object) -> bool:
    if not isinstance(value, dict) or set(value) != {"size", "root"}:
        return False
    return _whole(value["size"], 0, 2**53 - 1) and _matches(value["root"], r"[A-Za-z0-9_-]{43}")
