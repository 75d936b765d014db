"""A citizen's receipt opens a minimal case where its desk is gone; a forged one opens nothing."""

import hashlib

import pytest

from app.desk.found import take_receipt
from app.domain import jws, qr, tracking, wire
from app.domain.canonical import b64u
from app.domain.errors import OperatorCanFix
from app.domain.jws import Unsound
from app.domain.moments import to_wire
from app.keys.signer import public_key, signer
from local_db import found, office_entries, queries
from local_db.rebuild import rebuild
from tests.desk.conftest import NOON, catalogue, desk

__all__ = ["catalogue", "desk"]
LOST = hashlib.sha256(b"the lost desk").digest()
CA = hashlib.sha256(b"test ca").digest()
TID = tracking.compose(office="00000", ep=7, day=2077, serial=3)


def receipt(tid: str = TID, *, flags: int = 0, seed: bytes = LOST) -> str:
    """The text of a QR that the lost desk printed."""
    key = bytes.fromhex(jws.key_id(public_key(seed)))[:4]
    mark = qr.Mark(key, tid, NOON, 850_000, 101, flags | 1 << 8, 7, bytes(16))
    return qr.to_text(qr.seal(mark, signer(seed)), "pishkhan.example")


def know(desk, seed: bytes = LOST) -> None:
    """The lost desk's certificate is known here, as from a neighbour's package."""
    dev = jws.key_id(public_key(seed))
    word = wire.Certificate(1, "00000", 7, 7, dev, b64u(public_key(seed)), to_wire(NOON))
    ca = jws.key_id(public_key(CA))
    token = wire.sign(word, kid=ca, signer=signer(CA))
    keys = {wire.PURPOSE[wire.Certificate]: {"kid": ca, "pub": b64u(public_key(CA))}}
    with desk.here.db.write() as connection:
        queries.set_setting(connection, "identity", {"keys": keys})
        office_entries.meet(connection, dev, desk=7, certificate=token, at=to_wire(NOON))


def take(desk, text: str):
    return take_receipt(desk.here, desk.clock(), text, op="2")


def cases(desk):
    with desk.here.db.read() as connection:
        return found.everything(connection)


def test_a_receipt_of_a_lost_desk_is_kept_and_told(desk):
    know(desk)
    case = take(desk, receipt())
    assert (case.mark.tid, case.checked, case.here) == (TID, "genuine", False)
    assert [(one.tid, one.amount, one.checked) for one in cases(desk)] == [
        (TID, 850_000, "genuine")
    ]
    before = len(desk.rows("SELECT 1 FROM journal"))
    take(desk, receipt())
    assert len(desk.rows("SELECT 1 FROM journal")) == before
    rows = desk.rows("SELECT * FROM found_receipts")
    with desk.here.db.write() as connection:
        rebuild(connection)
    assert desk.rows("SELECT * FROM found_receipts") == rows


def test_one_whose_key_nobody_here_knows_is_kept_unchecked_until_it_is_known(desk):
    assert take(desk, receipt()).checked == "unchecked"
    know(desk)
    assert take(desk, receipt()).checked == "genuine"
    assert [one.checked for one in cases(desk)] == ["genuine"]
    assert len(desk.rows("SELECT 1 FROM journal WHERE type = 'receipt.found'")) == 2


def test_a_forged_or_foreign_one_opens_nothing(desk):
    know(desk)
    good = receipt()
    for wrong in (good[:-3] + "AAA", good[:-8], "hello", ""):
        with pytest.raises(Unsound):
            take(desk, wrong)
    other = tracking.compose(office="72301", ep=7, day=2077, serial=3)
    for text, code in (
        (receipt(other), "found-other-office"),
        (receipt(flags=qr.PRACTICE), "found-practice"),
    ):
        with pytest.raises(OperatorCanFix, match=code):
            take(desk, text)
    assert cases(desk) == ()


def test_what_this_desk_has_itself_is_only_pointed_at(desk):
    done = desk.register()
    assert take(desk, receipt(done.tid)).here
    assert cases(desk) == ()
