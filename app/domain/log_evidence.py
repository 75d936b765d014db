"""What a desk keeps of a log that lied: the head it knew, the one it was told and the proof tried.

It goes as one file to an auditor, a witness or a court, who need nothing but the log's public key:
two heads that the log signed and that cannot both be true say so by themselves.
"""

import base64
from dataclasses import dataclass

from app.domain import canonical, merkle, signed_notes
from app.domain.json_values import from_json, to_json
from app.domain.jws import Unsound
from app.domain.signed_notes import Checkpoint, NoteKey

FORMAT, VERSION = "pishkhan-log-evidence", 1


@dataclass(frozen=True, slots=True)
class Lie:
    """When, why it was refused, the notes (`known` None: there was none before) and the hashes, in
    base64, that were to lead from one to the other.
    """

    at: str
    code: str
    known: str | None
    told: str
    proof: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogEvidence:
    """All that one desk kept; `key` is the log's, as the desk took it with the first head."""

    format: str
    v: int
    office: str
    desk: int
    dev: str
    key: str
    lies: tuple[Lie, ...]


def dumps(told: LogEvidence) -> bytes:
    """The file."""
    return canonical.dumps(to_json(told)) + b"\n"


def loads(data: bytes) -> LogEvidence:
    """What stands in it; `Unsound` bad-framing for anything else."""
    try:
        told = from_json(LogEvidence, canonical.loads(data.removesuffix(b"\n")))
    except ValueError as wrong:
        raise Unsound("bad-framing", str(wrong)) from wrong
    if (told.format, told.v) != (FORMAT, VERSION) or dumps(told) != data:
        raise Unsound("bad-framing", "not evidence of version 1")
    return told


def proves(lie: Lie, key: NoteKey) -> bool:
    """Whether the log's own signatures contradict each other; else it is the desk's word.

    Same size and another root, or a larger tree whose proof leads to its root but not to the
    smaller one's. A shorter tree alone is an old head: that it was told last is the desk's word.
    """
    known, told = _head(lie.known, key), _head(lie.told, key)
    if known is None or told is None or told.size < known.size:
        return False
    if told.size == known.size:
        return told.root != known.root
    try:
        proof = [base64.b64decode(one, validate=True) for one in lie.proof]
    except ValueError:
        return False
    return merkle.contradicts(known.size, known.root, told.size, told.root, proof=proof)


def _head(note: str | None, key: NoteKey) -> Checkpoint | None:
    try:
        return signed_notes.checkpoint_in(signed_notes.read((note or "").encode()), [key])
    except Unsound:
        return None
