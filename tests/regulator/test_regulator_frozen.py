"""The frozen examples of the wire, taken and refused as the other side's tests expect."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain import canonical, wire
from regulator.intake.journal import receive
from regulator.intake.judge import judge
from regulator.intake.models import Case, DeviceHead
from regulator.intake.rebuild import rebuild
from regulator.intake.signed import Caller
from regulator.offices.models import Desk, Enrolment, Office

V1 = Path(__file__).resolve().parents[1] / "golden/wire/v1"


def frozen(name):
    return json.loads((V1 / name).read_text("utf-8"))


@pytest.fixture
def enrolment(regulator):
    """Desk 1 of the frozen examples, as if we had certified it."""
    told = frozen("certificate.json")
    payload = told["payload"]
    office = Office.objects.get(code=payload["office"])
    made = Enrolment.objects.create(
        dev=payload["dev"],
        office=office,
        desk=Desk.objects.create(office=office, number=payload["desk"]),
        ep=payload["ep"],
        pub=payload["pub"],
        certificate=told["token"],
        issued_at=datetime(2026, 11, 21, tzinfo=UTC),
    )
    DeviceHead.objects.create(dev=made.dev, leaf=told["genesis"])
    other = frozen("keys.json")["desk-2"]
    desk = Desk.objects.create(office=office, number=2)
    pub = canonical.b64u(bytes.fromhex(other["public"]))
    Enrolment.objects.create(
        dev=other["kid"], office=office, desk=desk, ep=2, pub=pub, issued_at=made.issued_at
    )
    return made


def journal():
    return [json.loads(path.read_text("utf-8")) for path in sorted((V1 / "entries").iterdir())]


def test_the_whole_frozen_journal_is_taken_and_none_of_it_quarantined(enrolment):
    told = journal()
    entries = tuple(one["token"] for one in told)
    wrapped = tuple(one["body"] for one in told if one["body"])
    prev = frozen("certificate.json")["genesis"]
    signed = receive(wire.Segment(1, prev, entries, wrapped), Caller(enrolment, "n"))
    ack = json.loads(canonical.unb64u(signed.split(".")[1]))
    assert ack["acked_seq"] == len(entries)
    assert ack["acked_hash"] == told[-1]["leaf"]
    assert [line for line in ack["verdicts"] if line["verdict"] == "quarantined"] == []
    before = list(Case.objects.order_by("leaf").values())
    assert before
    rebuild("test")
    assert list(Case.objects.order_by("leaf").values()) == before


@pytest.mark.parametrize("name", ["framing", "signature", "canonical", "shape"])
def test_frozen_bad_entries_are_quarantined_for_the_frozen_reason(enrolment, name):
    for bad in frozen(f"bad/{name}.json"):
        judged = judge(bad["token"], [], enrolment, seq=1, prev="A" * 43)
        assert (judged.verdict, judged.reason) == ("quarantined", bad["reason"]), bad["name"]
