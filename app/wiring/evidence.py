"""Files of evidence checked where they lie: packages and proofs of the country's log, offline."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.domain import canonical, evidence_check, log_evidence, log_proofs, merkle, signed_notes
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.evidence_check import Checked, Trusted
from app.domain.journal_file import CheckBody
from app.domain.jws import Unsound
from app.domain.log_evidence import LogEvidence
from app.domain.log_proofs import LogProof
from app.domain.progress import Tell, quiet
from app.domain.signed_notes import Checkpoint, NoteKey
from app.domain.stored_zip import Spoiled

PACKAGE, PROOF, LIES = b"PK", b"c2sp.org/tlog-proof@", b'{"desk":'
LONGEST_PROOF, LONGEST_LIES = 1 << 17, 16 << 20


@dataclass(frozen=True, slots=True)
class Proven:
    """A proof that leads to a head: which entry, under which head, and who signed that."""

    proof: LogProof
    head: Checkpoint
    signed: tuple[str, ...]

    @property
    def leaf(self) -> str:
        """The entry's leaf hash."""
        return canonical.b64u(merkle.leaf_hash(self.proof.entry))


def begins(path: Path) -> bytes:
    """The first bytes: they tell what kind of file it is."""
    try:
        with path.open("rb") as file:
            return file.read(len(PROOF))
    except OSError as fault:
        raise ManagerCanFix("file-unreadable", detail=fault.strerror or "") from fault


def digest(path: Path) -> str:
    """SHA-256 (hex) of a file, for the letter it goes with."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise ManagerCanFix("file-unreadable", detail=fault.strerror or "") from fault


def verify_package(
    path: Path, check_body: CheckBody, trusted: Trusted, tell: Tell = quiet
) -> Checked:
    """Read a package strictly; needs nothing but the file. Raises `Spoiled` with the place."""
    try:
        with path.open("rb") as file:
            return evidence_check.check(file, check_body, trusted, tell=tell)
    except OSError as fault:
        raise ManagerCanFix("file-unreadable", detail=fault.strerror or "") from fault


def verify_proof(path: Path, keys: tuple[NoteKey, ...]) -> Proven:
    """Read a proof strictly, under the log's key and those of the witnesses behind it.

    A proof names no key, so `OperatorCanFix` log-key-missing without one.
    """
    data = _read(path, LONGEST_PROOF)
    if not keys:
        raise OperatorCanFix("log-key-missing")
    try:
        proof = log_proofs.read(data)
        head = log_proofs.check(proof, keys)
    except Unsound as flaw:
        raise Spoiled(flaw.code, flaw.detail, path.name) from flaw
    return Proven(proof, head, tuple(key.name for key in keys))


def lies_in(path: Path) -> LogEvidence:
    """What a desk kept of a lying log. Raises `Spoiled` when the file is none."""
    try:
        return log_evidence.loads(_read(path, LONGEST_LIES))
    except Unsound as flaw:
        raise Spoiled(flaw.code, flaw.detail, path.name) from flaw


def _read(path: Path, longest: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(longest + 1)
    except OSError as fault:
        raise ManagerCanFix("file-unreadable", detail=fault.strerror or "") from fault


def note_key(text: str) -> NoteKey:
    """A key as it was typed: name+id+key."""
    try:
        return signed_notes.key_in(text)
    except ValueError as wrong:
        raise OperatorCanFix("log-key-wrong") from wrong
