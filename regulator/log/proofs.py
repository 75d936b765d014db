"""What is handed out of the log: the proof of one entry, and the whole log as files."""

from collections.abc import Iterator
from pathlib import Path

from app.domain import log_tiles, merkle, signed_notes
from app.domain.jws import Unsound
from app.domain.log_proofs import LogProof
from app.domain.log_tiles import Tile
from app.domain.signed_notes import Note
from regulator.intake.models import LogPlace
from regulator.log import keys, tree
from regulator.rows import fetch

_ENTRIES = """
    SELECT s.token FROM intake_logplace p JOIN intake_storedentry s ON s.id = p.entry_id
    WHERE p.n >= %s AND p.n < %s ORDER BY p.n"""


def index_of(leaf: str) -> int | None:
    """Where the entry with that leaf hash stands; None when it is not in the signed tree.

    The same bytes sent twice in one place stand once; another device's are another entry.
    """
    place = LogPlace.objects.filter(entry__leaf=leaf).order_by("n").first()
    return place.n if place and place.n < tree.head().size else None


def proof_of(index: int, note: Note) -> LogProof:
    """The entry there and its way to that head of this log, cosigned or not.

    `Unsound` when the head is not ours, or older than the entry.
    """
    head = signed_notes.checkpoint_in(note, [keys.public()])
    if not index < head.size <= tree.head().size:
        raise Unsound("bad-chain", f"entry {index} is not under a head of {head.size}")
    [entry] = entries(index, index + 1)
    hashes = merkle.inclusion(index, head.size, tree.nodes(head.size))
    return LogProof(entry, index, tuple(hashes), note)


def entries(start: int, end: int) -> list[bytes]:
    """The bytes of the entries in those places, as they came."""
    return [bytes(token) for (token,) in fetch(_ENTRIES, start, end)]


def bundle(tile: Tile) -> bytes | None:
    """The entries under a tile of leaves; None when the signed tree has not so many."""
    start = tile.n * log_tiles.WIDTH
    if start + tile.width > tree.head().size:
        return None
    return log_tiles.bundle(entries(start, start + tile.width))


def write_files(folder: Path) -> int:
    """The signed log as files below a folder, laid out as it is served; how many entries."""
    note = tree.note()
    size = tree.head().size
    for tile in _tiles(size):
        data = bundle(tile) if tile.level is None else tree.tile_of(tile.level, tile.n, tile.width)
        place = folder / "tile" / log_tiles.path(tile)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data or b"")
    (folder / "checkpoint").write_text(note, encoding="utf-8")
    (folder / "key").write_text(f"{keys.public()}\n", encoding="utf-8")
    return size


def _tiles(size: int) -> Iterator[Tile]:
    level = 0
    while size >> log_tiles.HEIGHT * level:
        for n in range(-(-(size >> log_tiles.HEIGHT * level) // log_tiles.WIDTH)):
            tile = Tile(level, n, log_tiles.width_in(level, n, size))
            yield from (tile, Tile(None, n, tile.width)) if level == 0 else (tile,)
        level += 1
