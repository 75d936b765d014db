"""The entries of a package, cut into segments and taken in by the very door the line uses."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.domain import canonical, courier, courier_lines, sealing, wire
from app.domain.courier import Header
from app.domain.courier_lines import Part
from app.domain.errors import ManagerCanFix, RegulatorCanFix
from app.domain.jws import Unsound
from app.domain.wire import Segment
from regulator import keys
from regulator.intake import journal
from regulator.intake.signed import Caller
from regulator.intake.stored import leaf_of
from regulator.offices.models import Enrolment
from regulator.problems import Problem

ROOM = 900 * 1024


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one segment: the signed answer, or the problem that ends its chain."""

    dev: str
    ack: str = ""
    problem: str = ""
    seq: int = 0
    count: int = 0
    needing: int = 0


@dataclass(slots=True)
class Chain:
    """One enrolment's entries as they come from the file; a segment goes when it is full."""

    header: Header
    key: bytes
    enrolment: Enrolment
    seq: int
    prev: str
    stopped: bool = False
    size: int = 0
    entries: list[str] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)

    def entry(self, token: str) -> Iterator[Answered]:
        """The next entry; what waits goes first where there is no room for it."""
        if len(self.entries) >= wire.MAX_ENTRIES or self.size + len(token) > ROOM:
            yield from self.end()
        self.entries.append(token)
        self.size += len(token) + 96

    def body(self, sealed: str, seq: int) -> None:
        """The body of the entry just read."""
        if seq != self.seq + len(self.entries) - 1:
            raise ManagerCanFix("courier-altered", detail="sealed")
        where = courier.place("body", self.header.id, self.enrolment.dev, seq)
        plain = unsealed(sealed, self.key, where)
        self.size += len(plain)
        self.bodies.append(json.loads(plain))

    def end(self) -> Iterator[Answered]:
        """Hand over what waits; after a problem the rest of this chain stays out."""
        if self.entries and not self.stopped:
            segment = Segment(self.seq, self.prev, tuple(self.entries), tuple(self.bodies))
            yield self._handed(segment)
        self.seq += len(self.entries)
        self.prev = leaf_of(self.entries[-1]) if self.entries else self.prev
        self.entries, self.bodies, self.size = [], [], 0

    def _handed(self, segment: Segment) -> Answered:
        dev = self.enrolment.dev
        try:
            ack = journal.receive(segment, Caller(self.enrolment, nonce(self.header)))
        except Problem as problem:
            self.stopped = True
            return Answered(dev, problem=problem.name, seq=problem.seq or 0)
        said = wire.read_from(wire.Ack, ack, keys.directory())
        return Answered(dev, ack, count=len(segment.entries), needing=len(said.verdicts))


def nonce(header: Header) -> str:
    """What stands in the answers of a package where the line has the nonce of a request."""
    return f"courier.{header.id}"


def begin(part: Part, header: Header, key: bytes) -> Chain:
    """A chain of that package; its enrolment must be one of ours, of the same office."""
    said = part.value
    try:
        word = wire.read_from(wire.Certificate, said["certificate"], keys.directory())
    except Unsound as foreign:
        raise RegulatorCanFix("courier-foreign") from foreign
    found = Enrolment.objects.select_related("office", "desk").filter(dev=word.dev).first()
    if found is None or word.office != header.office:
        raise RegulatorCanFix("courier-foreign")
    return Chain(header, key, found, said["first"], said["prev"])


def unsealed(text: str, key: bytes, where: bytes) -> bytes:
    """A sealed piece of a package whose seal was right: another key is the only way to fail."""
    try:
        return sealing.unseal(courier_lines.plain(text), key, where)
    except Unsound as wrong:
        raise ManagerCanFix("courier-altered", detail="sealed") from wrong


def public_keys(header: Header) -> dict[str, bytes]:
    """Who may seal the package: the enrolment it names, if it is ours."""
    found = Enrolment.objects.filter(dev=header.dev, office=header.office).first()
    if found is None:
        raise RegulatorCanFix("courier-foreign")
    return {found.dev: canonical.unb64u(found.pub)}
