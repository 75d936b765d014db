"""What stands in the files of an evidence package, entry by entry: its own signature, its body, its
place in the chain and its proof, each against the others (docs/evidence-format.md).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from app.domain import (
    canonical,
    entry,
    evidence,
    jws,
    log_proofs,
    merkle,
    signed_notes,
    wire,
)
from app.domain.entry import Entry
from app.domain.evidence import Counts, Manifest
from app.domain.evidence_open import Package, number_in, object_in, spoiled, text_in
from app.domain.journal_file import CheckBody
from app.domain.jws import Unsound
from app.domain.progress import Progress, Tell
from app.domain.signed_notes import Checkpoint
from app.domain.stored_zip import Member, Spoiled

LONGEST_PROOF, LONGEST_REPORT = 1 << 17, 64 << 20
TELL_EVERY = 200
_ENTRY = {"n", "leaf", "dev", "seq", "entry", "arrived", "verdict", "reason"}
_BODY = {"n", "seq", "salt", "body", "masked", "erased"}
_CERTIFICATE = {"dev", "certificate"}
_FINDING = {"n", "leaf", "rule", "at", "state", "facts", "question", "outcome"}
# The files of every package, beside proofs and bodies.
_FILES = (
    evidence.CHECKPOINT,
    evidence.ENTRIES,
    evidence.CERTIFICATES,
    evidence.FINDINGS,
    evidence.REPORT,
    evidence.MANIFEST,
    evidence.SIGNATURE,
)


@dataclass(slots=True)
class Reading:
    """What was read so far: the head of the log, certificates, where each chain stands, counts by
    type ("": entries that were not taken for sound), and the times the first and last were made.
    """

    head: Checkpoint
    note: str
    certificates: Mapping[str, wire.Certificate]
    chains: dict[str, tuple[int, str]] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    n: int = -1

    @property
    def counts(self) -> Counts:
        """As the manifest should have them."""
        return Counts(
            entries=self.types.total(),
            quarantined=self.types[""],
            bodies=self.counted["bodies"],
            erased=self.counted["erased"],
            certificates=len(self.certificates),
            findings=self.counted["findings"],
        )

    def key_of(self, dev: str) -> bytes | None:
        """The key of a device that has a certificate here."""
        known = self.certificates.get(dev)
        return canonical.unb64u(known.pub) if known else None


def read_content(
    file: BinaryIO,
    members: Sequence[Member],
    manifest: Manifest,
    *,
    check_body: CheckBody,
    tell: Tell,
) -> Reading:
    """All files but the manifest and its seal; `Spoiled` with file, line and entry."""
    named = {one.name: one for one in members}
    package = Package(file, named, manifest, check_body, tell)
    head, note = _checkpoint(package)
    reading = Reading(head, note, _certificates(package))
    found = _findings(package, reading)
    bodies = package.lines(evidence.BODIES) if manifest.order.bodies != "none" else iter(())
    for line, raw in package.lines(evidence.ENTRIES):
        if line % TELL_EVERY == 1:
            tell(Progress("entries", line - 1, manifest.counts.entries))
        told, read = _entry(package, reading, line, raw)
        reading.counted += _check_body(package, told, read, bodies=bodies)
        about, leaf = found.pop(reading.n, (0, told["leaf"]))
        if leaf != told["leaf"]:
            raise Spoiled("bad-finding", "about another", evidence.FINDINGS, line=about)
    for about, _leaf in found.values():
        raise Spoiled("bad-finding", "about none of the entries", evidence.FINDINGS, line=about)
    for line, _raw in bodies:
        raise Spoiled("bad-body", "the body of no entry", evidence.BODIES, line=line)
    _nothing_else(package, reading)
    return reading


def _checkpoint(package: Package) -> tuple[Checkpoint, str]:
    data = package.whole(evidence.CHECKPOINT, signed_notes.MAX_NOTE)
    try:
        key = signed_notes.key_in(package.manifest.keys.log)
        head = signed_notes.checkpoint_in(signed_notes.read(data), [key])
        told = {"origin": head.origin, "size": head.size, "root": canonical.b64u(head.root)}
        if told != package.manifest.head:
            raise Unsound("bad-chain", "another head than the manifest's")
    except Unsound as wrong:
        raise Spoiled(wrong.code, wrong.detail, evidence.CHECKPOINT) from wrong
    return head, data.decode()


def _certificates(package: Package) -> dict[str, wire.Certificate]:
    found: dict[str, wire.Certificate] = {}
    for line, raw in package.lines(evidence.CERTIFICATES):
        try:
            told = object_in(raw, _CERTIFICATE)
            token = text_in(told["certificate"])
            word = wire.read_from(wire.Certificate, token, package.manifest.keys.directory())
            public = canonical.unb64u(word.pub)
            if len(public) != 32 or not jws.key_id(public) == word.dev == told["dev"]:
                raise Unsound("bad-canonical", "a key is not what it is called")
            if word.dev <= max(found, default=""):
                raise Unsound("bad-chain", "out of its order")
        except (Unsound, ValueError) as wrong:
            raise spoiled(wrong, evidence.CERTIFICATES, line) from wrong
        found[word.dev] = word
    return found


def _findings(package: Package, reading: Reading) -> dict[int, tuple[int, str]]:
    """By place of the entry, the first line that is about it and the leaf that all of them name."""
    found: dict[int, tuple[int, str]] = {}
    last = -1
    for line, raw in package.lines(evidence.FINDINGS):
        try:
            told = object_in(raw, _FINDING)
            n, leaf = number_in(told["n"]), text_in(told["leaf"])
            if n < last or found.setdefault(n, (line, leaf))[1] != leaf:
                raise Unsound("bad-chain", "out of its order")
        except Unsound as wrong:
            raise spoiled(wrong, evidence.FINDINGS, line) from wrong
        last = n
        reading.counted["findings"] += 1
    return found


def _entry(
    package: Package, reading: Reading, line: int, raw: bytes
) -> tuple[Mapping[str, Any], Entry | None]:
    """What its line says, and the entry itself where it was taken for sound."""
    n: int | None = None
    try:
        told = object_in(raw, _ENTRY)
        n = number_in(told["n"])
        if not reading.n < n < reading.head.size:
            raise Unsound("bad-chain", "out of its order")
        reading.n = n
        read = _signed(reading, told, _token(package, reading, told))
        reading.met.add(text_in(told["dev"]))
    except Unsound as wrong:
        raise spoiled(wrong, evidence.ENTRIES, line, n) from wrong
    reading.types[read.type if read else ""] += 1
    return told, read


def _signed(reading: Reading, told: Mapping[str, Any], token: bytes) -> Entry | None:
    """The entry, if it was taken for sound: signed by its desk, and the next of its chain where
    the one before is here too.
    """
    leaf = canonical.b64u(merkle.leaf_hash(token))
    if leaf != told["leaf"]:
        raise Unsound("bad-chain", "not the leaf hash of the entry")
    if told["verdict"] == "quarantined":
        return None
    read = entry.read(token.decode("latin-1"), reading.key_of)
    word = reading.certificates[read.dev]
    if (read.dev, read.seq) != (told["dev"], told["seq"]):
        raise Unsound("bad-canonical", "the entry of another place")
    if (read.office, read.desk, read.ep) != (word.office, word.desk, word.ep):
        raise Unsound("bad-chain", "the entry of another office, desk or enrolment")
    before, prev = reading.chains.get(read.dev, (0, ""))
    if read.seq <= before:
        raise Unsound("bad-chain", f"seq {read.seq} after {before}")
    if read.seq == before + 1 and before:
        entry.check_follows(read, seq=read.seq, prev=prev)
    reading.chains[read.dev] = (read.seq, leaf)
    reading.offices.add(read.office)
    return read


def _token(package: Package, reading: Reading, told: Mapping[str, Any]) -> bytes:
    """The entry's bytes, after its proof led from them to the head."""
    path = evidence.proof_path(told["n"])
    n = told["n"]
    data = package.whole(path, LONGEST_PROOF)
    try:
        proof = log_proofs.read(data)
        if str(proof.note) != reading.note:
            raise Unsound("bad-proof", "under another head")
        if proof.index != n:
            raise Unsound("bad-proof", "of another place")
        leaf, top = merkle.leaf_hash(proof.entry), reading.head.root
        size, hashes = reading.head.size, proof.hashes
        if not merkle.is_included(leaf, n, size, proof=hashes, top=top):
            raise Unsound("bad-proof", "does not lead to the head")
    except Unsound as wrong:
        raise Spoiled(wrong.code, wrong.detail, path, n=n) from wrong
    stated = proof.entry.decode("ascii") if proof.entry.isascii() else None
    if told["entry"] != stated:
        raise Unsound("bad-chain", "another entry than the proof's")
    return proof.entry


