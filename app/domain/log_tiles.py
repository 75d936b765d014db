"""The log's hashes and entries in tiles (C2SP tlog-tiles): how they are named, made and read.

A tile is 256 neighbouring hashes of one level; one that is not full yet is the beginning of what it
will be, so whoever keeps the growing tile has every partial one that was ever promised.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.domain import merkle
from app.domain.merkle import NodeAt

WIDTH, HEIGHT, LEVELS = 256, 8, 64
FULL = WIDTH * merkle.SIZE
MAX_BUNDLED = 2**16 - 1
ENTRIES = "entries"
# What a reader is given: the bytes of (level, n, width).
TileOf = Callable[[int, int, int], bytes]

_PATH = re.compile(
    r"(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Tile:
    """Which tile: `level` is None for the bundle of the entries themselves."""

    level: int | None
    n: int
    width: int = WIDTH


def path(tile: Tile) -> str:
    """Its path below `tile/`.

    >>> path(Tile(0, 1234067)), path(Tile(None, 0, 112))
    ('0/x001/x234/067', 'entries/000.p/112')
    """
    digits = f"{tile.n:0{-(-len(str(tile.n)) // 3) * 3}d}"
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    named = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    level = ENTRIES if tile.level is None else str(tile.level)
    return f"{level}/{named}" + ("" if tile.width == WIDTH else f".p/{tile.width}")


def read_path(text: str) -> Tile:
    """The tile a path names; ValueError for every spelling but the one `path` writes."""
    match = _PATH.fullmatch(text)
    if match is None:
        raise ValueError("not the path of a tile")
    level = None if match[1] == ENTRIES else int(match[1])
    n = int(match[2].replace("x", "").replace("/", ""))
    tile = Tile(level, n, int(match[3] or WIDTH))
    if path(tile) != text or (level or 0) >= LEVELS or tile.width > WIDTH:
        raise ValueError("not the path of a tile")
    return tile


def width_in(level: int, n: int, size: int) -> int:
    """How many hashes that tile has in a tree of `size` leaves; 0: none.

    >>> [width_in(0, 273, 70_000), width_in(1, 1, 70_000), width_in(2, 0, 70_000)]
    [112, 17, 1]
    """
    return max(0, min(WIDTH, (size >> HEIGHT * level) - n * WIDTH))


def grown(size: int, leaves: Sequence[bytes], tile_of: TileOf) -> dict[tuple[int, int], bytes]:
    """The tiles that change when these leaf hashes follow `size` others, by (level, n)."""
    changed: dict[tuple[int, int], bytes] = {}
    level, coming = 0, leaves
    while coming:
        n, width = divmod(size >> HEIGHT * level, WIDTH)
        run = (tile_of(level, n, width) if width else b"") + b"".join(coming)
        tiles = [run[at : at + FULL] for at in range(0, len(run), FULL)]
        changed |= {(level, n + place): tile for place, tile in enumerate(tiles)}
        coming = [merkle.folded(hashes_of(tile)) for tile in tiles if len(tile) == FULL]
        level += 1
    return changed


def nodes(size: int, tile_of: TileOf) -> NodeAt:
    """Subtrees of a tree of `size` leaves out of its tiles; each tile is asked for once.

    ValueError when a tile is not as long as that size makes it.
    """
    kept: dict[tuple[int, int], bytes] = {}

    def tile_at(level: int, n: int) -> bytes:
        if (level, n) not in kept:
            width = width_in(level, n, size)
            tile = tile_of(level, n, width)
            if len(tile) != width * merkle.SIZE:
                raise ValueError(f"tile {level}/{n} has not {width} hashes")
            kept[level, n] = tile
        return kept[level, n]

    def node_at(height: int, index: int) -> bytes:
        level, rest = divmod(height, HEIGHT)
        n, place = divmod(index << rest, WIDTH)
        part = tile_at(level, n)[place * merkle.SIZE : (place + (1 << rest)) * merkle.SIZE]
        return merkle.folded(hashes_of(part))

    return node_at


def hashes_of(tile: bytes) -> list[bytes]:
    """The hashes that stand in it."""
    return [tile[at : at + merkle.SIZE] for at in range(0, len(tile), merkle.SIZE)]


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries, each after its length in two bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundled(data: bytes) -> list[bytes]:
    """The entries in a bundle; ValueError when it ends within one."""
    entries, at = [], 0
    while at < len(data):
        begin = at + 2
        at = begin + int.from_bytes(data[at:begin], "big")
        entries.append(data[begin:at])
    if at != len(data):
        raise ValueError("the bundle ends within an entry")
    return entries
