"""The RFC 6962 tree over the country's log: its hashes, its short proofs, and how they are checked.

Whoever makes a proof is handed `NodeAt`, which knows whole subtrees; whoever checks one needs
hashes only. Nothing is read here: the regulator, a desk and a witness check with the same lines.
"""

import hashlib
from collections.abc import Callable, Sequence

# (height, index): the hash over the 2^height leaves from index · 2^height on, all of them there.
NodeAt = Callable[[int, int], bytes]

SIZE = 32
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash an entry's bytes have as a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two neighbouring subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def folded(hashes: Sequence[bytes]) -> bytes:
    """The hash over 2^k neighbours of one height.

    >>> folded([EMPTY]) == EMPTY
    True
    """
    sha256 = hashlib.sha256  # `node_hash` written out: the self-audit calls nothing as often
    while len(hashes) > 1:
        pairs = iter(hashes)
        both = zip(pairs, pairs, strict=True)
        hashes = [sha256(b"\x01" + left + right).digest() for left, right in both]
    return hashes[0]


def root(size: int, node_at: NodeAt) -> bytes:
    """The root of the tree of the first `size` leaves."""
    return _over(0, size, node_at) if size else EMPTY


def inclusion(index: int, size: int, node_at: NodeAt) -> list[bytes]:
    """What proves that leaf `index` stands in the tree of `size` leaves, from the leaf upwards."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    start, end, proof = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_over(middle, end, node_at))
            end = middle
        else:
            proof.append(_over(start, middle, node_at))
            start = middle
    return proof[::-1]


def consistency(old: int, new: int, node_at: NodeAt) -> list[bytes]:
    """What proves that the tree of `new` leaves begins with the one of `old`."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} cannot begin with {old}")
    if old == 0:
        return []
    start, end, proof = 0, new, []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_over(middle, end, node_at))
            end = middle
        else:
            proof.append(_over(start, middle, node_at))
            start = middle
    # A left edge the reader knows himself, as his old root, is left out.
    return ([_over(start, end, node_at)] if start else []) + proof[::-1]


def is_included(leaf: bytes, index: int, size: int, *, proof: Sequence[bytes], top: bytes) -> bool:
    """Whether the proof leads from a leaf's hash at `index` to the root `top` of `size` leaves."""
    if not 0 <= index < size or not _hashes(leaf, top, *proof):
        return False
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            place, last = _past_edge(place, last)
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == top


def is_consistent(
    old: int, old_top: bytes, new: int, new_top: bytes, *, proof: Sequence[bytes]
) -> bool:
    """Whether the tree with root `new_top` begins with the one whose root is `old_top`."""
    if not 0 <= old <= new or not _hashes(old_top, new_top, *proof):
        return False
    if old == new or old == 0:
        return not proof and old_top == (new_top if old == new else EMPTY)
    whole = old & (old - 1) == 0
    path = [old_top, *proof] if whole else list(proof)
    return bool(path) and _leads_to_both(old, new, path) == (old_top, new_top)


def contradicts(
    old: int, old_top: bytes, new: int, new_top: bytes, *, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that the tree with root `new_top` does not begin with the other.

    Of an old size that is a power of two no proof can: it leaves that root out.
    """
    if not 0 < old < new or old & (old - 1) == 0 or not proof or not _hashes(*proof):
        return False
    led = _leads_to_both(old, new, proof)
    return led is not None and led[1] == new_top and led[0] != old_top


def _leads_to_both(old: int, new: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots a proof leads to, or None when its length does not fit the sizes."""
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            place, last = _past_edge(place, last)
        else:
            after = node_hash(after, sibling)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else None


def _past_edge(place: int, last: int) -> tuple[int, int]:
    """Up to where the right edge has a neighbour on its left: between, it has none at all."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _over(start: int, end: int, node_at: NodeAt) -> bytes:
    """The hash over leaves [start, end), a range as the tree divides them."""
    count = end - start
    if count & (count - 1) == 0:
        return node_at(count.bit_length() - 1, start // count)
    middle = start + _split(count)
    return node_hash(_over(start, middle, node_at), _over(middle, end, node_at))


def _split(count: int) -> int:
    """The largest power of two below it: how RFC 6962 divides."""
    return 1 << (count - 1).bit_length() - 1


def _hashes(*told: bytes) -> bool:
    return all(len(one) == SIZE for one in told)
