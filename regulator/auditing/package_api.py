"""Evidence packages: ordered, asked after, fetched. Each is its auditor's alone."""

from typing import Annotated

from ninja import Field, Schema

from app.domain.audit import REASON, Bodies
from app.domain.audit_sheets import PackageOrdered, PackageState
from regulator.auditing import ordering, reads
from regulator.auditing.doors import Asker, Told, door
from regulator.auditing.entries_api import NOTHING, FilterIn
from regulator.auditing.models import Package
from regulator.auditing.sheets_api import Leaf, Text
from regulator.problems import Problem


class PackageIn(Schema):
    """A filter, or leaf hashes; `clear` bodies need a reason."""

    filter: FilterIn | None = None
    leaves: Annotated[list[Leaf], Field(max_length=2000)] = NOTHING
    title: Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$")]
    reason: Text = ""
    bodies: Bodies = "masked"


class OrderIn(Schema):
    """Its drawn name."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


@door("package", "package", PackageOrdered)
def order(asker: Asker, asked: PackageIn) -> Told:
    """Order a package of what is asked for and seen."""
    reason = asked.reason.strip()
    if asked.bodies == "clear" and "clear" not in asker.sight.rights:
        raise Problem("audit-not-allowed")
    if asked.bodies == "clear" and len(reason) < REASON:
        raise Problem("audit-reason-short")
    filtered = None if asked.leaves or asked.filter is None else asked.filter.value()
    places = ordering.places(asker.sight, filtered, asked.leaves)
    if not places:
        raise Problem("not-found")
    if len(places) > ordering.MOST:
        raise Problem("audit-too-many")
    about = {"leaves": asked.leaves} if filtered is None else reads.of_filter(filtered)
    words = {"title": asked.title.strip(), "reason": reason}
    made = ordering.order(asker.auditor, places, **words, bodies=asked.bodies, asked=about)
    journal = about | {"package": made.pk, "bodies": asked.bodies}
    return Told(PackageOrdered(made.pk, len(places)), len(places), journal, reason)


@door("package/state", "package", PackageState)
def state(asker: Asker, asked: OrderIn) -> Told:
    """How far it is; one that nobody makes any more has failed."""
    ordering.give_up_lost()
    one = _own(asker, asked.id)
    return Told(PackageState(one.state, one.done, one.of, one.problem), 0, {"package": one.pk})


@door("package/fetch", "package", bytes, media="application/zip")
def fetch(asker: Asker, asked: OrderIn) -> Told:
    """The file, once it is done and until it is a day old."""
    one = _own(asker, asked.id)
    try:
        data = ordering.file_of(one).read_bytes()
    except FileNotFoundError as gone:
        raise Problem("not-found") from gone
    rows, reason = one.of, str(one.order.get("reason", ""))
    return Told(data, rows, {"package": one.pk, "bodies": one.order.get("bodies")}, reason)


def _own(asker: Asker, name: str) -> Package:
    found = Package.objects.filter(pk=name, auditor=asker.auditor).first()
    if found is None:
        raise Problem("not-found")
    return found
