"""The demo office 00000: synthetic people, a licence, and every desk service delegated to it."""

import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction

from regulator import clock
from regulator.auditing import accounts
from regulator.auditing.models import Auditor
from regulator.catalogue import shelf
from regulator.delegation.lists import half_year, index_lists
from regulator.delegation.models import Delegation
from regulator.licensing import telling
from regulator.licensing.models import Duty, Licence
from regulator.offices.models import Office, Operator
from regulator.oversight.events import log

CODE, LICENCE = "00000", "00-0000"
TEHRAN = "تهران"


@transaction.atomic
def make_demo_office() -> Office:
    """The office as it should be; what is already there stays as it is."""
    office, new = Office.objects.get_or_create(
        code=CODE,
        defaults={
            "name": "دفتر نمایشی پیشخوان",
            "province": _province(TEHRAN),
            "county": TEHRAN,
            "address": "تهران، خیابان نمونه، پلاک ۱",
            "phone": "02100000000",
        },
    )
    if new:
        _license(office)
        _employ(office)
        log("office.made", f"office:{CODE}", "demo")
    _delegate_all()
    return office


@transaction.atomic
def show_duties(office: Office) -> None:
    """What a manager finds among the office's duties; told once."""
    if Duty.objects.filter(office=office).exists():
        return
    today = clock.today().togregorian()
    for kind, title, days in (
        (Duty.Kind.PREMISES, "اجاره‌نامه خیابان نمونه، پلاک ۱", 75),
        (Duty.Kind.DEADLINE, "نصب دستگاه شمارش مراجعه", 12),
    ):
        due = today + timedelta(days=days)
        telling.tell_duty(Duty.objects.create(office=office, kind=kind, title=title, until=due))
    log("duties.shown", f"office:{office.code}", "demo")


@transaction.atomic
def make_demo_people() -> dict[str, dict[str, str]]:
    """An auditor of the whole country and a member of staff, with passwords drawn now."""
    auditor = accounts.add(Auditor(number="9001", name="ناظر نمونه", role="auditor"), "demo")
    password = secrets.token_urlsafe(12)
    User.objects.create_superuser("staff", password=password)
    log("staff.added", "staff:staff", "demo")
    return {
        "auditor": {"number": auditor.number, "password": auditor.password, "seed": auditor.seed},
        "staff": {"name": "staff", "password": password},
    }


def _province(name: str) -> str:
    provinces = shelf.current().provinces.values()
    return next((one.code for one in provinces if one.name == name), "")


def _license(office: Office) -> None:
    day = clock.today().togregorian()
    Licence.objects.create(
        number=LICENCE,
        office=office,
        valid_from=day - timedelta(days=365),
        valid_to=day + timedelta(days=4 * 365),
    )
    log("licence.issued", f"licence:{LICENCE}", "demo")


def _employ(office: Office) -> None:
    people = (("1", "زهرا نمونه", "manager"), ("2", "امیر آزمایشی", "operator"))
    for number, name, role in people:
        Operator.objects.create(office=office, number=number, name=name, role=role)
        log("operator.added", f"operator:{office.code}/{number}", "demo")


def _delegate_all() -> None:
    """The shipped list delegates; without one, every desk service goes to counter offices."""
    if Delegation.objects.exists():
        return
    offered = [one.number for one in shelf.current().services.values() if one.offered]
    today = clock.today()
    key = f"{today.year}-{1 if today.month <= 6 else 2}"
    starts, ends = half_year(key) or ("", "")
    rows = [{"service": n, "office_kind": Office.Kind.COUNTER, "state": "active"} for n in offered]
    value = {"key": key, "from": starts, "to": ends, "basis": "demo", "rows": rows}
    index_lists([{"kind": "delegation-list", **value}])
    log("services.delegated", f"list:{key}", "demo", services=len(offered))
