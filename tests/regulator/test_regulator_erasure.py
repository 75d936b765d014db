"""Erasure here is this side's own: what an office erases at its desks takes nothing away."""

import hashlib

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client

from app.domain import tracking
from app.domain.errors import OperatorCanFix, RegulatorCanFix
from regulator.intake import documents, erasing
from regulator.intake.models import Case, Document, ErasedBody, ErasureOrder, StoredBody
from regulator.intake.rebuild import rebuild
from regulator.oversight.models import EventLog
from regulator.portal import v_codes
from tests.regulator import bodies
from tests.regulator.test_regulator_cases import events, table
from tests.regulator.test_regulator_documents import put

SCAN = b"a paper of somebody"
NAME = hashlib.sha256(SCAN).hexdigest()
PAPER = {"title": "عکس", "kind": "copy", "hash": NAME}


@pytest.fixture
def tid(device):
    """A request with a document, from registration to delivery."""
    tid = device.tid()
    body = bodies.registered(documents=[PAPER])
    registration = device.add("request.registered", body, tid=tid)
    payment = device.add("payment.succeeded", bodies.paid(tid))
    device.add("receipt.issued", bodies.issued(registration, [payment]), tid=tid)
    assert device.ack(device.push()).verdicts == ()
    assert put(device, SCAN, size=len(SCAN), name=NAME).json()["complete"]
    return tid


def delivered(tid):
    Case.objects.filter(tid=tid).update(state="delivered")


def everything(model, field):
    return b"".join(map(bytes, model.objects.values_list(field, flat=True)))


def order(tid):
    return erasing.Order(tid, "decision", "12/34")


def test_a_desk_that_erased_its_copy_takes_nothing_away_here(device, tid):
    entries = [{"seq": 1, "leaf": Case.objects.get().leaf}]
    told = {"dev": device.dev, "entries": entries, "documents": [], "ground": "decision"}
    told |= {"order_no": "12/34", "order_date": None, "copies": ["body"], "kept": []}
    bodies_before = StoredBody.objects.count()
    device.add("body.erased", told, tid=tid)
    assert device.ack(device.push()).verdicts == ()
    assert StoredBody.objects.count() == bodies_before + 1
    assert v_codes.opened(tid, list(Case.objects.all()), "31415")
    said = EventLog.objects.get(kind="erasure.told")
    assert (said.about, said.facts["order_no"]) == (f"case:{tid}", "12/34")


def test_by_its_own_order_everything_of_the_person_goes_and_the_case_stays(device, tid):
    path = documents.path_of(Document.objects.get())
    delivered(tid)
    assert b"0000000019" in everything(StoredBody, "content")
    before = table(Case), events()
    done = erasing.erase(order(tid), "test")
    assert (done.bodies, done.documents) == (2, 1)
    assert not StoredBody.objects.filter(entry__tid=tid).exists()
    remains = everything(ErasedBody, "remains")
    assert b"31415" not in remains
    assert b"0000000019" not in remains
    assert not Document.objects.exists()
    assert not path.exists()
    with pytest.raises(OperatorCanFix, match="v-code-wrong"):
        v_codes.opened(tid, list(Case.objects.all()), "")
    assert (table(Case), events()) == before
    assert EventLog.objects.get(kind="body.erased").facts["number"] == "12/34"
    with pytest.raises(RegulatorCanFix, match="regulator-erasure-nothing"):
        erasing.erase(order(tid), "test")


def test_a_rebuild_after_it_makes_the_same_case(device, tid):
    delivered(tid)
    case = Case.objects.get()
    kept = (case.service, case.total, case.due, case.receipt)
    before = events()
    erasing.erase(order(tid), "test")
    rebuild("test")
    case = Case.objects.get()
    assert (case.service, case.total, case.due, case.receipt) == kept
    assert events() == before


def test_what_was_erased_does_not_come_back_by_the_line(device, tid):
    delivered(tid)
    erasing.erase(order(tid), "test")
    told = [one for one in device.feed()["items"] if one["kind"] == "body"]
    assert told == []
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        connection.cursor().execute("DELETE FROM intake_erasedbody")


def test_an_open_request_is_not_erased_and_a_document_another_needs_stays(device, tid):
    with pytest.raises(RegulatorCanFix, match="regulator-erasure-open"):
        erasing.erase(order(tid), "test")
    body = bodies.registered(documents=[PAPER], visit="cd" * 16)
    device.add("request.registered", body, tid=device.tid())
    device.ack(device.push())
    delivered(tid)
    assert erasing.erase(order(tid), "test").documents == 0
    assert Document.objects.get().complete


def test_staff_order_it_in_the_console_and_hear_what_cannot_be_erased(device, tid):
    User.objects.create_superuser("auditor", password="a long password 42")
    client = Client(headers={"host": "regulator.test"})
    assert client.login(username="auditor", password="a long password 42")
    page = "/staff/intake/erasureorder/add/"
    said = {"tid": tracking.spoken(tid), "ground": "تصمیم کمیسیون", "number": "۱۲/۳۴"}
    assert "هنوز در جریان است" in client.post(page, said).content.decode()
    delivered(tid)
    assert client.post(page, said).status_code == 302
    made = ErasureOrder.objects.get()
    assert (made.tid, made.by, made.bodies, made.documents) == (tid, "staff:auditor", 2, 1)
    shown = client.get("/staff/intake/erasureorder/").content.decode()
    assert "تصمیم کمیسیون" in shown
    assert "نیست که امحا شود" in client.post(page, said).content.decode()
