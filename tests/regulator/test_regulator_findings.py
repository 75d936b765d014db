"""A registration's fee is worked out again by the release the desk held; nothing is refused."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

import resources
from app.domain import tracking
from app.domain.catalogue import catalogue_from_items
from app.domain.fees import price
from app.domain.forms import evaluate
from app.domain.jalali import tehran_date
from regulator.offices.models import Office
from regulator.oversight.models import Finding
from regulator.oversight.saying import why
from regulator.simulation.answers import REPLACE
from regulator.words import word
from tests.regulator import bodies

ROOT = Path(__file__).resolve().parents[2]


def registration(device):
    """A body whose fee is right, by the rules both sides share; and that fee."""
    catalogue = catalogue_from_items(resources.catalogue_items())
    service = catalogue.by_key("birth_cert_replace")
    filled = evaluate(service.form, REPLACE, on=tehran_date(device.now))
    assert filled.complete
    office = Office.objects.get()
    fee = price(
        service,
        filled,
        catalogue=catalogue,
        office_kind=office.kind,
        province=office.province,
    )
    assert fee.refusal is None
    assert fee.total > 0
    return bodies.registered(
        service=service.number,
        form_version=service.form.version,
        answers=dict(filled.answers),
        total=fee.total,
    )


def push(device, body):
    device.add("request.registered", body, tid=device.tid())
    return [(line.verdict, line.reason) for line in device.ack(device.push()).verdicts]


def test_the_right_fee_is_accepted(regulator, device):
    assert push(device, registration(device)) == []
    assert not Finding.objects.exists()


def test_another_fee_is_a_finding(regulator, device):
    body = registration(device)
    right = body["total"]
    assert push(device, body | {"total": right + 10_000}) == [("flagged", "fee-differs")]
    facts = Finding.objects.get().facts
    assert facts == {"expected": right, "stated": right + 10_000}
    assert "۱۰٬۰۰۰ ریال بیشتر" in why("fee-differs", facts)


def test_a_tracking_id_of_another_desk_is_a_finding(regulator, device):
    tid = tracking.compose(office="00001", ep=1, day=2071, serial=1)
    device.add("request.registered", registration(device), tid=tid)
    [line] = device.ack(device.push()).verdicts
    assert (line.verdict, line.reason, line.owner) == ("flagged", "tid-foreign", "regulator")


@pytest.mark.parametrize(
    "unsure", [{"release": 0}, {"form_version": 99}, {"answers": {}}, {"answers": {"x": [1]}}]
)
def test_where_it_cannot_be_said_nothing_is_claimed(regulator, device, unsure):
    assert push(device, registration(device) | {"total": 1} | unsure) == []


def test_the_auditor_reads_every_finding_in_words(device):
    rules = (ROOT / "regulator/oversight/rules.py").read_text(encoding="utf-8")
    reasons = {*re.findall(r'Broken\("([a-z-]+)"', rules), "fork", "rollback", "body-missing"}
    assert {one for one in reasons if word("findings", one) == one} == set()
    device.add("request.registered", bodies.registered(service=999), tid=device.tid())
    device.push()
    User.objects.create_superuser("auditor", password="a long password 42")
    client = Client(headers={"host": "regulator.test"})
    assert client.login(username="auditor", password="a long password 42")
    assert word("findings", "not-delegated") in (
        client.get("/staff/oversight/finding/").content.decode()
    )
