"""Another desk's package, taken in from the stick so that the office can count its evening.

Its bodies stay sealed: this desk reads only the entries, each checked against the certificate the
regulator gave that desk. Safe to repeat; nothing is counted twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from app.domain import canonical, courier_lines, entry, wire
from app.domain.by_hand import Heard, Step
from app.domain.courier import Header
from app.domain.courier_lines import Examined, Part
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.jws import Unsound
from local_db import office_entries
from local_db.file import Database
from local_db.office_entries import Told
from sync.courier_files import opened
from sync.link import Write

BATCH = 200


def take_neighbour(
    db: Database,
    own: wire.Certificate,
    keys: wire.Directory,
    path: Path,
    *,
    write: Write[int],
    step: Step,
) -> Heard:
    """Keep the entries of another desk of this office; any other package changes nothing.

    The package stays as it is: it still has to reach the regulator.
    """
    with opened(path) as file:
        examined = courier_lines.examine(courier_lines.lines(file))
        header, certificates = _checked(examined, own, keys)
        taking = _Taking(db, write, header, certificates)
        total = sum(examined.counts.values())
        for done, part in enumerate(courier_lines.body(courier_lines.lines(file)), start=1):
            taking.part(part)
            if done % BATCH == 0 or done == total:
                step(done, total)
        taking.end()
    return Heard(header.desk, taking.fresh, header.made)


def _checked(
    examined: Examined, own: wire.Certificate, keys: wire.Directory
) -> tuple[Header, dict[str, wire.Certificate]]:
    """Every certificate is the regulator's word for a desk of this office, and one sealed."""
    header = examined.header
    if not isinstance(header, Header):
        raise OperatorCanFix("courier-is-answer")
    try:
        words = {token: wire.read_from(wire.Certificate, token, keys) for token in _all(examined)}
    except Unsound as foreign:
        raise ManagerCanFix("courier-foreign-office") from foreign
    if header.office != own.office or any(word.office != own.office for word in words.values()):
        raise ManagerCanFix("courier-foreign-office")
    if header.desk == own.desk:
        raise OperatorCanFix("courier-own")
    by_dev = {word.dev: canonical.unb64u(word.pub) for word in words.values()}
    courier_lines.check_seal(examined, by_dev.get)
    return header, words


def _all(examined: Examined) -> Iterable[str]:
    if not examined.certificates:
        raise OperatorCanFix("courier-empty")
    return examined.certificates


@dataclass(slots=True)
class _Taking:
    """One package under way: the chain now read, and the entries waiting for their transaction."""

    db: Database
    write: Write[int]
    header: Header
    certificates: dict[str, wire.Certificate]
    token: str = ""
    seq: int = 0
    prev: str = ""
    fresh: int = 0
    waiting: list[Told] = field(default_factory=list)

    def part(self, part: Part) -> None:
        if part.kind == "certificate":
            self.end()
            self.token = part.value["certificate"]
            self.seq, self.prev = part.value["first"], part.value["prev"]
            self._check_before()
        elif part.kind == "entry":
            self._entry(part.value)

    def end(self) -> None:
        """Keep what waits, in one transaction, with word of the desk it came from."""
        if self.token:
            certificate = self.certificates[self.token]
            kept = partial(_keep, told=tuple(self.waiting), certificate=certificate)
            self.fresh += self.write(partial(kept, token=self.token, at=self.header.made))
        self.waiting = []

    def _check_before(self) -> None:
        certificate = self.certificates[self.token]
        with self.db.read() as connection:
            held = office_entries.leaf_at(connection, certificate.dev, self.seq - 1)
        begins = self.seq == 1 and self.prev != entry.genesis(self.token)
        if begins or held not in (None, self.prev):
            raise ManagerCanFix("courier-fork", desk=certificate.desk)

    def _entry(self, token: str) -> None:
        certificate = self.certificates[self.token]
        try:
            read = entry.read(token, {certificate.dev: canonical.unb64u(certificate.pub)}.get)
            entry.check_follows(read, seq=self.seq, prev=self.prev)
            _check_place(read, certificate)
        except Unsound as flaw:
            self.end()
            raise ManagerCanFix(
                "courier-entry-broken", desk=certificate.desk, seq=self.seq
            ) from flaw
        leaf = canonical.leaf(token)
        self.waiting.append(Told(read, leaf, token))
        self.seq, self.prev = self.seq + 1, leaf
        if len(self.waiting) >= BATCH:
            self.end()


def _check_place(read: entry.Entry, certificate: wire.Certificate) -> None:
    if (read.office, read.desk) != (certificate.office, certificate.desk):
        raise Unsound("bad-chain", "the entry of another office or desk")


def _keep(
    connection: Connection,
    told: tuple[Told, ...],
    *,
    certificate: wire.Certificate,
    token: str,
    at: str,
) -> int:
    if office_entries.contradicts(connection, told):
        raise ManagerCanFix("courier-fork", desk=certificate.desk)
    dev, desk = certificate.dev, certificate.desk
    office_entries.meet(connection, dev, desk=desk, certificate=token, at=at)
    return office_entries.keep(connection, told)
