"""One entry with what proves that it stands in the country's log (C2SP tlog-proof).

A file for a citizen, a court or anybody: checked without a line, against the log's public key and
those of the witnesses the reader trusts.
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain import merkle, signed_notes
from app.domain.jws import Unsound
from app.domain.signed_notes import Checkpoint, Note, NoteKey

ENDING = ".tlog-proof"
_HEAD = "c2sp.org/tlog-proof@v1"
_SHAPE = re.compile(
    rf"{_HEAD}\nextra ([A-Za-z0-9+/=]+)\nindex (0|[1-9][0-9]{{0,15}})\n"
    r"((?:[A-Za-z0-9+/=]{44}\n){0,63})\n(.+)",
    re.ASCII | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class LogProof:
    """The entry's bytes, its place, the hashes beside its way to the root, and a signed head."""

    entry: bytes
    index: int
    hashes: tuple[bytes, ...]
    note: Note

    def __str__(self) -> str:
        beside = "".join(f"{_b64(one)}\n" for one in self.hashes)
        told = f"extra {_b64(self.entry)}\nindex {self.index}\n{beside}"
        return f"{_HEAD}\n{told}\n{self.note}"


def read(data: bytes) -> LogProof:
    """A proof as received; `Unsound` when it is none. Nothing in it is believed yet."""
    try:
        told = data.decode()
    except UnicodeDecodeError as wrong:
        raise Unsound("bad-framing", "not UTF-8") from wrong
    match = _SHAPE.fullmatch(told)
    if match is None:
        raise Unsound("bad-framing", "not a proof of the log")
    try:
        entry, *hashes = (
            base64.b64decode(one, validate=True) for one in (match[1], *match[3].split())
        )
    except ValueError as wrong:
        raise Unsound("bad-framing", "not base64") from wrong
    proof = LogProof(entry, int(match[2]), tuple(hashes), signed_notes.read(match[4].encode()))
    if str(proof) != told:
        raise Unsound("bad-framing", "not the one spelling of a proof")
    return proof


def check(proof: LogProof, keys: Iterable[NoteKey]) -> Checkpoint:
    """The head it leads to, signed with all those keys, the log's first."""
    head = signed_notes.checkpoint_in(proof.note, keys)
    leaf = merkle.leaf_hash(proof.entry)
    top = head.root
    if not merkle.is_included(leaf, proof.index, head.size, proof=proof.hashes, top=top):
        raise Unsound("bad-chain", "the entry does not lead to the head of the log")
    return head


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
