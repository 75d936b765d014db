"""The figures of offline work: set for the country or one office, in the next signed lease."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from app.domain import wire
from regulator.offices.models import LeaseFigures, Office
from tests.regulator.device import Device

FIGURES = {"warn_hours": "48", "amber_days": "5", "days": "10", "receipts": "900"}
PAGE = "/staff/offices/leasefigures/add/"


@pytest.fixture
def console(regulator):
    client = Client(headers={"host": "regulator.test"})
    client.force_login(User.objects.create_superuser("boss", password="a-long-passphrase-1"))
    return client


def leases(desk):
    told = [item["data"]["lease"] for item in desk.feed()["items"] if item["kind"] == "lease"]
    read = [wire.read(wire.Lease, one, desk.key_of) for one in told]
    return [(one.warn_hours, one.amber_days, one.days, one.receipts) for one in read]


def test_the_countrys_figures_are_in_the_next_lease_and_an_offices_own_come_first(
    regulator, device, console
):
    assert leases(device) == []
    assert console.post(PAGE, FIGURES).status_code == 302
    assert leases(device) == [(48, 5, 10, 900)]
    own = {**FIGURES, "office": "00000", "days": "20"}
    assert console.post(PAGE, own).status_code == 302
    assert leases(device)[-1] == (48, 5, 20, 900)
    assert leases(device) == [(48, 5, 10, 900), (48, 5, 20, 900)]
    Office.objects.create(code="00001", name="دفتر دیگر", province="23")
    far = Device(regulator.session(), regulator.url)
    far.enrol(regulator.code("00001"))
    assert wire.read(wire.Lease, far.told["lease"], far.key_of).days == 10


@pytest.mark.parametrize(
    "wrong", [{"warn_hours": "200"}, {"amber_days": "11"}, {"days": "91"}, {"receipts": "0"}]
)
def test_figures_out_of_order_are_refused_with_a_sentence(console, wrong):
    page = console.post(PAGE, FIGURES | wrong)
    assert page.status_code == 200
    assert "باید" in page.content.decode()
    assert not LeaseFigures.objects.exists()


def test_there_is_one_word_for_the_country(console):
    console.post(PAGE, FIGURES)
    assert console.post(PAGE, FIGURES).status_code == 200
    assert LeaseFigures.objects.count() == 1
