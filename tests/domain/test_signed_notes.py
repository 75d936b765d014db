"""Checkpoints as signed notes: what is taken, and what is not for which reason."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain import signed_notes
from app.domain.jws import Unsound
from app.domain.signed_notes import COSIGNATURE, Checkpoint, NoteKey

LOG = Ed25519PrivateKey.from_private_bytes(b"l" * 32)
WITNESS = Ed25519PrivateKey.from_private_bytes(b"w" * 32)
KEY = NoteKey("pishkhan.ir/log", LOG.public_key().public_bytes_raw())
HIS = NoteKey("witness.ir/w1", WITNESS.public_key().public_bytes_raw(), COSIGNATURE)
TOLD = Checkpoint("pishkhan.ir/log", 70_000, bytes(range(32)))
# The public key of Go's checksum database, as the Go tools carry it: name, id, type and key.
GO = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"


def note():
    return signed_notes.signed(TOLD.text, KEY, LOG.sign)


def test_a_key_that_others_published_is_read_and_written_the_same():
    assert str(signed_notes.key_in(GO)) == GO


@pytest.mark.parametrize("wrong", ["", "a", GO.replace("033d", "033e"), GO[:-4], f"x {GO}"])
def test_a_key_in_another_spelling_is_none(wrong):
    with pytest.raises(ValueError, match="not the key"):
        signed_notes.key_in(wrong)


def test_a_checkpoint_comes_back_as_it_was_signed():
    data = str(note()).encode()
    again = signed_notes.read(data)
    assert str(again).encode() == data
    assert signed_notes.checkpoint_in(again, [KEY]) == TOLD


def test_a_witness_adds_a_line_with_its_time():
    both = signed_notes.cosigned(note(), HIS, 1_764_000_000, WITNESS.sign)
    again = signed_notes.read(str(both).encode())
    assert signed_notes.checkpoint_in(again, [KEY, HIS]) == TOLD
    assert signed_notes.check(again, HIS) == 1_764_000_000
    [mark] = again.by(HIS)
    WITNESS.public_key().verify(mark[8:], b"cosignature/v1\ntime 1764000000\n" + TOLD.text.encode())


def test_every_flipped_bit_of_a_note_is_found():
    data = str(signed_notes.cosigned(note(), HIS, 1_764_000_000, WITNESS.sign)).encode()
    for place in range(len(data)):
        for bit in range(8):
            wrong = bytearray(data)
            wrong[place] ^= 1 << bit
            with pytest.raises(Unsound):
                signed_notes.checkpoint_in(signed_notes.read(bytes(wrong)), [KEY, HIS])


def test_lines_of_unknown_keys_do_no_harm_but_a_false_one_of_a_known_does():
    stranger = NoteKey(KEY.name, b"x" * 32)
    lines = (*note().signatures, (stranger.name, stranger.id, b"whatever"))
    assert signed_notes.checkpoint_in(signed_notes.Note(TOLD.text, lines), [KEY]) == TOLD
    with pytest.raises(Unsound, match="bad-signature"):
        signed_notes.check(note(), stranger)
    false = (*note().signatures, (KEY.name, KEY.id, bytes(64)))
    with pytest.raises(Unsound, match="bad-signature"):
        signed_notes.checkpoint_in(signed_notes.Note(TOLD.text, false), [KEY])


def test_a_cosignature_cannot_stand_for_the_log_nor_the_log_for_a_witness():
    for key in (NoteKey(KEY.name, HIS.public), NoteKey(HIS.name, HIS.public)):
        both = signed_notes.cosigned(note(), HIS, 5, WITNESS.sign)
        with pytest.raises(Unsound, match="bad-signature"):
            signed_notes.checkpoint_in(both, [key])


def test_the_checkpoint_of_another_log_is_refused_under_the_same_key():
    other = signed_notes.signed(Checkpoint("other.ir/log", 1, bytes(32)).text, KEY, LOG.sign)
    with pytest.raises(Unsound, match="bad-canonical"):
        signed_notes.checkpoint_in(other, [KEY])


@pytest.mark.parametrize(
    "text",
    [
        *("a\n1\n", "\n1\nAAAA\n", "a\n01\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\nAAAA\n"),
        *(TOLD.text + "more\n", TOLD.text.replace("70000", "٧"), TOLD.text.replace("=\n", "\n")),
    ],
)
def test_a_text_that_is_no_checkpoint(text):
    with pytest.raises(Unsound, match="bad-canonical"):
        signed_notes.read_checkpoint(text)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\n\n", b"\xff", b"text\n", b"text\n\n", b"t\r\n\n", b"a" * 70_000),
        *(b"text\n\n\xe2\x80\x94 a AAAA", b"text\n\n- a AAAAAAA=\n", "t\n\n— a AAAA\n".encode()),
        *("t\n\n— a+b AAAAAAA=\n".encode(), "t\n\n— a !!\n".encode()),
        "t\t\n\n— a AAAAAAA=\n".encode(),
    ],
)
def test_bytes_that_are_no_note(data):
    with pytest.raises(Unsound, match="bad-framing"):
        signed_notes.read(data)
