"""The messages between desk and regulator (wire.md), as values that check themselves.

Whatever the regulator signs is a JWS with its own `typ`; whatever the desk signs is an entry, a QR
or an HTTP signature. Each use of a key has its own domain string, so none can stand for another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, TypeVar

from app.domain import canonical, jws
from app.domain.jws import KeyOf, Signer, Unsound

ACK, CERT, RELEASE, LEASE = "pk-ack+jws", "pk-cert+jws", "pk-release+jws", "pk-lease+jws"
HTTP_TAG = "pishkhan-sync"
PROBLEMS = "https://pishkhan.ir/problems/"
MAX_ENTRIES, MAX_SEGMENT, MAX_UNPACKED = 500, 1 << 20, 8 << 20
NONCE_SECONDS = 300

Verdict = Literal["accepted", "flagged", "quarantined"]
Owner = Literal["operator", "manager", "regulator", "agency", "time"]
REASONS = (
    "bad-framing",
    "bad-signature",
    "bad-canonical",
    "bad-chain",
    "bad-body",
    "revoked",
    "epoch-closed",
)
SEGMENT_PROBLEMS = (
    "seq-gap",
    "fork",
    "rollback",
    "unknown-device",
    "bad-request-signature",
    "stale-nonce",
    "too-large",
    "too-many",
    "too-old-client",
)
FEED_KINDS = (
    "status",
    "entry",
    "body",
    "catalogue",
    "lease",
    "announcement",
    "outage",
    "operator",
    "licence",
    "finding",
    "message",
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """The regulator's word that a device key is desk `desk`, enrolment `ep`, of an office."""

    v: int
    office: str
    desk: int
    ep: int
    dev: str
    pub: str
    issued: str


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One entry's fate, kept and repeated for ever. Accepted ones are not listed."""

    seq: int
    hash: str
    verdict: Verdict
    reason: str
    owner: Owner


@dataclass(frozen=True, slots=True)
class Ack:
    """The signed answer to a segment: proof of receipt up to `acked_seq`."""

    v: int
    nonce: str
    acked_seq: int
    acked_hash: str
    verdicts: tuple[VerdictLine, ...]
    server_time: str
    checkpoint: str | None
    next_nonce: str


@dataclass(frozen=True, slots=True)
class Lease:
    """How long and how much a desk may work without a line (design.md 6)."""

    v: int
    id: str
    dev: str
    issued: str
    last_day: int
    warn_hours: int
    amber_days: int
    days: int
    receipts: int


@dataclass(frozen=True, slots=True)
class ReleaseItem:
    """One immutable item version of a release, named by the SHA-256 of its canonical bytes."""

    kind: str
    key: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """The manifest of a catalogue release; its number only rises."""

    v: int
    number: int
    issued: str
    expires: str
    items: tuple[ReleaseItem, ...]


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One thing the regulator tells an office; at least once, idempotent by (scope, n)."""

    n: int
    kind: str
    at: str
    data: Mapping[str, Any]
    scope: str = "office"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of entries with the bodies that still exist, oldest first."""

    start: int
    prev: str
    entries: tuple[str, ...]
    bodies: tuple[Mapping[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """The request's JSON: {from, prev, entries, bodies}."""
        return {
            "from": self.start,
            "prev": self.prev,
            "entries": list(self.entries),
            "bodies": [dict(body) for body in self.bodies],
        }


Signed = TypeVar("Signed", Certificate, Ack, Lease, Release)
Part = TypeVar("Part", Certificate, Ack, Lease, Release, VerdictLine, ReleaseItem, FeedItem)
# The regulator's public keys by purpose: {purpose: {kid, pub}}; none may stand in for another.
Directory = Mapping[str, Mapping[str, str]]
PURPOSE: dict[type, str] = {
    Certificate: "device-ca",
    Ack: "ack",
    Release: "release",
    Lease: "lease",
}
_TYPES: dict[type, str] = {Certificate: CERT, Ack: ACK, Lease: LEASE, Release: RELEASE}


def sign(message: Certificate | Ack | Lease | Release, *, kid: str, signer: Signer) -> str:
    """The message as the regulator signs it."""
    return jws.sign(asdict(message), typ=_TYPES[type(message)], kid=kid, signer=signer)


def read(kind: type[Signed], token: str, key_of: KeyOf) -> Signed:
    """A message the regulator signed, or `Unsound`."""
    payload = jws.read(token, typ=_TYPES[kind], key_of=key_of, limit=8 << 20)
    try:
        return _build(kind, payload)
    except (TypeError, KeyError, ValueError) as wrong:
        raise Unsound("bad-canonical", f"not a {kind.__name__}: {wrong}") from wrong


def read_from(kind: type[Signed], token: str, directory: Directory) -> Signed:
    """Like `read`, with the one key that may say this kind of thing."""
    named = directory[PURPOSE[kind]]
    return read(kind, token, {named["kid"]: canonical.unb64u(named["pub"])}.get)


def read_segment(value: object) -> Segment:
    """A segment as received; raises ValueError when it is not one."""
    if not isinstance(value, dict) or set(value) != {"from", "prev", "entries", "bodies"}:
        raise ValueError("not {from, prev, entries, bodies}")
    entries, bodies = value["entries"], value["bodies"]
    shaped = (
        type(value["from"]) is int
        and isinstance(value["prev"], str)
        and isinstance(entries, list)
        and all(isinstance(entry, str) for entry in entries)
        and isinstance(bodies, list)
        and all(isinstance(body, dict) for body in bodies)
    )
    if not shaped:
        raise ValueError("a part of the segment has the wrong type")
    return Segment(value["from"], value["prev"], tuple(entries), tuple(bodies))


def read_feed(value: object) -> tuple[list[FeedItem], str, bool]:
    """(items, next cursor, more) of a feed answer; raises ValueError when it is not one."""
    if not isinstance(value, dict) or not {"items", "cursor", "more"} <= set(value):
        raise ValueError("not {items, cursor, more}")
    try:
        items = [_typed(FeedItem(**item)) for item in _objects(value["items"])]
    except TypeError as wrong:
        raise ValueError(f"not a feed item: {wrong}") from wrong
    return items, str(value["cursor"]), bool(value["more"])


def _build(kind: type[Signed], payload: dict[str, Any]) -> Signed:
    nested = {"verdicts": VerdictLine, "items": ReleaseItem}
    for name, part in nested.items():
        if name in payload:
            payload[name] = tuple(_typed(part(**item)) for item in _objects(payload[name]))
    if payload.get("v") != 1:
        raise ValueError("not version 1")
    return _typed(kind(**payload))


def _typed(message: Part) -> Part:
    """The message, when its numbers are numbers (never booleans) and its texts are texts."""
    for field in fields(message):
        if field.type in (int, str) and type(getattr(message, field.name)) is not field.type:
            raise ValueError(f"{field.name} has the wrong type")
    return message


def _objects(value: object) -> Sequence[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("not a list of objects")
    return value


def digest(manifest: str) -> str:
    """SHA-256 (hex) of a signed manifest, as `catalogue.applied` names it."""
    return canonical.sha256_hex(manifest.encode("ascii"))
