"""Which cases are an agency's: those of its own services, and of no others."""

from django.db.models import Q, QuerySet

from regulator.catalogue import shelf
from regulator.intake.models import Case, StoredEntry
from regulator.intake.stored import body_of


def known(agency: str) -> bool:
    """Whether the catalogue in force names this agency."""
    return agency in shelf.current().agencies


def name(agency: str) -> str:
    """Its name in the catalogue in force."""
    return shelf.current().agency_name(agency)


def cases_of(agency: str, **which: object) -> QuerySet[Case]:
    """Cases of its services; where an answer chose the agency, of those it was chosen for.

    `which` narrows them before answers are read (a tracking ID, a state).
    """
    services = shelf.current().services.values()
    own = [one.number for one in services if not one.agency_by and one.agency == agency]
    shared = {
        one.number: one for one in services if one.agency_by and agency in one.agency_by[1].values()
    }
    looked_at = Case.objects.filter(**which)
    maybe = looked_at.filter(service__in=shared).values_list("leaf", "service")
    chosen = [
        leaf
        for leaf, service in maybe.iterator()
        if shared[service].agency_for(_answers(leaf)) == agency
    ]
    return looked_at.filter(Q(service__in=own) | Q(leaf__in=chosen))


def _answers(leaf: str) -> dict[str, object]:
    stored = StoredEntry.objects.filter(leaf=leaf).select_related("kept").first()
    answers = body_of(stored).get("answers") if stored else None
    return answers if isinstance(answers, dict) else {}
