"""The lines of a journal file, as `pishkhan export-journal` writes them (docs/journal-format.md).

Header, then for each enrolment one section line and its entries, each followed by its body where
bodies are exported, and last a seal: one line signed by the desk over every byte before it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.domain import canonical, jws, wire
from app.domain.jws import Signer

FORMAT, VERSION = "pishkhan-journal", 1
SEAL = "pk-export+jws"
KEYS = ("ack", "device-ca")
MAX_LINE = 1 << 20

Wrapped = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One enrolment: who signed its entries, by whose word, and the newest proof of receipt."""

    certificate: str
    keys: wire.Directory
    ack: str | None


@dataclass(frozen=True, slots=True)
class Seal:
    """What the desk says of the whole file: its end, its counts and the SHA-256 before the seal."""

    v: int
    dev: str
    seq: int
    leaf: str
    entries: int
    bodies: int
    sha256: str
    ts: str


def header(*, bodies: bool) -> bytes:
    """The first line."""
    return _line({"format": FORMAT, "v": VERSION, "bodies": "plain" if bodies else "none"})


def section(begun: Section) -> bytes:
    """The line an enrolment begins with; only the two keys that are needed to check it."""
    keys = {name: dict(begun.keys[name]) for name in KEYS}
    return _line({"certificate": begun.certificate, "keys": keys, "ack": begun.ack})


def act(token: str, seq: int, wrapped: Wrapped | None, *, bodies: bool) -> Iterator[bytes]:
    """An entry's line and, where asked, its body's; an erased body leaves a line that says so."""
    yield token.encode("ascii") + b"\n"
    if bodies:
        yield _line(dict(wrapped) if wrapped else {"seq": seq, "salt": None, "body": None})


def seal(said: Seal, signer: Signer) -> bytes:
    """The last line."""
    return jws.sign(asdict(said), typ=SEAL, kid=said.dev, signer=signer).encode("ascii") + b"\n"


def seal_begins(dev: str) -> str:
    """How the seal of this device begins, and no entry does."""
    return canonical.b64u(canonical.dumps({"alg": "Ed25519", "kid": dev, "typ": SEAL})) + "."


def _line(value: Mapping[str, Any]) -> bytes:
    return canonical.dumps(value) + b"\n"
