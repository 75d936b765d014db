"""What the rules rest on, asked once for many registrations of one office on one day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from regulator.offices.models import Office
from regulator.oversight.models import Finding
from regulator.rows import fetch, fetch_each

# The last row of a service counts: the most specific, then the one that begins later.
_LISTS = """
    SELECT service, state FROM delegation_delegation
    WHERE service = ANY(%s) AND province IN ('', %s) AND office_kind IN ('', %s)
      AND office IN ('', %s) AND starts <= %s AND (ends IS NULL OR ends >= %s)
    ORDER BY office <> '', province <> '', office_kind <> '', starts"""
_LICENCE = """
    SELECT 1 FROM licensing_licence
    WHERE office_id = %s AND state = 'active' AND valid_from <= %s AND valid_to >= %s LIMIT 1"""
_OPERATORS = "SELECT number, restricted FROM offices_operator WHERE office_id = %s AND active"
_ALLOWED = """
    SELECT o.number, a.service FROM offices_authorisation a
    JOIN offices_operator o ON o.id = a.person_id
    WHERE o.office_id = %s AND o.restricted
      AND (a.training_until IS NULL OR a.training_until >= %s)
      AND (a.contract_until IS NULL OR a.contract_until >= %s)"""
_GIVEN = "SELECT tid, leaf, state FROM intake_case WHERE tid = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an office. `lists`: by service, what the lists say; as `Delegation.objects.state`
    says of each. `licensed`: whether any licence covers it. `people`: by number of those who may
    work there, the services they may take; None: every one.
    """

    lists: Mapping[int, str]
    licensed: bool
    people: Mapping[str, frozenset[int] | None]


def of_day(office: Office, services: Iterable[int], day: date) -> Day:
    """What held at the office on that day, for those services."""
    on = day.isoformat()
    where = (office.province, office.kind, office.code)
    lists, licences, operators = fetch_each(
        (_LISTS, (list(services), *where, on, on)),
        (_LICENCE, (office.code, on, on)),
        (_OPERATORS, (office.code,)),
    )
    return Day(dict(lists), bool(licences), _people(office, dict(operators), on))


def _people(
    office: Office, people: Mapping[str, bool], on: str
) -> dict[str, frozenset[int] | None]:
    allowed: dict[str, set[int]] = defaultdict(set)
    if any(people.values()):
        for number, service in fetch(_ALLOWED, office.code, on, on):
            allowed[number].add(service)
    return {
        number: frozenset(allowed[number]) if restricted else None
        for number, restricted in people.items()
    }


def given(tids: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
    """By tracking ID, the cases that have it: (key, state)."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for tid, leaf, state in fetch(_GIVEN, list(tids)):
        found[tid].add((leaf, state))
    return found


def clock_noted(dev: str) -> bool:
    """Whether one finding about this device's clock is open already: one is enough."""
    named = {"dev": dev, "reason": "clock-far-off", "state": Finding.State.OPEN}
    return Finding.objects.filter(**named).exists()
