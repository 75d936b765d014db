"""A body that comes after its entry: stored, projected, told; the verdict stays what it was."""

import copy

import pytest

from regulator.intake import cases as moving
from regulator.intake.models import Case, CaseEvent, StoredBody
from regulator.intake.rebuild import rebuild
from regulator.oversight.models import EventLog, Finding
from regulator.portal import v_codes
from tests.regulator import bodies
from tests.regulator.device import Device
from tests.regulator.test_regulator_cases import events, table

MISSING = (1, "flagged", "body-missing", "time")


def lines(ack):
    return [(line.seq, line.verdict, line.reason, line.owner) for line in ack.verdicts]


@pytest.fixture
def late(device):
    """A visit whose registration and payment came without their bodies, and the whole segment."""
    tid = device.tid()
    registration = device.add("request.registered", bodies.registered(service=999), tid=tid)
    payment = device.add("payment.succeeded", bodies.paid(tid))
    device.add("receipt.issued", bodies.issued(registration, [payment]), tid=tid)
    segment = device.segment()
    without = {**segment, "bodies": segment["bodies"][2:]}
    assert lines(device.ack(device.push(without)))[0] == MISSING
    assert (Case.objects.get().service, Case.objects.get().state) == (0, "received")
    moving.move(Case.objects.get(), "referred", by="کارشناس")
    return tid, segment


def kinds():
    return list(CaseEvent.objects.order_by("n").values_list("type", flat=True))


def test_it_is_stored_and_the_case_is_as_if_it_had_come_in_time(device, late):
    tid, segment = late
    again = device.ack(device.push(segment))
    assert lines(again)[0] == MISSING
    case = Case.objects.get()
    assert (case.service, case.total, case.state) == (999, 700000, "referred")
    assert kinds()[:2] == ["request.registered", "payment.succeeded"]
    assert v_codes.opened(tid, [case], "31415") == {case.leaf}
    before = table(Case), events()
    rebuild("test")
    assert (table(Case), events()) == before


def test_office_and_auditor_hear_that_it_is_settled_and_what_the_rules_find(device, late):
    _, segment = late
    device.push(segment)
    found = dict(Finding.objects.values_list("reason", "state"))
    assert found == {"body-missing": "closed", "not-delegated": "open"} | found
    told = [one["data"] for one in device.feed()["items"] if one["kind"] == "finding"]
    settled = [one for one in told if one["reason"] == "body-missing"]
    assert [(one["seq"], one["state"]) for one in settled] == [(1, "closed"), (2, "closed")]


def test_the_same_again_changes_nothing(device, late):
    _, segment = late
    device.push(segment)
    counts = [model.objects.count() for model in (StoredBody, Finding, EventLog, CaseEvent)]
    assert lines(device.ack(device.push(segment)))[0] == MISSING
    now = [model.objects.count() for model in (StoredBody, Finding, EventLog, CaseEvent)]
    assert now == counts


@pytest.mark.parametrize("wrong", ["other", "twice", "none"])
def test_what_does_not_fit_its_entry_changes_nothing(device, late, wrong):
    _, segment = late
    sent = copy.deepcopy(segment)
    if wrong == "other":
        sent["bodies"][0]["body"]["total"] = 5
    sent["bodies"] = {"other": sent["bodies"][:1], "twice": sent["bodies"][:1] * 2, "none": []}[
        wrong
    ]
    assert lines(device.ack(device.push(sent)))[0] == MISSING
    assert Case.objects.get().service == 0
    assert StoredBody.objects.count() == 1


def test_other_requests_of_the_office_stay_as_they_are(regulator, device, late):
    other = Device(regulator.session(), regulator.url)
    other.enrol(regulator.code())
    tid = other.tid()
    other.add("request.registered", bodies.registered(), tid=tid)
    other.add("payment.succeeded", bodies.paid(tid))
    other.ack(other.push())
    theirs = Case.objects.get(tid=tid)
    before = list(theirs.events.values_list("id", "n", "type"))
    device.push(late[1])
    assert list(Case.objects.get(tid=tid).events.values_list("id", "n", "type")) == before
