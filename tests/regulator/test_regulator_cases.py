"""Cases: what entries make of them, what staff do, what offices hear, and making it all again."""

import pytest
from django.db import transaction

from app.domain import wire
from regulator import clock
from regulator.intake import cases
from regulator.intake.models import Case, CaseEvent, CaseMove, FeedItem, StoredBody
from regulator.intake.rebuild import rebuild
from regulator.offices.models import Enrolment, Lease
from tests.regulator import bodies
from tests.regulator.device import Device, problem


def whole_visit(device):
    """Registration, payment and receipt pushed; the tracking ID and the receipt's leaf."""
    tid = device.tid()
    registration = device.add("request.registered", bodies.registered(), tid=tid)
    payment = device.add("payment.succeeded", bodies.paid(tid))
    receipt = device.add("receipt.issued", bodies.issued(registration, [payment]), tid=tid)
    device.ack(device.push())
    return tid, receipt


def table(model):
    return list(model.objects.order_by("pk").values_list())


def events():
    """Events without the row numbers a rebuild gives anew."""
    return list(
        CaseEvent.objects.order_by("case", "n").values_list("case", "n", "type", "at", "facts")
    )


def test_a_registration_makes_a_case_keyed_by_its_leaf(device):
    tid = device.tid()
    leaf = device.add("request.registered", bodies.registered(), tid=tid)
    assert device.ack(device.push()).verdicts == ()
    case = Case.objects.get()
    assert (case.leaf, case.tid, case.state) == (leaf, tid, "registered")
    assert (case.service, case.total, case.due["date_sh"]) == (102, 700000, "1405/10/12")


def test_payment_and_receipt_follow_and_the_office_hears_it(device):
    tid, receipt = whole_visit(device)
    case = Case.objects.get()
    assert (case.state, case.receipt) == ("received", receipt)
    kinds = [event.type for event in case.events.all()]
    assert kinds == ["request.registered", "payment.succeeded", "receipt.issued"]
    [told] = [item for item in device.feed()["items"] if item["kind"] == "status"]
    assert told["data"]["tid"] == tid
    assert told["data"]["state"] == "received"
    assert told["scope"] == "office"


def test_one_tracking_id_given_twice_is_two_cases(regulator, device):
    tid = device.tid()
    device.add("request.registered", bodies.registered(), tid=tid)
    device.add("request.registered", bodies.registered(total=5), tid=tid)
    [line] = device.ack(device.push()).verdicts
    assert (line.seq, line.verdict, line.reason) == (2, "flagged", "tid-twice")
    assert Case.objects.filter(tid=tid).count() == 2


def test_another_desk_of_the_office_may_follow_up_even_first(regulator, device):
    other = Device(regulator.session(), regulator.url)
    other.enrol(regulator.code())
    tid = device.tid()
    leaf = device.add("request.registered", bodies.registered(), tid=tid)
    other.add("receipt.reprinted", {"receipt": leaf, "copy": 2, "reason": "گم شد"}, tid=tid)
    assert other.ack(other.push()).verdicts == ()
    device.ack(device.push())
    assert [event.type for event in Case.objects.get().events.all()] == [
        "request.registered",
        "receipt.reprinted",
    ]


def test_practice_never_becomes_a_case(device):
    device.add("training.request.registered", bodies.registered(), ep=0)
    assert device.ack(device.push()).verdicts == ()
    assert not Case.objects.exists()


def test_a_real_act_cannot_hide_as_practice(device):
    device.add("request.registered", bodies.registered(), ep=0)
    [line] = device.ack(device.push()).verdicts
    assert (line.verdict, line.reason) == ("quarantined", "bad-chain")


def test_a_registration_without_a_body_is_a_case_without_details(device):
    device.add("request.registered", bodies.registered(), tid=device.tid())
    device.ack(device.push({**device.segment(), "bodies": []}))
    case = Case.objects.get()
    assert (case.service, case.total, case.due) == (0, None, {})


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("request.withdrawn", "withdrawn"),
        ("request.expired", "expired"),
        ("request.delivered", "delivered"),
    ],
)
def test_follow_ups_bring_the_case_on(device, kind, state):
    tid = device.tid()
    device.add("request.registered", bodies.registered(), tid=tid)
    device.add(kind, {}, tid=tid)
    device.push({**device.segment(), "bodies": []})
    assert Case.objects.get().state == state


