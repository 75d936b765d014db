"""The tree of the log against RFC 6962 as it is written; every small proof, and wrong ones."""

import random
from functools import cache

import pytest

from app.domain import log_tiles, merkle
from tests import tlog_client

LEAVES = [merkle.leaf_hash(b"entry %d" % number) for number in range(1026)]
SMALL = 130


def in_tiles(leaves, batch):
    """All tiles of a tree that grew by so many leaves at a time."""
    kept = {}

    def tile_of(level, n, width):
        return kept[level, n][: width * merkle.SIZE]

    for size in range(0, len(leaves), batch):
        kept |= log_tiles.grown(size, leaves[size : size + batch], tile_of)
    return tile_of


TILE_OF = in_tiles(LEAVES, 7)
NODE_AT = cache(log_tiles.nodes(SMALL, TILE_OF))
ROOTS = [tlog_client.naive_root(LEAVES[:size]) for size in range(SMALL + 1)]


def test_the_root_of_every_size_up_to_1025_is_the_one_of_the_rfc():
    for size in range(1026):
        told = merkle.root(size, log_tiles.nodes(size, TILE_OF))
        assert told == tlog_client.naive_root(LEAVES[:size]), size


def test_a_large_tree_is_read_by_a_client_written_from_the_standard_alone():
    leaves = [merkle.leaf_hash(b"%d" % number) for number in range(70_000)]
    tile_of = in_tiles(leaves, 4_321)
    root = merkle.root(70_000, log_tiles.nodes(70_000, tile_of))

    def fetch(path):
        tile = log_tiles.read_path(path.removeprefix("tile/"))
        return tile_of(tile.level, tile.n, tile.width)

    tlog_client.check_tiles(fetch, 70_000, root)


def test_every_proof_of_inclusion_in_trees_up_to_130_leads_to_the_root():
    for size in range(1, SMALL + 1):
        for index in range(size):
            proof = merkle.inclusion(index, size, NODE_AT)
            assert merkle.is_included(LEAVES[index], index, size, proof=proof, top=ROOTS[size])


def test_every_proof_of_consistency_in_trees_up_to_130_leads_to_both_roots():
    for new in range(SMALL + 1):
        for old in range(new + 1):
            proof = merkle.consistency(old, new, NODE_AT)
            assert merkle.is_consistent(old, ROOTS[old], new, ROOTS[new], proof=proof)


def flipped(draw, told):
    place, bit = draw.randrange(len(told)), draw.randrange(256)
    value = int.from_bytes(told[place], "big") ^ (1 << bit)
    return [*told[:place], value.to_bytes(32, "big"), *told[place + 1 :]]


def without_one(draw, told):
    place = draw.randrange(len(told))
    return [*told[:place], *told[place + 1 :]]


def twice(draw, told):
    place = draw.randrange(len(told))
    return [*told[:place], told[place], *told[place:]]


def one_more(draw, told):
    return [*told, draw.randbytes(32)]


def moved(draw, told):
    return [*told[1:], told[0]] if len(told) > 1 else without_one(draw, told)


def cut(draw, told):
    place = draw.randrange(len(told))
    return [*told[:place], told[place][: draw.randrange(32)], *told[place + 1 :]]


MUTATIONS = [flipped, without_one, twice, one_more, moved, cut]


def test_five_thousand_wrong_proofs_of_inclusion_are_refused():
    draw = random.Random(6962)
    for number in range(5_000):
        size = draw.randint(2, SMALL)
        index = draw.randrange(size)
        proof = merkle.inclusion(index, size, NODE_AT)
        leaf, top, at = LEAVES[index], ROOTS[size], index
        match number % 9:
            case 6:
                at = (index + draw.randrange(1, size)) % size
            case 7:
                leaf = LEAVES[index + 1]
            case 8:
                top = ROOTS[draw.choice([one for one in range(SMALL + 1) if one != size])]
            case kind:
                proof = MUTATIONS[kind](draw, proof)
        assert not merkle.is_included(leaf, at, size, proof=proof, top=top), (number, size, index)


