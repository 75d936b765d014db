"""The nightly rules: planted fraud is found, honest work is not, and nobody is named by it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

import resources
from app.domain.errors import OperatorCanFix
from app.domain.jalali import FRIDAY, date_in_tehran, days_after
from regulator import clock
from regulator.intake import sequencer
from regulator.intake.models import StoredBody
from regulator.oversight import nightly
from regulator.oversight.models import (
    EventLog,
    Finding,
    Reading,
    Suppression,
    Thresholds,
    UnreportedReceipt,
)
from regulator.oversight.saying import why
from regulator.simulation import country
from regulator.simulation.spec import REASONS, Spec, read_spec
from regulator.words import word
from tests.regulator import bodies

SPEC = Spec(seed=7, offices=9, desks=1, days=24, visits=3, fraud=dict.fromkeys(REASONS, 1))


def delivered(device, *acts):
    for kind, body, more in acts:
        device.add(kind, body, **more)
    device.ack(device.push())
    while sequencer.place_batch():
        pass


def slip(number, **changes):
    paid = bodies.paid("000000010000000001", source="slip", payment=f"{number:032x}")
    return "payment.succeeded", paid | {"rrn": f"{number:012}"} | changes, {}


def reasons():
    return set(Finding.objects.values_list("reason", flat=True))


def test_every_kind_of_planted_fraud_is_found_and_nothing_else(regulator):
    told = country.run(SPEC, "test")
    assert {kind: line["recall"] for kind, line in told["kinds"].items()} == dict.fromkeys(
        REASONS, 1.0
    )
    assert told["false"] == {}
    for one in Finding.objects.all():
        said = why(one.reason, one.facts)
        assert said != word("findings", one.reason)
        assert "{" not in said
    again = Finding.objects.count(), Reading.objects.count()
    assert nightly.inspect() == {"read": 0}
    assert (Finding.objects.count(), Reading.objects.count()) == again
    persons = {
        json.loads(bytes(one.content))["body"]["applicant"]["id"]
        for one in StoredBody.objects.filter(entry__type="request.registered")[:200]
    }
    kept = json.dumps([*Finding.objects.values_list("facts", flat=True)])
    marks = {*Reading.objects.values_list("mark", flat=True)}
    assert not any(person in kept or person in marks for person in persons)
    with pytest.raises(OperatorCanFix, match="simulation-not-empty"):
        country.run(SPEC, "test")


def test_a_hole_in_the_chain_is_found(regulator, device):
    delivered(device, slip(1), slip(2), slip(3))
    nightly.inspect()
    Reading.objects.filter(seq=2).delete()
    assert nightly.inspect() == {"read": 0, "gap": 1}
    found = Finding.objects.get(reason="gap")
    assert (found.seq, found.facts) == (3, {"missing": 1})


def test_a_cut_inspection_goes_on_where_it_stood(regulator, device):
    delivered(device, slip(1))
    assert nightly.inspect()["read"] == 1
    delivered(device, slip(2), slip(1, payment="f" * 32))
    assert nightly.inspect() == {"read": 2, "rrn-twice": 1}
    assert Finding.objects.get().seq == 3


def test_a_slip_is_owed_to_a_settlement_file_after_the_threshold(regulator, device, later):
    delivered(device, slip(1), slip(2))
    nightly.inspect()
    later(days=Thresholds.objects.get().settle_days - 1)
    assert nightly.inspect() == {"read": 0}
    Thresholds.objects.update(settle_days=2)
    assert nightly.inspect() == {"read": 0, "slip-unsettled": 2}


def test_a_suppressed_rule_says_nothing_until_its_day(regulator, device, later):
    quiet = {"reason": "slip-unsettled", "office_id": device.office, "why": "bank strike"}
    Suppression.objects.create(**quiet, until=(clock.today() + timedelta(days=9)).togregorian())
    delivered(device, slip(1))
    later(days=8)
    assert nightly.inspect() == {"read": 1}
    later(days=2)
    assert nightly.inspect() == {"read": 0, "slip-unsettled": 1}


def test_a_receipt_a_citizen_showed_and_nobody_reported_is_found(regulator, device, later):
    seen = {"dev": device.dev, "tid": "000000010000000001", "first_seen": clock.now()}
    UnreportedReceipt.objects.create(mark="ab" * 16, **seen)
    assert nightly.inspect() == {"read": 0}
    later(days=30)
    assert nightly.inspect() == {"read": 0, "receipt-unreported": 1}
    assert nightly.inspect() == {"read": 0}


def test_marks_are_forgotten_when_nothing_can_be_compared_with_them(regulator, device, later):
    delivered(device, slip(1))
    nightly.inspect()
    assert Reading.objects.exclude(mark="").exists()
    later(days=200)
    nightly.inspect()
    assert not Reading.objects.exclude(mark="").exists()


def test_an_auditor_asks_refers_and_closes_with_an_outcome(regulator, device, later):
    delivered(device, slip(1))
    later(days=9)
    nightly.inspect()
    found = Finding.objects.get()
    found.state = Finding.State.ANSWERED
    found.save()
    User.objects.create_superuser("auditor", password="a long password 42")
    client = Client(headers={"host": "regulator.test"})
    assert client.login(username="auditor", password="a long password 42")
    page = f"/staff/oversight/finding/{found.pk}/change/"
    asked = {"state": "answered", "assigned": "auditor", "question": "کدام بانک؟", "outcome": ""}
    assert client.post(page, asked).status_code == 302
    found.refresh_from_db()
    assert found.state == "open"
    device.now = clock.now()
    items = device.feed()["items"]
    told = [one["data"] for one in items if one["kind"] == "finding"][-1]
    assert (told["state"], told["question"]) == ("open", "کدام بانک؟")
    closed = asked | {"state": "closed", "referred": "on"}
    assert client.post(page, closed).status_code == 200
    assert client.post(page, closed | {"outcome": "تذکر"}).status_code == 302
    assert EventLog.objects.filter(kind="licence.referred", about="licence:00-0000").exists()
    for place in ("thresholds", "suppression", "suppression/add"):
        assert client.get(f"/staff/oversight/{place}/").status_code == 200


def test_work_on_a_day_off_is_found_once_for_each_desk_and_day(regulator, device):
    friday = next(
        day for back in range(1, 8) if (day := days_after(clock.today(), -back)).weekday() == FRIDAY
    )
    for day, hour in ((friday, 10), (friday, 11), (days_after(friday, -2), 10)):
        device.now = date_in_tehran(day, hour)
        device.add("request.registered", bodies.registered(), tid=device.tid())
    device.now = clock.now()
    delivered(device)
    nightly.inspect()
    [found] = Finding.objects.filter(reason="day-off", facts__title="friday")
    assert found.seq == 1
    assert found.facts["times"] == 2
    assert "جمعه" in why("day-off", found.facts)


def test_thresholds_have_bounds(regulator):
    with pytest.raises(ValidationError):
        Thresholds(rate_one_in=1).full_clean()
    with pytest.raises(ValidationError):
        Thresholds(window_days=31, repeat_days=60).full_clean()


def test_both_sides_have_a_sentence_for_every_rule():
    assert [one for one in nightly.REASONS if word("findings", one) == one] == []
    messages = resources.messages()
    assert [one for one in nightly.REASONS if f"verdict-{one}" not in messages] == []


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ("seed = 1\n", "offices"),
        ("seed = 1\n[honest]\noffices=1\ndesks=1\ndays=24\nvisits=2\n[fraud]\nmagic=1", "magic"),
        ("seed = 1\n[honest]\noffices=1\ndesks=1\ndays=24\nvisits=2\n[fraud]\nvoids-many=2", "off"),
        ("seed =", "Invalid"),
    ],
)
def test_a_wrong_spec_is_refused_by_its_part(changed, part):
    with pytest.raises(OperatorCanFix) as refused:
        read_spec(changed.encode())
    assert refused.value.code == "simulation-spec"
    assert part in refused.value.facts["part"]


def test_a_seed_makes_the_same_country():
    from random import Random

    from regulator.simulation.plan import drawn

    first, again = (drawn(SPEC, Random(SPEC.seed)) for _ in range(2))
    assert first == again
    assert drawn(SPEC, Random(8)) != first
    assert drawn(replace(SPEC, fraud={}), Random(7)).points == {}
