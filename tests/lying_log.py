"""A log that may lie: it serves what its script says, well signed unless that is the lie."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain import log_tiles, merkle, signed_notes
from app.domain.signed_notes import Checkpoint, NoteKey

ORIGIN = "pishkhan.ir/log"


class Log:
    """Leaves and a key; `fetch(path)` is what a reader gets of it."""

    def __init__(self, size, *, seed=b"l" * 32, origin=ORIGIN):
        self.private = Ed25519PrivateKey.from_private_bytes(seed)
        self.key = NoteKey(origin, self.private.public_key().public_bytes_raw())
        self.leaves = []
        self.grow(size)

    def grow(self, count, mark=b""):
        for _ in range(count):
            told = b"entry %d" % len(self.leaves) + mark
            self.leaves.append(merkle.leaf_hash(told))
        self.tiles = log_tiles.grown(0, self.leaves, lambda *_: b"")
        node_at = log_tiles.nodes(len(self.leaves), lambda level, n, _width: self.tiles[level, n])
        root = merkle.root(len(self.leaves), node_at)
        told = Checkpoint(self.key.name, len(self.leaves), root)
        self.head = told
        self.note = str(signed_notes.signed(told.text, self.key, self.private.sign)).encode()
        self.asked = []
        return self

    def fetch(self, path):
        if path == "checkpoint":
            return self.note
        tile = log_tiles.read_path(path.removeprefix("tile/"))
        self.asked.append((tile.level, tile.n))
        return self.tiles.get((tile.level, tile.n), b"")[: tile.width * merkle.SIZE]