def test_five_thousand_wrong_proofs_of_consistency_are_refused():
    draw = random.Random(9162)
    for number in range(5_000):
        new = draw.randint(2, SMALL)
        old = draw.randrange(1, new)
        proof = merkle.consistency(old, new, NODE_AT)
        before, after = ROOTS[old], ROOTS[new]
        match number % 9:
            case 6:
                before = ROOTS[(old + draw.randrange(1, SMALL)) % (SMALL + 1)]
            case 7:
                after = ROOTS[(new + draw.randrange(1, SMALL)) % (SMALL + 1)]
            case 8:
                before, after = after, before
            case kind:
                proof = MUTATIONS[kind](draw, proof)
        assert not merkle.is_consistent(old, before, new, after, proof=proof), (number, old, new)


@pytest.mark.parametrize(("old", "new"), [(0, 5), (5, 5), (0, 0)])
def test_nothing_and_itself_need_no_proof_and_bear_no_other_root(old, new):
    assert merkle.is_consistent(old, ROOTS[old], new, ROOTS[new], proof=[])
    assert not merkle.is_consistent(old, ROOTS[old], new, ROOTS[new], proof=[ROOTS[1]])
    assert not merkle.is_consistent(old, ROOTS[7], new, ROOTS[new], proof=[])


def test_a_log_that_shrank_or_a_leaf_beyond_its_end_cannot_be_proven():
    assert not merkle.is_consistent(5, ROOTS[5], 4, ROOTS[4], proof=[])
    assert not merkle.is_included(LEAVES[0], 1, 1, proof=[], top=ROOTS[1])
    for wrong in (
        lambda: merkle.inclusion(3, 3, NODE_AT),
        lambda: merkle.consistency(4, 3, NODE_AT),
    ):
        with pytest.raises(ValueError, match="tree of 3"):
            wrong()


def test_a_tile_that_is_too_short_is_no_tile():
    node_at = log_tiles.nodes(300, lambda level, n, width: TILE_OF(level, n, width)[:-1])
    with pytest.raises(ValueError, match="has not 1 hashes"):
        merkle.root(300, node_at)


@pytest.mark.parametrize(
    "path",
    [
        "0/0",
        "0/0000",
        "00/000",
        "64/000",
        "-1/000",
        "0/x000/001",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/012",
        "0/000/",
        "entries/../000",
        "0/x001/x234",
        "0/001/234",
        "٠/000",
    ],
)
def test_a_tile_has_one_path_and_no_other(path):
    for wrong in (path, "0/000\n"):
        with pytest.raises(ValueError, match="not the path of a tile"):
            log_tiles.read_path(wrong)


@pytest.mark.parametrize("n", [0, 7, 999, 1000, 1_234_067, 10**9])
def test_a_path_is_read_as_it_was_written(n):
    for tile in (log_tiles.Tile(0, n), log_tiles.Tile(63, n, 1), log_tiles.Tile(None, n, 255)):
        assert log_tiles.read_path(log_tiles.path(tile)) == tile


def test_entries_come_out_of_a_bundle_as_they_went_in():
    entries = [b"", b"a", b"b" * 65_535]
    assert log_tiles.unbundled(log_tiles.bundle(entries)) == entries
    for data in (b"\x00", b"\x00\x05abcd"):
        with pytest.raises(ValueError, match="ends within"):
            log_tiles.unbundled(data)


def test_a_proof_that_shows_a_fork_shows_no_honest_tree():
    others = [merkle.leaf_hash(b"another %d" % number) for number in range(SMALL)]
    theirs = log_tiles.nodes(SMALL, in_tiles(others, 7))
    root = tlog_client.naive_root(others)
    for old in range(1, SMALL):
        shown, proof = ROOTS[old], merkle.consistency(old, SMALL, theirs)
        forked = merkle.contradicts(old, shown, SMALL, root, proof=proof)
        assert forked == (old & (old - 1) != 0)
        own = merkle.consistency(old, SMALL, NODE_AT)
        assert not merkle.contradicts(old, shown, SMALL, ROOTS[SMALL], proof=own)
        assert not merkle.contradicts(old, shown, SMALL, root, proof=own)
