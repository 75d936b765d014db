"""The log against itself: every stored entry hashed again, up to the head that was signed.

Whatever was changed in the database since an entry came (its bytes, its place, a tile, the head)
leads to another hash; where is named.
"""

import hashlib
from binascii import b2a_base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from app.domain import canonical, log_tiles, merkle
from app.domain.log_tiles import WIDTH
from app.domain.signed_notes import Checkpoint
from regulator.log import tree
from regulator.rows import ahead, fetch, fetch_bytes

What = Literal["place", "entry", "leaf", "tile", "head", "unplaced"]
# Entries read at a time: whole tiles, and few enough for the database to sort them in memory.
READ = 8 * WIDTH

_ROWS = """
    SELECT p.n, s.leaf, s.token FROM intake_logplace p
    LEFT JOIN intake_storedentry s ON s.id = p.entry_id
    WHERE p.n >= %s AND p.n < %s ORDER BY p.n"""
_ANY = "SELECT n FROM intake_logplace LIMIT 1"
_TILES = "SELECT n, hashes FROM log_tile WHERE level = %s AND n >= %s AND n < %s"
_UNPLACED = """
    SELECT s.dev, s.seq FROM intake_storedentry s
    WHERE NOT EXISTS (SELECT 1 FROM intake_logplace p WHERE p.entry_id = s.id) AND NOT EXISTS (
        SELECT 1 FROM intake_taken t WHERE t.dev = s.dev AND s.seq BETWEEN t.first AND t.last)
    ORDER BY s.id LIMIT 100"""
_TO_URL = bytes.maketrans(b"+/", b"-_")


@dataclass(frozen=True, slots=True)
class Difference:
    """What does not fit, and where: a place of the log, a tile, a device and its number."""

    what: What
    at: str


@dataclass(slots=True)
class _Levels:
    """What was hashed: the hashes of every level above the leaves, and the last tile of leaves."""

    head: Checkpoint
    above: list[bytearray] = field(default_factory=lambda: [bytearray()])
    last: bytes = b""

    def tile_of(self, level: int, n: int, width: int) -> bytes:
        """A tile as it should be."""
        if level == 0:
            return self.last
        return bytes(self.above[level - 1][n * log_tiles.FULL :][: width * merkle.SIZE])


def differences() -> Iterator[Difference]:
    """Everything in the signed log that does not fit, lowest places first; nothing when it does."""
    yield from (Difference("unplaced", f"{dev} {seq}") for dev, seq in fetch(_UNPLACED))
    if not tree.note():
        yield from (Difference("head", "none") for _ in fetch(_ANY))
        return
    try:
        head = tree.head()
    except tree.AlteredError:
        yield Difference("head", "signature")
        return
    found = _Levels(head)
    starts = range(0, head.size, READ)
    reads = (partial(_read, start, min(start + READ, head.size)) for start in starts)
    for start, (rows, tiles) in zip(starts, ahead(reads), strict=True):
        yield from _leaves(found, start, rows, tiles=tiles)
    yield from _higher(found)
    if merkle.root(head.size, log_tiles.nodes(head.size, found.tile_of)) != head.root:
        yield Difference("head", str(head.size))


def _read(start: int, end: int) -> tuple[list[Any], dict[int, bytes]]:
    """The entries in those places, and the tiles of level 0 over them."""
    return _rows(start, end), _stored(0, start // WIDTH, -(-end // WIDTH))


def _leaves(
    found: _Levels, start: int, rows: list[Any], *, tiles: Mapping[int, bytes]
) -> Iterator[Difference]:
    """The entries from that place on against their hashes and their tiles."""
    for first in range(start, start + len(rows), WIDTH):
        part = rows[first - start : first - start + WIDTH]
        tile = tiles.get(first // WIDTH, b"")[: len(part) * merkle.SIZE]
        hashes = _hashed(part)
        if not _fits(part, hashes, tile):
            yield from _compared(found, first, part, tile=tile)
        found.last = b"".join(hashes)
        if len(hashes) == WIDTH:
            found.above[0] += merkle.folded(hashes)


def _rows(start: int, end: int) -> list[Any]:
    """(place, leaf, bytes) of each, None where something lacks."""
    rows = fetch_bytes(_ROWS, start, end)
    if len(rows) == end - start:
        return rows
    there = {row[0]: row for row in rows}
    return [there.get(n, (n, None, None)) for n in range(start, end)]


def _hashed(rows: list[Any]) -> list[bytes]:
    sha256 = hashlib.sha256
    return [sha256(b"\x00" + (row[2] or b"")).digest() for row in rows]


def _fits(rows: list[Any], hashes: list[bytes], tile: bytes) -> bool:
    """A whole tile at once: the hashes beside the entries, and those in the tile."""
    beside = "=\n".join([row[1] or "" for row in rows]).encode() + b"=\n"
    made = b"".join(map(b2a_base64, hashes)).translate(_TO_URL)
    return made == beside and b"".join(hashes) == tile


def _compared(found: _Levels, first: int, rows: list[Any], *, tile: bytes) -> Iterator[Difference]:
    """The same one by one, where they do not fit. Of entry and tile, the one is changed whose hash
    does not lead to the head."""
    told, holds = log_tiles.hashes_of(tile), _holds(found, first // WIDTH, tile)
    for place, (n, leaf, token) in enumerate(rows):
        if token is None:
            yield Difference("place", str(n))
            continue
        made = merkle.leaf_hash(bytes(token))
        in_tile = place < len(told) and told[place] == made
        if not in_tile and holds:
            yield Difference("entry", str(n))
        elif not in_tile:
            yield Difference("tile", f"0/{first // WIDTH}:{place}")
        if in_tile and leaf != canonical.b64u(made):
            yield Difference("leaf", str(n))


def _holds(found: _Levels, n: int, tile: bytes) -> bool:
    """Whether a tile of leaves, as stored, is what was signed."""
    if len(tile) == log_tiles.FULL:
        above = tree.part(1, n // WIDTH, n % WIDTH + 1)
        return above is not None and above.endswith(merkle.folded(log_tiles.hashes_of(tile)))
    try:
        return merkle.root(found.head.size, tree.nodes(found.head.size)) == found.head.root
    except tree.AlteredError:
        return False


def _higher(found: _Levels) -> Iterator[Difference]:
    """Tiles of higher levels against what the entries lead to."""
    level = 1
    while found.head.size >> log_tiles.HEIGHT * level:
        made = log_tiles.hashes_of(bytes(found.above[level - 1]))
        tiles = _stored(level, 0, -(-len(made) // WIDTH))
        found.above.append(bytearray())
        for n in range(-(-len(made) // WIDTH)):
            part = made[n * WIDTH : (n + 1) * WIDTH]
            kept = log_tiles.hashes_of(tiles.get(n, b""))
            for place, one in enumerate(part):
                if place >= len(kept) or kept[place] != one:
                    yield Difference("tile", f"{level}/{n}:{place}")
            if len(part) == WIDTH:
                found.above[level] += merkle.folded(part)
        level += 1


def _stored(level: int, start: int, end: int) -> dict[int, bytes]:
    return {n: bytes(hashes) for n, hashes in fetch_bytes(_TILES, level, start, end)}
