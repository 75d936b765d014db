"""A proof is one file that anybody can check; whatever was changed in it is found."""

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain import log_proofs, log_tiles, merkle, signed_notes
from app.domain.jws import Unsound
from app.domain.log_proofs import LogProof
from app.domain.signed_notes import COSIGNATURE, Checkpoint, NoteKey

LOG = Ed25519PrivateKey.from_private_bytes(b"l" * 32)
WITNESS = Ed25519PrivateKey.from_private_bytes(b"w" * 32)
KEY = NoteKey("pishkhan.ir/log", LOG.public_key().public_bytes_raw())
HIS = NoteKey("witness.ir/w1", WITNESS.public_key().public_bytes_raw(), COSIGNATURE)
ENTRIES = [b"entry %d" % number for number in range(700)]
TILES = log_tiles.grown(0, [merkle.leaf_hash(one) for one in ENTRIES], lambda *_: b"")
NODE_AT = log_tiles.nodes(700, lambda level, n, _width: TILES[level, n])


def proof(index=400, size=700):
    head = Checkpoint(KEY.name, size, merkle.root(size, NODE_AT))
    note = signed_notes.cosigned(
        signed_notes.signed(head.text, KEY, LOG.sign), HIS, 1_764_000_000, WITNESS.sign
    )
    return LogProof(ENTRIES[index], index, tuple(merkle.inclusion(index, size, NODE_AT)), note)


@pytest.mark.parametrize("index", [0, 1, 255, 256, 511, 512, 698, 699])
def test_a_proof_comes_back_as_it_was_written_and_leads_to_the_head(index):
    data = str(proof(index)).encode()
    again = log_proofs.read(data)
    assert str(again).encode() == data
    assert (again.entry, again.index) == (ENTRIES[index], index)
    assert log_proofs.check(again, [KEY, HIS]).size == 700


def test_the_only_entry_of_a_log_needs_no_hashes():
    tiles = log_tiles.grown(0, [merkle.leaf_hash(b"one")], lambda *_: b"")
    root = merkle.root(1, log_tiles.nodes(1, lambda level, n, _width: tiles[level, n]))
    note = signed_notes.signed(Checkpoint(KEY.name, 1, root).text, KEY, LOG.sign)
    again = log_proofs.read(str(LogProof(b"one", 0, (), note)).encode())
    assert log_proofs.check(again, [KEY]).size == 1


def test_every_flipped_bit_of_a_proof_is_found():
    data = str(proof()).encode()
    for place in range(len(data)):
        wrong = bytearray(data)
        wrong[place] ^= 1 << place % 8
        with pytest.raises(Unsound):
            log_proofs.check(log_proofs.read(bytes(wrong)), [KEY, HIS])


def test_lines_left_out_doubled_or_moved_are_found():
    lines = str(proof()).split("\n")
    draw = random.Random(1)
    for _ in range(300):
        # Not the lines of signatures: their order means nothing.
        changed, at = list(lines), draw.randrange(len(lines) - 3)
        line = changed.pop(at)
        match draw.randrange(3):
            case 1:
                changed[at:at] = [line, line]
            case 2:
                changed.insert((at + 1 + draw.randrange(len(changed))) % len(lines), line)
        if changed != lines:
            with pytest.raises(Unsound):
                log_proofs.check(log_proofs.read("\n".join(changed).encode()), [KEY, HIS])


def test_a_proof_of_another_entry_or_under_an_unknown_witness_is_refused():
    other = LogProof(ENTRIES[401], 400, proof().hashes, proof().note)
    with pytest.raises(Unsound, match="bad-chain"):
        log_proofs.check(other, [KEY, HIS])
    with pytest.raises(Unsound, match="bad-signature"):
        log_proofs.check(proof(), [KEY, NoteKey("witness.ir/w2", HIS.public, COSIGNATURE)])


@pytest.mark.parametrize("data", [b"", b"\xff", b"c2sp.org/tlog-proof@v1\n", b"x" * 10_000])
def test_bytes_that_are_no_proof(data):
    with pytest.raises(Unsound, match="bad-framing"):
        log_proofs.read(data)