def test_missing_documents_and_their_coming(device):
    tid = device.tid()
    device.add("request.registered", bodies.registered(), tid=tid)
    device.add("documents.missing", {}, tid=tid)
    device.push({**device.segment(), "bodies": []})
    assert Case.objects.get().state == "needs_documents"
    device.add("documents.received", {}, tid=tid)
    device.push({**device.segment(), "bodies": []})
    assert Case.objects.get().state == "registered"


def test_staff_move_a_case_and_the_office_hears_it(device):
    whole_visit(device)
    with transaction.atomic():
        cases.move(Case.objects.get(), "referred", by="کارشناس نمونه", note="فرستاده شد")
    told = [item["data"] for item in device.feed()["items"] if item["kind"] == "status"][-1]
    assert {key: told[key] for key in ("state", "by", "note")} == {
        "state": "referred",
        "by": "کارشناس نمونه",
        "note": "فرستاده شد",
    }


def test_rebuilding_makes_every_projection_again(device):
    whole_visit(device)
    with transaction.atomic():
        cases.move(Case.objects.get(), "referred", by="کارشناس نمونه")
    tid = Case.objects.get().tid
    device.add("request.voided", {}, tid=tid)
    device.push({**device.segment(), "bodies": device.segment()["bodies"][:0]})
    device.waiting = []
    whole_visit(device)
    with transaction.atomic():
        cases.move(Case.objects.get(tid=tid), "rejected", by="کارشناس نمونه")
    before = table(Case), events(), table(FeedItem), table(CaseMove)
    assert Case.objects.get(tid=tid).state == "rejected"
    assert rebuild("test") == 2
    assert (table(Case), events(), table(FeedItem), table(CaseMove)) == before


def test_rebuilding_after_erasure_keeps_what_the_entries_say(device):
    whole_visit(device)
    StoredBody.objects.all().delete()
    rebuild("test")
    case = Case.objects.get()
    assert case.due == {}
    assert case.state == "received"


def test_the_feed_is_dense_and_the_cursor_takes_up_where_it_stood(device, monkeypatch):
    from regulator.intake import feed

    monkeypatch.setattr(feed, "PAGE", 2)
    known = wire.read_feed(device.feed())[0]
    first = [item.kind for item in known if item.scope == "office"]
    assert first == ["licence", "operator"]
    for _ in range(5):
        whole_visit(device)
    items, cursor, more = [], "", True
    while more:
        page, cursor, more = wire.read_feed(device.feed(cursor))
        items += page
    assert [item.n for item in items if item.scope == "office"] == list(range(1, 9))
    assert [item.kind for item in items if item.scope == "country"] == ["catalogue"]
    assert wire.read_feed(device.feed(cursor))[0] == []
    whole_visit(device)
    assert [item.n for item in wire.read_feed(device.feed(cursor))[0]] == [9]


@pytest.mark.parametrize("cursor", ["!", "AAAA", "MS4", "w6k"])
def test_a_foreign_cursor_is_malformed(device, cursor):
    assert problem(device.send("GET", f"/api/v1/feed?cursor={cursor}")) == "malformed"


def test_a_lease_older_than_a_day_is_renewed_for_its_own_desk_only(regulator, device, later):
    other = Device(regulator.session(), regulator.url)
    other.enrol(regulator.code())
    assert Lease.objects.filter(enrolment=device.dev).count() == 1
    later(days=1, minutes=1)
    device.now = other.now = clock.now()
    for desk in (device, other):
        leases = [item for item in desk.feed()["items"] if item["kind"] == "lease"]
        [mine] = [wire.read(wire.Lease, one["data"]["lease"], desk.key_of) for one in leases]
        assert mine.dev == desk.dev


def test_a_revoked_desk_gets_no_new_lease(device, later):
    Enrolment.objects.filter(dev=device.dev).update(state="revoked")
    later(days=2)
    device.now = clock.now()
    assert "lease" not in [item["kind"] for item in device.feed()["items"]]
