"""Following the country's log from one head to the next, and knowing it when the log lied.

For whoever keeps the newest head he believed: a witness, a desk, an auditor. Honest is only a head
that the log signed and whose tree begins with the one believed before.
"""

from app.domain import log_tiles, merkle, signed_notes
from app.domain.errors import RegulatorCanFix
from app.domain.log_tiles import TileOf
from app.domain.signed_notes import Checkpoint, NoteKey

EMPTY = Checkpoint("", 0, merkle.EMPTY)


class Lied(RegulatorCanFix):
    """Two heads, both signed by the log, that cannot both be true; `proof` is what was tried."""

    def __init__(self, code: str, proof: list[bytes], **facts: object) -> None:
        super().__init__(code, **facts)
        self.proof = proof


def follow(known: Checkpoint, told: bytes, key: NoteKey, *, tile_of: TileOf) -> Checkpoint:
    """The head in a note just received, once it was shown to grow out of the one known.

    `known` is `EMPTY` at the first look. `Unsound` when the note is not the log's; `Lied` with
    log-rollback, log-fork or log-tiles. `tile_of` gives b"" for a tile the log does not have.
    """
    head = signed_notes.checkpoint_in(signed_notes.read(told), [key])
    if head.size < known.size:
        raise Lied("log-rollback", [], was=known.size, size=head.size)
    if head.size == known.size:
        if head.root != known.root:
            raise Lied("log-fork", [], was=known.size, size=head.size)
        return head
    _check_grown(known, head, tile_of)
    return head


def _check_grown(known: Checkpoint, head: Checkpoint, tile_of: TileOf) -> None:
    facts = {"was": known.size, "size": head.size}
    node_at = log_tiles.nodes(head.size, tile_of)
    try:
        top = merkle.root(head.size, node_at)
        proof = merkle.consistency(known.size, head.size, node_at)
    except ValueError as lacking:
        raise Lied("log-tiles", [], **facts) from lacking
    if top != head.root:
        raise Lied("log-tiles", proof, **facts)
    if not merkle.is_consistent(known.size, known.root, head.size, head.root, proof=proof):
        raise Lied("log-fork", proof, **facts)
