"""Writing an evidence package: file after file, entry after entry, so that a hundred thousand of
them fill no memory. The rows are asked for three times: for bodies, for entries, for proofs.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO, TypeVar

from app.domain import canonical, evidence, log_tiles, merkle, signed_notes
from app.domain.evidence import Counts, File, Found, Held, Keys, Manifest, Order, Shown
from app.domain.jws import Signer
from app.domain.log_proofs import LogProof
from app.domain.log_tiles import TileOf
from app.domain.progress import Progress, Tell
from app.domain.signed_notes import Note
from app.domain.stored_zip import Member, Writer

Row = TypeVar("Row")
# Proofs made out of the same tiles in memory.
TOGETHER = 1000
TELL_EVERY = 200


@dataclass(frozen=True, slots=True)
class Content:
    """Where everything comes from. `rows` gives the entries, lowest place first, each time anew;
    `bodies` the same with what may be shown; `certificates` by device key; `note` the head the
    proofs lead to.
    """

    total: int
    rows: Callable[[], Iterable[Held]]
    bodies: Callable[[], Iterable[tuple[Held, Shown]]]
    certificates: Callable[[Sequence[str]], Mapping[str, str]]
    findings: Sequence[Found]
    note: Note
    tile_of: TileOf


@dataclass(frozen=True, slots=True)
class Sealing:
    """The keys the package names, and the signer of the one in `keys.evidence`."""

    keys: Keys
    signer: Signer


@dataclass(frozen=True, slots=True)
class Told:
    """What the report is made of."""

    order: Order
    counts: Counts
    keys: Keys
    head: Mapping[str, object]
    types: Mapping[str, int]


class _Package:
    """The ZIP, and what the manifest will say of each of its files."""

    def __init__(self, to: Writer) -> None:
        self.zip, self.files = to, list[File]()

    def add(self, path: str, data: bytes) -> None:
        """A file as a whole."""
        self._name(self.zip.add(path, [data]))

    def lines(self, path: str, lines: Iterable[bytes]) -> None:
        """A file of lines, each with its mark."""
        marks = bytearray()

        def marked() -> Iterator[bytes]:
            for line in lines:
                marks.extend(evidence.mark(line).encode())
                yield line

        member = self.zip.add(path, marked())
        self._name(member, marks.decode())

    def _name(self, member: Member, marks: str = "") -> None:
        self.files.append(File(member.name, member.size, member.sha256, marks))


@dataclass(slots=True)
class _Work:
    """What is known of the entries while they pass."""

    order: Order
    content: Content
    tell: Tell
    done: int = 0

    def passing(self, step: str, rows: Iterable[Row]) -> Iterator[Row]:
        """The entries once more, telling how far."""
        parts = 2 if self.order.bodies == "none" else 3
        for one in rows:
            if self.done % TELL_EVERY == 0:
                self.tell(Progress(step, self.done, parts * self.content.total))
            self.done += 1
            yield one


def write(
    out: BinaryIO,
    order: Order,
    content: Content,
    sealing: Sealing,
    *,
    report: Callable[[Told], bytes],
    tell: Tell,
) -> Manifest:
    """Write the whole package; the manifest it got.

    Raises `OperatorCanFix` package-too-large; what `tell` raises ends it.
    """
    to, work = _Package(Writer(out)), _Work(order, content, tell)
    to.add(evidence.CHECKPOINT, str(content.note).encode())
    counted = _bodies(to, work) if order.bodies != "none" else Counter[str]()
    devices, types = _entries(to, work)
    for path, data in _proofs(work):
        to.add(path, data)
    certificates = content.certificates(sorted(devices))
    told = sorted(certificates.items())
    to.lines(evidence.CERTIFICATES, (evidence.certificate_line(*one) for one in told))
    to.lines(evidence.FINDINGS, map(evidence.finding_line, content.findings))
    counted |= {"certificates": len(certificates), "findings": len(content.findings)}
    counts = Counts(**counted, entries=types.total(), quarantined=types[""])
    said = Told(order, counts, sealing.keys, _head(content.note), types)
    to.add(evidence.REPORT, report(said))
    return _sealed(to, said, sealing.signer)


def _bodies(to: _Package, work: _Work) -> Counter[str]:
    """How many there are, and how many are gone."""
    counted: Counter[str] = Counter()

    def lines() -> Iterator[bytes]:
        for one, shown in work.passing("bodies", work.content.bodies()):
            counted["bodies"] += shown.body is not None
            counted["erased"] += shown.erased
            yield evidence.body_line(one, shown)

    to.lines(evidence.BODIES, lines())
    return counted


def _entries(to: _Package, work: _Work) -> tuple[set[str], Counter[str]]:
    """The devices that are met, and how many of each type; "": those that were not taken."""
    devices: set[str] = set()
    types: Counter[str] = Counter()

    def lines() -> Iterator[bytes]:
        for one in work.passing("entries", work.content.rows()):
            devices.add(one.dev)
            types[one.type] += 1
            yield evidence.entry_line(one)

    to.lines(evidence.ENTRIES, lines())
    return devices, types


def _proofs(work: _Work) -> Iterator[tuple[str, bytes]]:
    note, size = work.content.note, signed_notes.read_checkpoint(work.content.note.text).size
    for at, one in enumerate(work.passing("proofs", work.content.rows())):
        if at % TOGETHER == 0:
            node_at = cache(log_tiles.nodes(size, work.content.tile_of))
        hashes = merkle.inclusion(one.n, size, node_at)
        proof = LogProof(one.token, one.n, tuple(hashes), note)
        yield evidence.proof_path(one.n), str(proof).encode()


def _head(note: Note) -> dict[str, object]:
    head = signed_notes.read_checkpoint(note.text)
    return {"origin": head.origin, "size": head.size, "root": canonical.b64u(head.root)}


def _sealed(to: _Package, told: Told, signer: Signer) -> Manifest:
    facts = (told.order, told.counts, told.head, told.keys, tuple(to.files))
    manifest = Manifest(evidence.FORMAT, evidence.VERSION, *facts)
    data = evidence.manifest_bytes(manifest)
    to.add(evidence.MANIFEST, data)
    kid = evidence.key_in(told.keys).kid
    to.add(evidence.SIGNATURE, evidence.seal(data, kid, signer).encode("ascii") + b"\n")
    to.zip.end()
    return manifest
