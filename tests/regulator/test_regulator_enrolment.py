"""Enrolment: one-time codes, certificates, leases, and what a lost answer does."""

import hashlib

import pytest

from app.domain import canonical, wire
from app.domain.acts import OfficeFacts
from regulator.offices.models import Enrolment, EnrolmentCode
from regulator.oversight.models import EventLog
from tests.regulator.device import Device, problem


def fresh(regulator):
    return Device(regulator.session(), regulator.url)


def test_a_code_and_a_key_become_a_certified_desk(regulator):
    desk = fresh(regulator)
    told = desk.enrol(regulator.code()).json()
    certificate = wire.read(wire.Certificate, told["certificate"], desk.key_of)
    assert (certificate.office, certificate.desk, certificate.ep) == ("00000", 1, 1)
    assert certificate.dev == desk.dev
    lease = wire.read(wire.Lease, told["lease"], desk.key_of)
    assert (lease.dev, lease.days, lease.receipts) == (desk.dev, 14, 3000)
    assert OfficeFacts(**told["office"]).licence == "00-0000"
    assert set(told["keys"]) == {"device-ca", "ack", "release", "lease"}
    assert [(one["number"], one["role"]) for one in told["operators"]] == [
        ("1", "manager"),
        ("2", "operator"),
    ]
    assert EventLog.objects.filter(kind="desk.enrolled", about=f"dev:{desk.dev}").count() == 1


def test_both_screens_can_work_out_the_check_number(regulator):
    desk, code = fresh(regulator), regulator.code()
    told = desk.enrol(code).json()
    mark = hashlib.sha256(desk.pub + code.replace("-", "").encode()).digest()
    assert told["check"] == f"{int.from_bytes(mark[:4], 'big') % 1_000_000:06}"
    assert Enrolment.objects.get().check_number == told["check"]


def test_the_code_is_not_kept_readable(regulator):
    digits = regulator.code().replace("-", "")
    kept = EnrolmentCode.objects.get()
    assert digits[4:] not in f"{kept.digest} {kept.selector}"


def test_persian_digits_and_no_dashes_will_do(regulator):
    code = regulator.code().replace("-", " ").translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert fresh(regulator).enrol(code).status_code == 200


def test_after_a_lost_answer_the_same_key_gets_the_same_certificate(regulator):
    desk, code = fresh(regulator), regulator.code()
    first = desk.enrol(code).json()
    assert desk.enrol(code).json()["certificate"] == first["certificate"]
    assert Enrolment.objects.count() == 1
    assert problem(fresh(regulator).enrol(code)) == "enrolment-code-used"


def test_five_wrong_tries_close_a_code(regulator):
    code = regulator.code().replace("-", "")
    wrong = code[:4] + f"{(int(code[4:]) + 1) % 10**8:08}"
    for _ in range(5):
        assert problem(fresh(regulator).enrol(wrong)) == "enrolment-code-wrong"
    assert problem(fresh(regulator).enrol(code)) == "enrolment-code-locked"


def test_a_code_lives_24_hours(regulator, later):
    code = regulator.code()
    later(hours=24, seconds=1)
    assert problem(fresh(regulator).enrol(code)) == "enrolment-code-expired"


@pytest.mark.parametrize("code", ["", "12", "1234-5678-901x", "9" * 40])
def test_nonsense_is_a_wrong_code(regulator, code):
    assert problem(fresh(regulator).enrol(code)) == "enrolment-code-wrong"


@pytest.mark.parametrize(
    "spoilt", [{"pub": "abc"}, {"pub": "=" * 43}, {"app": "é"}, {"desk": 100}, {"code": None}]
)
def test_a_misshapen_request_is_malformed(regulator, spoilt):
    assert problem(fresh(regulator).enrol(regulator.code(), **spoilt)) == "malformed"


def test_every_desk_gets_its_own_numbers(regulator):
    told = [fresh(regulator) for _ in range(3)]
    for desk in told:
        desk.enrol(regulator.code())
    assert [(desk.desk, desk.ep) for desk in told] == [(1, 1), (2, 2), (3, 3)]


def test_enrolling_a_workstation_again_closes_its_old_key(regulator, device):
    again = fresh(regulator)
    again.enrol(regulator.code(), desk=1)
    assert (again.desk, again.ep) == (1, 2)
    assert Enrolment.objects.get(dev=device.dev).state == "closed"


def test_a_number_closed_for_a_year_may_be_given_again(regulator, device, later, monkeypatch):
    from regulator.offices import enrol

    monkeypatch.setattr(enrol, "LAST_EP", 2)
    fresh(regulator).enrol(regulator.code(), desk=1)
    assert problem(fresh(regulator).enrol(regulator.code(), desk=1)) == "enrolment-full"
    later(days=366)
    again = fresh(regulator)
    assert again.enrol(regulator.code(), desk=1).status_code == 200
    assert again.ep == 1


def test_the_directory_names_every_device_and_the_regulators_keys(regulator, device):
    told = regulator.session().get(f"{regulator.url}/api/v1/directory").json()
    assert told["devices"][device.dev]["pub"] == canonical.b64u(device.pub)
    assert told["devices"][device.dev]["state"] == "open"
    assert told["keys"] == device.told["keys"]