def _check_body(
    package: Package,
    told: Mapping[str, Any],
    read: Entry | None,
    *,
    bodies: Iterator[tuple[int, bytes]],
) -> Counter[str]:
    """The next line of the bodies must be its own; one that is clear fits the entry's own hash."""
    if package.manifest.order.bodies == "none":
        return Counter()
    line, raw = next(bodies, (0, b""))
    try:
        if not line:
            raise Unsound("bad-body", "a body that is not there")
        shown = object_in(raw, _BODY)
        if (shown["n"], shown["seq"]) != (told["n"], told["seq"]):
            raise Unsound("bad-body", "the body of another entry")
        _check_shown(package, shown, read)
    except Unsound as wrong:
        raise spoiled(wrong, evidence.BODIES, line, told["n"]) from wrong
    return Counter(bodies=int(shown["body"] is not None), erased=int(shown["erased"]))


def _check_shown(package: Package, shown: Mapping[str, Any], read: Entry | None) -> None:
    masked, body, salt = shown["masked"], shown["body"], shown["salt"]
    texts = isinstance(masked, list) and all(isinstance(path, str) for path in masked)
    if not texts or type(shown["erased"]) is not bool:
        raise Unsound("bad-canonical", "not a line of the bodies")
    if salt is not None:
        if read is None or masked:
            raise Unsound("bad-body", "clear where it cannot be")
        wrapped = {"seq": shown["seq"], "salt": salt, "body": body}
        package.check_body(read.type, entry.check_body(read, wrapped))
    elif body is not None and not (masked or shown["erased"]):
        raise Unsound("bad-body", "neither clear nor masked")


def _nothing_else(package: Package, reading: Reading) -> None:
    """No file, certificate or proof that belongs to none of the entries; a report that is one."""
    for dev in sorted(reading.met ^ set(reading.certificates)):
        raise Spoiled("bad-chain", f"the certificate of {dev}", evidence.CERTIFICATES)
    if not package.whole(evidence.REPORT, LONGEST_REPORT).startswith(b"%PDF-"):
        raise Spoiled("bad-framing", "not a PDF", evidence.REPORT)
    proofs = sum(name.startswith("proofs/") for name in package.members)
    bodies = package.manifest.order.bodies != "none"
    if proofs != reading.types.total() or len(package.members) != proofs + len(_FILES) + bodies:
        raise Spoiled("extra-file", "a file that belongs to none of the entries")
