"""Every bit of an exported journal of a hundred entries, flipped: how many are found, and where."""

import multiprocessing
import sys
import tempfile
from pathlib import Path

import resources
from app.domain.catalogue import catalogue_from_items
from tests.verify.conftest import exported
from tests.verify.test_flaws import flips_of, split, states

PARTS = 64


def main() -> int:
    """All bits, on every processor."""
    catalogue = catalogue_from_items(resources.catalogue_items())
    with tempfile.TemporaryDirectory() as folder:
        data = exported(Path(folder), catalogue, bodies=False).read_bytes()
    with multiprocessing.Pool() as pool:
        shares = pool.starmap(share, [(data, part) for part in range(PARTS)], chunksize=1)
    tried, found, near = (sum(column) for column in zip(*shares, strict=True))
    print(f"flipped bits: {tried} tried, {found} found, {near} of them at their line", flush=True)
    return 0 if tried == found == near == len(data) * 8 else 1


def share(data: bytes, part: int) -> tuple[int, int, int]:
    """The flips of every PARTS-th line."""
    lines = split(data)
    known = states(lines)
    counts = [flips_of(lines, known, place, stride=1) for place in range(part, len(lines), PARTS)]
    tried, found, near = (
        (sum(column) for column in zip(*counts, strict=True)) if counts else (0,) * 3
    )
    return tried, found, near


if __name__ == "__main__":
    sys.exit(main())
