"""A package of evidence made by the real regulator, for the tests that spoil it."""

import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import resources
from app.domain import evidence_check, log_tiles
from app.domain.bodies import Checker
from app.domain.evidence import By, Order
from app.domain.evidence_check import Trusted
from app.domain.moments import to_wire
from app.domain.stored_zip import Spoiled
from regulator import clock
from regulator.evidence import keys, packages
from regulator.intake import sequencer
from regulator.intake.models import LogPlace, StoredEntry
from regulator.log import tree
from regulator.oversight.models import Finding
from tests.regulator import bodies
from tests.regulator.device import Device
from tests.regulator_fixture import anew


def hide(_kind, body):
    """What a mask does: one personal value away, its path told."""
    if "applicant" not in body:
        return body, ()
    return body | {"applicant": None}, ("applicant",)


def work(device, requests):
    """Citizens register; the device's beats stand between."""
    for _ in range(requests):
        tid = device.tid()
        device.add("request.registered", bodies.registered(), tid=tid)
        device.add("heartbeat", {"owed": 0})
    device.ack(device.push())
    place()


def place():
    """What came finds its place in the log, and the tree grows."""
    sequencer.place_batch()
    tree.grow()


def tile(path):
    """The tile a reader of the log asks for."""
    return log_tiles.read_path(path.removeprefix("tile/"))


def find_something():
    """A finding about the third entry."""
    third = StoredEntry.objects.get(place__n=2)
    Finding.objects.all().delete()
    place = {"dev": third.dev, "seq": third.seq, "leaf": third.leaf, "office_id": "00000"}
    Finding.objects.create(reason="fee-differs", at=clock.now(), facts={"expected": 1}, **place)


def order(bodies="clear", **changes):
    told = {"title": "رسیدگی به دفتر ۰۰۰۰۰", "reason": "شکایت شماره ۴۴۱۱", "bodies": bodies}
    told |= {"filter": {"offices": ["00000"]}, "by": By("ژاله آئین‌پرست", "1041", "auditor")}
    return Order(**(told | {"at": to_wire(clock.now())} | changes))


def package(out, *, bodies="clear", places=None):
    """A package of all places, or of those, in that file."""
    if places is None:
        places = list(LogPlace.objects.order_by("n").values_list("n", flat=True))
    return packages.write_package(out, order(bodies), places, mask=hide)


CHECKER = Checker(resources.wire_schemas())


def made(bodies="clear"):
    return made_once(bodies)


@cache
def made_once(bodies):
    """The bytes of a package of six entries, one of them with a finding, and what seals it."""

    regulator = anew()
    device = Device(regulator.session(), regulator.url)
    device.enrol(regulator.code())
    work(device, 3)
    find_something()
    with TemporaryDirectory() as folder:
        out = Path(folder) / "a.evidence.zip"
        package(out, bodies=bodies)
        return out.read_bytes(), keys.sealing()


def files(bodies="clear"):
    with zipfile.ZipFile(io.BytesIO(made(bodies)[0])) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def check(data, **trusted):
    return evidence_check.check(io.BytesIO(data), CHECKER.check, Trusted(**trusted))


def flaw(data, **trusted):
    with pytest.raises(Spoiled) as found:
        check(data, **trusted)
    return found.value
