"""An opened entry is checked step by step here: whatever the regulator alters is named."""

import base64
import json
from dataclasses import asdict, replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain import canonical, entry, jws, merkle, wire
from app.domain.audit import Row
from app.domain.audit_check import NAMES, OPEN, Held, check
from app.domain.audit_sheets import EntrySheet, Proof
from app.domain.signed_notes import Checkpoint

DESK, CA = (Ed25519PrivateKey.from_private_bytes(seed * 32) for seed in (b"d", b"c"))
DEV, KID = (jws.key_id(key.public_key().public_bytes_raw()) for key in (DESK, CA))
KEYS = {"device-ca": {"kid": KID, "pub": canonical.b64u(CA.public_key().public_bytes_raw())}}
CERTIFICATE = wire.Certificate(
    1, "00001", 2, 1, DEV, canonical.b64u(DESK.public_key().public_bytes_raw()), "2026-11-01"
)


def certified(**changed) -> str:
    return wire.sign(replace(CERTIFICATE, **changed), kid=KID, signer=CA.sign)


def made(seq: int, prev: str) -> str:
    facts = {"v": 1, "dev": DEV, "ep": 1, "seq": seq, "prev": prev, "up": 5, "boot": "0" * 16}
    facts |= {"ts": "2026-11-20T06:30:00.000Z", "ck": None, "type": "heartbeat", "office": "00001"}
    facts |= {"desk": 2, "op": "12", "tid": None, "ref": None, "bh": "b" * 43, "log": None}
    facts |= {"cum": {"n": 0, "fee": 0, "void": 0}, "lease": None, "cat": 1, "app": "t"}
    return entry.make(entry.Entry(**facts), DESK.sign)


FIRST = made(1, "p" * 43)
TOKEN = made(2, canonical.leaf(FIRST))
LEAVES = [merkle.leaf_hash(one.encode()) for one in (FIRST, TOKEN, "x", "y", "z")]


def row(token: str, n: int, seq: int) -> Row:
    return Row(
        *(n, canonical.leaf(token), DEV, 1, seq, "00001", 2, "12", "heartbeat"),
        *("2026-11-20T06:30:00.000Z", "2026-11-20T07:00:00.000Z", "", None, None),
        *("accepted", "", 0),
    )


def node_at(level: int, n: int) -> bytes:
    return merkle.folded(LEAVES[n << level : (n + 1) << level])


HEAD = Checkpoint("log", len(LEAVES), merkle.root(len(LEAVES), node_at))
PROOF = tuple(base64.b64encode(one).decode() for one in merkle.inclusion(1, HEAD.size, node_at))
PAYLOAD = json.loads(canonical.unb64u(TOKEN.split(".")[1]))
SHEET = EntrySheet(
    row=row(TOKEN, 1, 2),
    token=TOKEN,
    payload=PAYLOAD,
    body=None,
    masked=(),
    erased=False,
    before=row(FIRST, 0, 1),
    after=None,
    forks=(),
    findings=(),
    proof=Proof(1, HEAD.size, PROOF),
    head="",
)
HELD = Held(certified(), KEYS, HEAD, HEAD.size)
LIES = {
    "leaf": (replace(SHEET, row=replace(SHEET.row, leaf="l" * 43)), HELD),
    "certificate": (SHEET, replace(HELD, certificate=certified(dev="0" * 16))),
    "signature": (replace(SHEET, token=TOKEN[:-1] + ("A" if TOKEN[-1] != "A" else "Q")), HELD),
    "shown": (replace(SHEET, payload=PAYLOAD | {"op": "13"}), HELD),
    "chain": (replace(SHEET, before=replace(row(FIRST, 0, 1), leaf="o" * 43)), HELD),
    "included": (replace(SHEET, proof=Proof(1, HEAD.size, PROOF[::-1])), HELD),
}


def flaws(sheet: EntrySheet, held: Held) -> list[str]:
    return [step.name for step in check(sheet, held).flaws]


def test_a_genuine_entry_holds_at_every_step() -> None:
    checked = check(SHEET, HELD)
    assert checked.whole
    assert [step.name for step in checked.steps] == list(NAMES)
    assert all(step.held for step in checked.steps)
    assert checked.size == HEAD.size


@pytest.mark.parametrize("name", LIES)
def test_each_lie_is_named_by_the_step_that_finds_it(name: str) -> None:
    sheet, held = LIES[name]
    found = flaws(sheet, held)
    assert name in found
    assert not check(sheet, held).whole


@pytest.mark.parametrize("part", ["operator", "type", "at", "office", "desk", "seq", "tid"])
def test_a_row_that_says_another_thing_than_was_signed_is_named(part: str) -> None:
    other = {"desk": 3, "seq": 9}.get(part, "other")
    assert "shown" in flaws(replace(SHEET, row=replace(SHEET.row, **{part: other})), HELD)


def test_a_certificate_of_another_desk_or_authority_is_refused() -> None:
    assert flaws(SHEET, replace(HELD, certificate=certified(office="00009"))) == ["signature"]
    forged = wire.sign(CERTIFICATE, kid=KID, signer=DESK.sign)
    assert "certificate" in flaws(SHEET, replace(HELD, certificate=forged))
    assert "certificate" in flaws(SHEET, replace(HELD, certificate=""))


def test_without_a_proof_it_waits_unless_its_place_was_signed_before() -> None:
    bare = replace(SHEET, proof=None)
    waiting = check(bare, replace(HELD, head=None, seen=1))
    assert (waiting.steps[-1].flaw, waiting.whole, waiting.flaws) == (OPEN, False, ())
    assert flaws(bare, replace(HELD, head=None, seen=2)) == ["included"]


def test_the_first_of_a_chain_has_nobody_before_it() -> None:
    alone = check(replace(SHEET, before=None), HELD)
    assert alone.whole
    assert asdict(alone.steps[4])["flaw"] == OPEN


@pytest.mark.parametrize("junk", ["", "a.b.c", "é" * 10, TOKEN + "\n", "x" * 20_000])
def test_bytes_that_are_no_entry_are_named_not_raised(junk: str) -> None:
    assert {"leaf", "signature"} <= set(flaws(replace(SHEET, token=junk), HELD))
