"""An opened entry checked by the reader itself, step by step; what the regulator says of it is not
believed.

Each step is a name and, where it failed, the flaw; the words are the screen's.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from app.domain import canonical, entry, jws, merkle, wire
from app.domain.audit_sheets import EntrySheet
from app.domain.jws import Unsound
from app.domain.signed_notes import Checkpoint

Name = Literal["leaf", "certificate", "signature", "shown", "chain", "included"]
NAMES: tuple[Name, ...] = ("leaf", "certificate", "signature", "shown", "chain", "included")
# What the first entry of a chain and one that is not in the signed tree yet cannot show.
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Step:
    """`flaw` is empty where it held, OPEN where there was nothing to hold it against."""

    name: Name
    flaw: str = ""

    @property
    def held(self) -> bool:
        """Whether it was looked at and is as it should be."""
        return not self.flaw


@dataclass(frozen=True, slots=True)
class Checked:
    """All steps; `size` is that of the signed tree the entry was found in."""

    steps: tuple[Step, ...]
    size: int = 0

    @property
    def flaws(self) -> tuple[Step, ...]:
        """What is wrong."""
        return tuple(step for step in self.steps if step.flaw and step.flaw != OPEN)

    @property
    def whole(self) -> bool:
        """Genuine and untouched: nothing is wrong, and it stands in the signed tree."""
        return not self.flaws and self.steps[-1].held


@dataclass(frozen=True, slots=True)
class Held:
    """What the entry is held against: its device's certificate and the key that vouches for it, the
    head in the sheet once it was shown to fit what was seen of the log before, and how many entries
    the log had when it was last seen (`seen`).
    """

    certificate: str
    keys: wire.Directory
    head: Checkpoint | None = None
    seen: int = 0


def check(sheet: EntrySheet, held: Held) -> Checked:
    """The entry against its device's certificate, its neighbour and a head that was verified."""
    return Checked(tuple(_steps(sheet, held)), held.head.size if held.head else 0)


def _steps(sheet: EntrySheet, held: Held) -> Iterator[Step]:
    leaf = merkle.leaf_hash(sheet.token.encode("utf-8", "surrogatepass"))
    named = canonical.b64u(leaf) == sheet.row.leaf
    yield Step("leaf", "" if named else "another hash")
    device, why = _device(sheet, held.certificate, held.keys)
    yield Step("certificate", why)
    told, why = _read(sheet.token, device)
    yield Step("signature", why)
    yield Step("shown", _as_shown(sheet, told))
    yield Step("chain", _follows(sheet, told))
    yield Step("included", _included(sheet, leaf, held))


def _device(
    sheet: EntrySheet, token: str, keys: wire.Directory
) -> tuple[wire.Certificate | None, str]:
    try:
        found = wire.read_from(wire.Certificate, token, keys)
    except Unsound as wrong:
        return None, wrong.detail
    public = canonical.unb64u(found.pub)
    fits = found.dev == sheet.row.dev == jws.key_id(public)
    return (found, "") if fits else (None, "the certificate of another key")


def _read(token: str, device: wire.Certificate | None) -> tuple[entry.Entry | None, str]:
    known = {device.dev: canonical.unb64u(device.pub)} if device else {}
    try:
        read = entry.read(token, known.get)
    except Unsound as wrong:
        return None, wrong.detail
    if device and (read.office, read.desk, read.ep) != (device.office, device.desk, device.ep):
        return read, "not of the desk that was certified"
    return read, ""


def _as_shown(sheet: EntrySheet, told: entry.Entry | None) -> str:
    """What stands on the screen must be what was signed."""
    if told is None or sheet.payload is None:
        return OPEN
    row = sheet.row
    shown = (row.dev, row.ep, row.seq, row.office, row.desk, row.type, row.at)
    signed = (told.dev, told.ep, told.seq, told.office, told.desk, told.type, told.ts)
    same = shown == signed and (row.operator, row.tid) == (told.op or "", told.tid or "")
    return "" if same and _payload(sheet.token) == dict(sheet.payload) else "not what was signed"


def _payload(token: str) -> Any:
    return canonical.loads(canonical.unb64u(token.split(".")[1]))


def _follows(sheet: EntrySheet, told: entry.Entry | None) -> str:
    if told is None or sheet.before is None or sheet.before.seq != told.seq - 1:
        return OPEN
    return "" if sheet.before.leaf == told.prev else "prev is not the entry before"


def _included(sheet: EntrySheet, leaf: bytes, held: Held) -> str:
    proof, head = sheet.proof, held.head
    if proof is None or head is None:
        # The tree was signed over that place before: there has to be a proof.
        return "it stood under a head that was signed" if sheet.row.n < held.seen else OPEN
    try:
        hashes = [base64.b64decode(one, validate=True) for one in proof.hashes]
    except ValueError:
        return "not base64"
    if proof.size != head.size or proof.index != sheet.row.n:
        return "a proof of another place"
    fits = merkle.is_included(leaf, proof.index, head.size, proof=hashes, top=head.root)
    return "" if fits else "it does not lead to the head of the log"
