"""The tree over the country's log: grows behind the sequencer, a batch a transaction.

It reads the leaf hashes intake stored and no entry; only its right edge is hashed again. Before a
new head is signed the old one is made out of the tiles once more: two heads that do not fit
together are never signed.
"""

from collections.abc import Iterable

from django.db import transaction

from app.domain import canonical, log_tiles, merkle, signed_notes
from app.domain.jws import Unsound
from app.domain.merkle import NodeAt
from app.domain.signed_notes import Checkpoint
from regulator.log import keys
from regulator.log.models import Tile, TreeHead
from regulator.rows import fetch

# Leaves in one batch.
MANY = 10_000

_HEAD = "SELECT size, note FROM log_treehead FOR UPDATE"
_LEAVES = """
    SELECT s.leaf FROM intake_logplace p JOIN intake_storedentry s ON s.id = p.entry_id
    WHERE p.n >= %s ORDER BY p.n LIMIT %s"""
_SIGNED = "UPDATE log_treehead SET size = %s, note = %s RETURNING size"
_TILE = "SELECT hashes FROM log_tile WHERE level = %s AND n = %s"


class AlteredError(Exception):
    """The tiles no longer lead to the head that was signed over them."""


@transaction.atomic
def grow(many: int = MANY) -> int:
    """Take the next entries into the tree and sign its head; how many there were."""
    [(size, note)] = fetch(_HEAD)
    leaves = [canonical.unb64u(leaf) for (leaf,) in fetch(_LEAVES, size, many)]
    if note and not leaves:
        return 0
    if note and merkle.root(size, nodes(size)) != _told(note).root:
        raise AlteredError(f"the tiles do not lead to the head of {size} entries")
    keep(log_tiles.grown(size, leaves, tile_of).items())
    grew = size + len(leaves)
    fetch(_SIGNED, grew, str(keys.signed(grew, merkle.root(grew, nodes(grew)))))
    return len(leaves)


def keep(tiles: Iterable[tuple[tuple[int, int], bytes]]) -> None:
    """Write tiles, new ones and grown ones."""
    Tile.objects.bulk_create(
        [Tile(level=level, n=n, hashes=hashes) for (level, n), hashes in tiles],
        update_conflicts=True,
        unique_fields=["level", "n"],
        update_fields=["hashes"],
        batch_size=100,
    )


def note() -> str:
    """The newest checkpoint as it was signed; empty before the first."""
    return TreeHead.objects.get().note


def size() -> int:
    """How many entries the newest head says there are."""
    return TreeHead.objects.get().size


def head() -> Checkpoint:
    """What it says."""
    return _told(note())


def nodes(size: int) -> NodeAt:
    """Subtrees of the tree as it was with that many entries; AlteredError where tiles lack."""
    return log_tiles.nodes(size, tile_of)


def tile_of(level: int, n: int, width: int) -> bytes:
    """A tile's first hashes; AlteredError when it has fewer."""
    found = part(level, n, width)
    if found is None:
        raise AlteredError(f"tile {level}/{n} has not {width} hashes")
    return found


def part(level: int, n: int, width: int) -> bytes | None:
    """The same; None when there are fewer."""
    found = b"".join(bytes(hashes) for (hashes,) in fetch(_TILE, level, n))[: width * merkle.SIZE]
    return found if len(found) == width * merkle.SIZE else None


def _told(note: str) -> Checkpoint:
    try:
        return signed_notes.checkpoint_in(signed_notes.read(note.encode()), [keys.public()])
    except Unsound as wrong:
        raise AlteredError("the newest head is not as it was signed") from wrong
