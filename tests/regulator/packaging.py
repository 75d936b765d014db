"""A package of evidence made by the real regulator, for the tests that spoil it."""

from app.domain import log_tiles
from app.domain.evidence import By, Order
from app.domain.moments import to_wire
from regulator import clock
from regulator.evidence import packages
from regulator.intake import sequencer
from regulator.intake.models import LogPlace, StoredEntry
from regulator.log import tree
from regulator.oversight.models import Finding
from tests.regulator import bodies


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
