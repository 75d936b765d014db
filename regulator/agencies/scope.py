"""Which cases are an agency's: those of its own services, and of no others."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from app.domain.catalogue import Service
from regulator.catalogue import shelf
from regulator.intake.models import Case, StoredEntry
from regulator.intake.stored import body_of


def known(agency: str) -> bool:
    """Whether the catalogue in force names this agency."""
    return agency in shelf.current().agencies


def name(agency: str) -> str:
    """Its name in the catalogue in force."""
    return shelf.current().agency_name(agency)


NOBODY = "-"
BATCH = 500


def cases_of(agency: str, **which: object) -> QuerySet[Case]:
    """Cases of its services; where an answer chose the agency, of those it was chosen for.

    Which agency an answer chose is worked out once for each case, then it is a column like any
    other. `which` narrows them (a tracking ID, a state).
    """
    services = shelf.current().services.values()
    own = [one.number for one in services if not one.agency_by and one.agency == agency]
    shared = {
        one.number: one for one in services if one.agency_by and agency in one.agency_by[1].values()
    }
    _work_out(shared)
    mine = Q(service__in=own) | Q(service__in=shared, agency=agency)
    return Case.objects.filter(mine, **which)


def work_out_all() -> None:
    """Which agency every new case is for whose service leaves that to an answer."""
    services = shelf.current().services.values()
    _work_out({one.number: one for one in services if one.agency_by})


def _work_out(shared: Mapping[int, Service]) -> None:
    """Which agency each of their new cases is for, by its answers."""
    fresh = Case.objects.filter(service__in=shared, agency="").values_list("leaf", "service")
    while found := dict(fresh[:BATCH]):
        for leaf, agency in chosen(found).items():
            Case.objects.filter(leaf=leaf).update(agency=agency)


def chosen(services: Mapping[str, int]) -> dict[str, str]:
    """By the leaf of a registration, the agency its answers chose, where its service leaves that to
    them; NOBODY where they chose none. Nothing is written.
    """
    known = shelf.current().services
    shared = {leaf: known[one] for leaf, one in services.items() if one in known}
    shared = {leaf: one for leaf, one in shared.items() if one.agency_by}
    told = StoredEntry.objects.filter(leaf__in=shared).select_related("kept")
    answers = {one.leaf: body_of(one).get("answers") for one in told}
    found = {}
    for leaf, service in shared.items():
        said = answers.get(leaf)
        found[leaf] = service.agency_for(said if isinstance(said, dict) else {}) or NOBODY
    return found
