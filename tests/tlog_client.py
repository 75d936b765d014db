"""A reader of tiled logs written from the C2SP pages alone, without a line of our own.

It is handed `fetch(path) -> bytes` for paths below the log's prefix.
"""

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(data):
    return hashlib.sha256(data).digest()


def naive_root(hashes):
    """RFC 6962, section 2.1, as it is written there, over hashes of leaves."""
    if not hashes:
        return sha(b"")
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha(b"\x01" + naive_root(hashes[:k]) + naive_root(hashes[k:]))


def address(level, n, width):
    parts = [f"{n % 1000:03d}"]
    while n >= 1000:
        n //= 1000
        parts.insert(0, f"x{n % 1000:03d}")
    return f"tile/{level}/" + "/".join(parts) + (f".p/{width}" if width < 256 else "")


def tiles_of(level, size):
    """(n, width) of every tile of a level in a tree of that size."""
    count = size // 256**level
    whole = [(n, 256) for n in range(count // 256)]
    return whole + ([(count // 256, count % 256)] if count % 256 else [])


def level_hashes(fetch, level, size):
    hashes = []
    for n, width in tiles_of(level, size):
        tile = fetch(address(level, n, width))
        assert len(tile) == 32 * width
        hashes += [tile[at : at + 32] for at in range(0, len(tile), 32)]
    return hashes


def check_tiles(fetch, size, root):
    """Every level's tiles are there, follow from the level below, and lead to the root."""
    below = level_hashes(fetch, 0, size)
    assert naive_root(below) == root
    level = 1
    while size // 256**level:
        hashes = level_hashes(fetch, level, size)
        whole = [below[at : at + 256] for at in range(0, len(below) - 255, 256)]
        assert hashes == [naive_root(part) for part in whole]
        below, level = hashes, level + 1


def entries(fetch, size):
    """All entries, each held against its leaf hash."""
    found = []
    for n, width in tiles_of(0, size):
        data = fetch(address("entries", n, width))
        while data:
            length = int.from_bytes(data[:2], "big")
            found.append(data[2 : 2 + length])
            data = data[2 + length :]
    assert [sha(b"\x00" + one) for one in found] == level_hashes(fetch, 0, size)
    return found


def open_checkpoint(fetch, name, public, kind=1):
    """(size, root) of the checkpoint, after its Ed25519 signature was checked."""
    text, lines = fetch("checkpoint").decode().rsplit("\n\n", 1)
    text += "\n"
    key_id = sha(name.encode() + b"\n" + bytes([kind]) + public)[:4]
    for line in lines.splitlines():
        dash, signer, mark = line.split(" ")
        raw = base64.b64decode(mark)
        if (dash, signer, raw[:4]) == ("—", name, key_id):
            Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], text.encode())
            origin, size, root = text.splitlines()
            assert origin == name
            return int(size), base64.b64decode(root)
    raise AssertionError("the log did not sign it")
