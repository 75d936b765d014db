"""What the rules rest on, asked once for many registrations of one office on one day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from regulator.offices.models import Office
from regulator.oversight.models import Finding
from regulator.rows import fetch

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


def delegated(office: Office, services: Iterable[int], day: date) -> dict[int, str]:
    """By service, what the lists say on that day; as `Delegation.objects.state` says of each."""
    where = (office.province, office.kind, office.code)
    return dict(fetch(_LISTS, list(services), *where, day.isoformat(), day.isoformat()))


def licensed(office: Office, day: date) -> bool:
    """Whether any licence of the office covers the day."""
    return bool(fetch(_LICENCE, office.code, day.isoformat(), day.isoformat()))


def may_take(office: Office, day: date) -> dict[str, frozenset[int] | None]:
    """By number of those who may work there, the services they may take; None: every one."""
    people = dict(fetch(_OPERATORS, office.code))
    allowed: dict[str, set[int]] = defaultdict(set)
    if any(people.values()):
        for number, service in fetch(_ALLOWED, office.code, day.isoformat(), day.isoformat()):
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
