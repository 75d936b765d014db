"""Altered, foreign, truncated: refused with a sentence that says what to do; nothing changed."""

import dataclasses
import random
import tomllib
from pathlib import Path

import pytest

import resources
from app.domain import canonical, courier, courier_lines, jws, sealing, wire
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal, RegulatorCanFix
from app.keys.signer import public_key, signer
from tests.courier.conftest import carry

CODES = [code for code in resources.messages() if code.startswith("courier-")]


@pytest.fixture
def packed(away, stick):
    """A package with one receipt in it."""
    away.receipt()
    away.out(stick / "a.courier")
    return stick / "a.courier"


def stored() -> int:
    from regulator.courier.models import CourierAnswer
    from regulator.intake.models import StoredEntry

    return StoredEntry.objects.count() + CourierAnswer.objects.count()


def refused(path: Path) -> str:
    """The sentence's code, with the regulator as it was."""
    before = stored()
    with pytest.raises(Refusal) as said:
        carry(path, path.with_name("never"))
    assert said.value.code in resources.messages()
    assert stored() == before
    assert not path.with_name("never").exists()
    return said.value.code


def test_any_changed_byte_is_found_before_anything_is_taken(packed, stick):
    data = packed.read_bytes()
    rng = random.Random(6)
    for at in rng.sample(range(len(data)), 60):
        changed = bytearray(data)
        changed[at] ^= 1 << rng.randrange(8)
        (stick / "b.courier").write_bytes(changed)
        code = refused(stick / "b.courier")
        assert code in ("courier-altered", "courier-truncated", "courier-not-one", "courier-newer")


def test_a_line_left_out_repeated_or_added_is_found(packed, stick):
    lines = packed.read_bytes().splitlines(keepends=True)
    spoilt = [
        lines[:5] + lines[6:],
        lines[:5] + lines[4:],
        [*lines, lines[3]],
        [*lines[:3], lines[4], lines[3], *lines[5:]],
    ]
    for each in spoilt:
        (stick / "b.courier").write_bytes(b"".join(each))
        assert refused(stick / "b.courier") == "courier-altered"


def test_a_stick_pulled_out_too_soon_is_told(packed, stick):
    data = packed.read_bytes()
    for size in (len(data) - 1, len(data) - 300, len(data) // 2):
        (stick / "b.courier").write_bytes(data[:size])
        assert refused(stick / "b.courier") == "courier-truncated"
    (stick / "b.courier").write_bytes(b"")
    assert refused(stick / "b.courier") == "courier-not-one"
    (stick / "b.courier").write_bytes(b"%PDF-1.7\nno package\n")
    assert refused(stick / "b.courier") == "courier-not-one"


def test_a_package_of_a_device_nobody_enrolled_is_foreign(packed, stick, away):
    """Somebody makes a whole right package, with a certificate of an authority of his own."""
    seed, ca = b"\1" * 32, b"\2" * 32
    dev = jws.key_id(public_key(seed))
    certificate = wire.Certificate(
        1, "00000", 2, 2, dev, canonical.b64u(public_key(seed)), "2026-11-21T08:30:00.000Z"
    )
    token = wire.sign(certificate, kid=jws.key_id(public_key(ca)), signer=signer(ca))
    header = dataclasses.replace(header_of(packed), dev=dev, desk=2)
    with (stick / "b.courier").open("wb") as file:
        sheet = courier.Sheet(file.write, header)
        sheet.object(certificate=token, first=1, prev="x")
        sheet.seal(header, signer(seed))
    assert refused(stick / "b.courier") == "courier-foreign"
    with pytest.raises(ManagerCanFix, match="courier-foreign-office"):
        away.take(stick / "b.courier")


def header_of(path: Path) -> courier.Header:
    with path.open("rb") as file:
        header = courier_lines.read_header(file.readline())
    assert isinstance(header, courier.Header)
    return header


def test_a_package_for_an_old_key_of_the_regulator_is_told(packed, stick, away):
    header = dataclasses.replace(header_of(packed), key="0" * 16)
    with (stick / "b.courier").open("wb") as file:
        courier.Sheet(file.write, header).seal(header, away.here.signer)
    assert refused(stick / "b.courier") == "courier-key-old"


def test_an_answer_that_was_touched_changes_nothing_at_the_desk(packed, stick, away):
    carry(packed, stick / "a.answer")
    data = (stick / "a.answer").read_bytes()
    owed = away.owed()
    rng = random.Random(7)
    for at in rng.sample(range(len(data)), 40):
        changed = bytearray(data)
        changed[at] ^= 1 << rng.randrange(8)
        (stick / "b.answer").write_bytes(changed)
        with pytest.raises((ManagerCanFix, OperatorCanFix)):
            away.take(stick / "b.answer")
    (stick / "b.answer").write_bytes(data[:-20])
    with pytest.raises(OperatorCanFix, match="courier-truncated"):
        away.take(stick / "b.answer")
    assert away.owed() == owed
    with pytest.raises(OperatorCanFix, match="courier-is-answer"):
        carry(stick / "a.answer", stick / "never")


def test_a_fork_is_told_by_the_answer_and_both_stories_are_kept(packed, stick, away):
    """Two desks of one key: the second package tells another story from the same place on."""
    from regulator.intake.models import ForkedEntry

    carry(packed, stick / "a.answer")
    whole = packed.read_bytes()
    head = header_of(packed)
    lines = whole.splitlines(keepends=True)[1:-1]
    other = away.rows("SELECT entry FROM journal ORDER BY n DESC LIMIT 1")[0][0]
    with (stick / "b.courier").open("wb") as file:
        sheet = courier.Sheet(file.write, head)
        for line in lines[:-2]:
            part = courier_lines.read_part(line)
            sheet.token(part.value) if part.kind == "entry" else sheet.object(**part.value)
        sheet.token(other)
        sheet.seal(head, away.here.signer)
    assert carry(stick / "b.courier", stick / "b.answer") == "fork"
    assert ForkedEntry.objects.count() == 1
    answer = away.take(stick / "b.answer")
    assert answer.problem == "fork"


def test_sealed_pieces_open_only_in_their_place():
    private, public = sealing.draw()
    sealed = sealing.seal(b"plain", public, courier.place("body", "a", "dev", 1))
    assert sealing.unseal(sealed, private, courier.place("body", "a", "dev", 1)) == b"plain"
    for place in (courier.place("body", "a", "dev", 2), courier.place("feed", "a", "dev", 1)):
        with pytest.raises(jws.Unsound, match="bad-seal"):
            sealing.unseal(sealed, private, place)
    with pytest.raises(jws.Unsound, match="bad-seal"):
        sealing.unseal(sealed[:20], private, courier.place("body", "a", "dev", 1))


def test_every_sentence_says_who_does_what():
    said = tomllib.loads(resources.read("messages.fa.toml").decode("utf-8"))
    asked = [code for code in CODES if code not in TOLD]
    assert asked
    verbs = ("ید", "کند", "بیاورد", "دهد", "برگرداند", "بفرستد", "بنویسد", "باید")
    assert [code for code in asked if not any(verb in said[code] for verb in verbs)] == []


TOLD = ("courier-written", "courier-heard", "courier-answered")
TOLD += ("courier-desk", "courier-desk-part", "courier-office")


def test_a_certificate_the_regulator_does_not_know_any_more_is_foreign(packed, stick):
    from regulator.courier import chains

    header = dataclasses.replace(header_of(packed), dev="f" * 16)
    with pytest.raises(RegulatorCanFix, match="courier-foreign"):
        chains.public_keys(header)
