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

    def another(self, size):
        """One that begins the same, signed with the same key."""
        return Log(size, seed=self.private.private_bytes_raw())

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
        if path == "key":
            return f"{self.key}\n".encode()
        tile = log_tiles.read_path(path.removeprefix("tile/"))
        self.asked.append((tile.level, tile.n))
        return self.tiles.get((tile.level, tile.n), b"")[: tile.width * merkle.SIZE]


def shorter(log):
    return log.another(299)


def forked_at_the_same_size(log):
    return log.another(299).grow(1, mark=b" another")


def forked_and_grown(log):
    return log.another(200).grow(500, mark=b" another")


def one_leaf_dropped(log):
    log.leaves.pop(17)
    return log.grow(100)


def two_leaves_exchanged(log):
    log.leaves[3], log.leaves[4] = log.leaves[4], log.leaves[3]
    return log.grow(100)


def one_leaf_put_in(log):
    log.leaves.insert(100, merkle.leaf_hash(b"made later"))
    return log.grow(0)


def another_key(_log):
    return Log(400, seed=b"m" * 32)


def another_name(_log):
    return Log(400, origin="other.ir/log")


def another_name_under_the_same_key(log):
    false = Log(400, origin="other.ir/log")
    note = signed_notes.signed(false.head.text, log.key, log.private.sign)
    log.note = str(note).encode()
    return log


def unsigned_head(log):
    log.grow(10)
    log.note = log.note.replace(b"\n310\n", b"\n311\n")
    return log


def tile_not_served(log):
    log.grow(300)
    log.tiles = {}
    return log


# What a log of 300 entries may turn into, and what it is refused for.
LIES = {
    shorter: "log-rollback",
    forked_at_the_same_size: "log-fork",
    forked_and_grown: "log-fork",
    one_leaf_dropped: "log-fork",
    two_leaves_exchanged: "log-fork",
    one_leaf_put_in: "log-fork",
    another_key: "bad-signature",
    another_name: "bad-signature",
    another_name_under_the_same_key: "bad-canonical",
    unsigned_head: "bad-signature",
    tile_not_served: "log-tiles",
}
