"""Packages that go by hand (بسته پیک): what a desk writes to a stick, and the regulator's answer.

Both are text files of lines with one signed seal at the end (docs/courier-format.md). This module
has the values and writes the lines; `courier_lines` reads them. Entries stand plain, bodies and
documents only sealed for the regulator, and what the regulator tells only for the desk.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from app.domain import canonical, jws, wire
from app.domain.jws import Signer, Unsound

PACKAGE, ANSWER, VERSION = "pishkhan-courier", "pishkhan-courier-answer", 1
PACKAGE_SEAL, ANSWER_SEAL, KEY = "pk-courier+jws", "pk-courier-answer+jws", "pk-courier-key+jws"
DOMAIN = b"pishkhan.courier.v1\0"
MAX_LINE, MAX_FILE = 4 << 20, 1 << 30
CHUNK = 64 * 1024
ENDING, ANSWER_ENDING = ".courier", ".answer"

What = Literal["body", "document", "feed"]


@dataclass(frozen=True, slots=True)
class CourierKey:
    """The regulator's X25519 key that packages are sealed for, in the device-CA's own word."""

    v: int
    kid: str
    pub: str
    issued: str


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a package: whose it is, whom it is sealed for, and where the desk stands.

    `key` names the regulator's courier key; `reply` is a public key of this package alone, for the
    answer; `cursor` and `release` are how far it heard feed and catalogue.
    """

    v: int
    id: str
    office: str
    desk: int
    dev: str
    key: str
    reply: str
    cursor: str
    release: int
    made: str


@dataclass(frozen=True, slots=True)
class Seal:
    """What the desk says of its whole package: counts, its last entry, the SHA-256 before."""

    v: int
    id: str
    dev: str
    entries: int
    bodies: int
    documents: int
    sha256: str


@dataclass(frozen=True, slots=True)
class AnswerHeader:
    """The first line of an answer: which package it answers, by its number and its bytes."""

    v: int
    package: str
    sha256: str
    office: str
    dev: str
    made: str


@dataclass(frozen=True, slots=True)
class AnswerSeal:
    """What the regulator says of its whole answer."""

    v: int
    package: str
    acks: int
    feed: int
    items: int
    sha256: str


SEALS: dict[type, str] = {Seal: PACKAGE_SEAL, AnswerSeal: ANSWER_SEAL, CourierKey: KEY}


def place(what: What, package: str, *where: object) -> bytes:
    """What a sealed piece is and where it belongs; goes into its key (app.domain.sealing)."""
    return DOMAIN + "\0".join((what, package, *map(str, where))).encode("ascii")


def key_id(pub: bytes) -> str:
    """How a courier key is named: the first 16 hex digits of SHA-256 of its 32 bytes."""
    return canonical.sha256_hex(pub)[:16]


def sign(word: Seal | AnswerSeal | CourierKey, *, kid: str, signer: Signer) -> str:
    """The word as a JWS of its own type."""
    return jws.sign(asdict(word), typ=SEALS[type(word)], kid=kid, signer=signer)


def read_key(token: str, directory: wire.Directory) -> CourierKey:
    """The regulator's courier key; only its device-CA key can say it."""
    named = directory["device-ca"]
    payload = jws.read(token, typ=KEY, key_of={named["kid"]: canonical.unb64u(named["pub"])}.get)
    word: CourierKey = build(CourierKey, payload)
    if key_id(canonical.unb64u(word.pub)) != word.kid or len(canonical.unb64u(word.pub)) != 32:
        raise Unsound("bad-canonical", "not a key by its name")
    return word


def build(kind: type[Any], payload: Mapping[str, Any]) -> Any:
    """The value of a header or seal: exactly its keys, each of its type, version 1."""
    wanted = {field.name: field.type for field in fields(kind)}
    if set(payload) != set(wanted) or payload["v"] != VERSION:
        raise Unsound("bad-file", f"not a {kind.__name__} of version {VERSION}")
    for name, type_ in wanted.items():
        if type(payload[name]) is not type_:
            raise Unsound("bad-file", f"{name} has the wrong type")
    return kind(**payload)


def suggested_name(office: str, desk: int, day: str, *, answer: bool = False) -> str:
    """A file name that says nothing about anybody: office, desk, day.

    >>> suggested_name("72301", 2, "14050830")
    'pishkhan-72301-02-14050830.courier'
    """
    if not re.fullmatch(r"[0-9]{5}", office):
        raise ValueError("not an office")
    ending = ENDING + ANSWER_ENDING if answer else ENDING
    return f"pishkhan-{office}-{desk:02}-{day}{ending}"


class Sheet:
    """Writes the lines of a package or an answer and keeps what its seal will say."""

    def __init__(self, put: Callable[[bytes], object], header: Header | AnswerHeader) -> None:
        self._put, self._digest, self.written = put, hashlib.sha256(), 0
        self.counts = dict.fromkeys(("entry", "sealed", "document", "ack", "feed", "item"), 0)
        kind = PACKAGE if isinstance(header, Header) else ANSWER
        self.object(format=kind, **asdict(header))

    def token(self, token: str) -> None:
        """A signed record on a line of its own: an entry."""
        self.counts["entry"] += 1
        self._line(token.encode("ascii"))

    def object(self, **value: Any) -> None:
        """A line of canonical JSON; the first key that is counted says what it is."""
        for name in self.counts:
            self.counts[name] += name in value
        self._line(canonical.dumps(value))

    def seal(self, package: Header, signer: Signer) -> str:
        """The last line of a package; returns the SHA-256 of the whole file."""
        said = Seal(
            v=VERSION,
            id=package.id,
            dev=package.dev,
            entries=self.counts["entry"],
            bodies=self.counts["sealed"],
            documents=self.counts["document"],
            sha256=self._digest.hexdigest(),
        )
        self._line(sign(said, kid=package.dev, signer=signer).encode("ascii"))
        return self._digest.hexdigest()

    def seal_answer(self, package: str, *, kid: str, signer: Signer) -> str:
        """The last line of an answer; returns the SHA-256 of the whole file."""
        said = AnswerSeal(
            v=VERSION,
            package=package,
            acks=self.counts["ack"],
            feed=self.counts["feed"],
            items=self.counts["item"],
            sha256=self._digest.hexdigest(),
        )
        self._line(sign(said, kid=kid, signer=signer).encode("ascii"))
        return self._digest.hexdigest()

    def _line(self, data: bytes) -> None:
        line = data + b"\n"
        self._digest.update(line)
        self._put(line)
        self.written += len(line)
