"""Intake in bulk: a thousand entries with two bad ones, and projections as one by one."""

from datetime import timedelta

import pytest
from django.db import transaction

from app.domain import canonical, jws
from regulator.catalogue import releases, store
from regulator.intake.models import Case, CaseEvent, FeedItem, StoredEntry
from regulator.intake.rebuild import rebuild
from regulator.offices.models import Operator
from regulator.oversight.models import Finding
from tests.regulator import bodies
from tests.regulator.device import Device
from tests.regulator.test_regulator_findings import registration


def lines(ack):
    return [(line.seq, line.verdict, line.reason, line.owner) for line in ack.verdicts]


def forge(device):
    """Sign the newest waiting entry again, with a key that is not the device's."""
    token, body = device.waiting.pop()
    other = Device(device.session, device.url)
    signed = token.rsplit(".", 1)[0]
    signature = canonical.b64u(other.key.sign(signed.encode()))
    assert jws.kid_of(f"{signed}.{signature}", typ="pk-entry+jws") == device.dev
    device.seq -= 1
    device.put(f"{signed}.{signature}", body)


def test_of_a_thousand_the_two_bad_ones_are_named_and_all_are_stored(device):
    told = []
    for place in range(1, 1001):
        if place == 300:
            device.add("heartbeat", {"owed": "three"})
        else:
            device.add("heartbeat", {"owed": place})
        if place == 700:
            forge(device)
        if place % 500 == 0:
            told += lines(device.ack(device.push()))
    assert told == [
        (300, "quarantined", "bad-body", "regulator"),
        (700, "quarantined", "bad-signature", "regulator"),
    ]
    assert StoredEntry.objects.count() == 1000
    assert StoredEntry.objects.filter(verdict="accepted").count() == 998
    assert device.dev == StoredEntry.objects.get(seq=1000).dev


def dearer():
    """Publish a release in which the service costs 10,000 rial more."""
    value = store.newest_value("tariff", "tariff-135")
    for table in value["tables"].values():
        for row in table:
            row["amount"] += 10_000
    with transaction.atomic():
        store.keep(store.changes([value], store.newest()), "test")
        assert releases.publish("test").release.number == 2


def test_the_fee_is_judged_by_the_release_the_desk_held(device):
    old = registration(device)
    dearer()
    for release, total in ((1, 0), (1, 10_000), (2, 0), (2, 10_000)):
        body = old | {"release": release, "total": old["total"] + total}
        device.add("request.registered", body, tid=device.tid())
    told = lines(device.ack(device.push()))
    assert [(seq, reason) for seq, _, reason, _ in told] == [(2, "fee-differs"), (3, "fee-differs")]
    expected = Finding.objects.order_by("seq").values_list("facts__expected", flat=True)
    assert list(expected) == [old["total"], old["total"] + 10_000]


@pytest.mark.parametrize(
    ("ahead", "ck", "noted"),
    [
        (timedelta(days=3650), None, True),
        (timedelta(0), {"off": 90_000_000, "age": 60}, True),
        (timedelta(0), {"off": -90_000_000, "age": 60}, True),
        (timedelta(hours=23), {"off": 80_000_000, "age": 60}, False),
        (timedelta(days=-14), None, False),
    ],
)
def test_a_clock_far_off_is_a_finding_once_for_each_device(device, ahead, ck, noted):
    real, body = device.now, registration(device)
    for _ in range(2):
        device.now = real + ahead
        device.add("request.registered", body, tid=device.tid(), ck=ck)
    device.now = real
    device.ack(device.push())
    assert Finding.objects.filter(reason="clock-far-off").count() == noted
    assert Case.objects.count() == 2


@pytest.mark.parametrize("number", [None, "7", "2"])
def test_who_may_not_work_here_is_a_finding(device, number):
    Operator.objects.filter(number="2").update(active=False)
    device.add("request.registered", registration(device), tid=device.tid(), op=number)
    assert lines(device.ack(device.push()))[0][1:3] == ("flagged", "not-authorised")


def rows(model, *names):
    return list(model.objects.order_by(*names).values_list(*names))


def test_a_follow_up_before_its_registration_waits_also_within_a_segment(regulator, device):
    other = Device(regulator.session(), regulator.url)
    other.enrol(regulator.code())
    tid, twin = device.tid(), device.tid()
    other.add("documents.missing", {}, tid=tid)
    other.push({**other.segment(), "bodies": []})
    device.add("documents.missing", {}, tid=twin)
    for one in (tid, twin):
        device.add("request.registered", registration(device), tid=one)
    device.push({**device.segment(), "bodies": device.segment()["bodies"][1:]})
    assert [case.state for case in Case.objects.all()] == ["needs_documents"] * 2
    before = rows(CaseEvent, "case", "n", "type"), rows(FeedItem, "scope", "n")
    rebuild("test")
    assert (rows(CaseEvent, "case", "n", "type"), rows(FeedItem, "scope", "n")) == before


def test_one_segment_or_many_makes_the_same_cases(regulator, device):
    other = Device(regulator.session(), regulator.url)
    other.enrol(regulator.code())
    made = []
    for desk, at_once in ((device, True), (other, False)):
        for _ in range(3):
            tid = desk.tid()
            leaf = desk.add("request.registered", registration(desk), tid=tid)
            paid = desk.add("payment.succeeded", bodies.paid(tid))
            desk.add("receipt.issued", bodies.issued(leaf, [paid]), tid=tid)
            if not at_once:
                one_by_one(desk)
        desk.ack(desk.push())
        cases = Case.objects.filter(dev=desk.dev).order_by("tid")
        made.append(
            [
                (case.state, case.total, [(event.n, event.type) for event in case.events.all()])
                for case in cases
            ]
        )
    assert made[0] == made[1]
    assert len(made[0]) == 3


def one_by_one(desk):
    """Push what waits, an entry a segment."""
    waiting, desk.seq = desk.waiting, desk.seq - len(desk.waiting)
    for token, body in waiting:
        desk.waiting = [(token, body)]
        desk.seq += 1
        desk.ack(desk.push())
