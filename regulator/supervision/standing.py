"""How each office stands now: when it was heard, what it owes, what is past due, open findings."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import Substr

from app.domain.board_lines import Figures, OfficeLine
from app.domain.jalali import TEHRAN
from app.domain.moments import to_wire
from regulator.complaints.models import Complaint
from regulator.intake.due_moves import ENDED
from regulator.offices.models import Office
from regulator.rows import fetch
from regulator.supervision.within import Within

DAY = timedelta(days=1)
# The promise is kept by an answer; what waits to be collected is not late.
ANSWERED = (*ENDED, "ready")
_HEARD = """
    SELECT e.office_id, COUNT(DISTINCT e.desk_id), MAX(s.arrived_at), MAX(l.at)
    FROM offices_enrolment e
    LEFT JOIN intake_devicehead h ON h.dev = e.dev
    LEFT JOIN intake_storedentry s ON s.dev = h.dev AND s.seq = h.seq
    LEFT JOIN (SELECT enrolment_id, MAX(issued_at) AS at FROM offices_lease GROUP BY 1) l
      ON l.enrolment_id = e.dev
    WHERE e.state = 'open' GROUP BY e.office_id"""
_OWED = """
    SELECT office, SUM(amount) FROM (
        SELECT office, amount, ROW_NUMBER() OVER (PARTITION BY dev ORDER BY n DESC) AS nth
        FROM oversight_reading WHERE type = 'heartbeat') h
    WHERE nth = 1 GROUP BY office"""
_FINDINGS = "SELECT office_id, COUNT(*) FROM oversight_finding WHERE state <> 'closed' GROUP BY 1"
_PAST = """
    SELECT office_id, service, COUNT(*) FROM intake_case
    WHERE NOT (state = ANY(%s)) AND due ->> 'at' < %s GROUP BY 1, 2"""


def office_lines(within: Within, now: datetime) -> Iterator[OfficeLine]:
    """A line for each office of the scope, by code. What has no service (findings, complaints, what
    is owed) is nobody's who may see some services only.
    """
    figures = within.sums("office")
    heard = {code: facts for code, *facts in fetch(_HEARD)}
    late = _past_due(within, now)
    own: dict[str, dict[str, int]] = _own(within) if within.services is None else {}
    for code, office in sorted(within.offices.items()):
        desks, *last = heard.get(code, (0, None, None))
        told: dict[str, Any] = {name: found.get(code, 0) for name, found in own.items()}
        told |= {"desks": int(desks), "past_due": late.get(code, 0)}
        done = figures.get(code, Figures())
        yield OfficeLine(**_named(office), figures=done, last=_latest(last), **told)


def _named(office: Office) -> dict[str, Any]:
    named = {"code": office.code, "name": office.name, "province": office.province}
    rural = office.kind == Office.Kind.RURAL or bool(office.village)
    return named | {"county": office.county, "rural": rural}


def _own(within: Within) -> dict[str, dict[str, int]]:
    counts = {"findings": fetch(_FINDINGS), "owed": fetch(_OWED), "complaints": _complaints(within)}
    return {name: {code: int(count) for code, count in rows} for name, rows in counts.items()}


def _complaints(within: Within) -> list[tuple[str, int]]:
    """By the office that gave the tracking ID it is about."""
    since, until = (tehran_day_start(one) for one in (within.since, within.until + DAY))
    told = Complaint.objects.filter(kind=Complaint.Kind.COMPLAINT, at__gte=since, at__lt=until)
    by_office = told.annotate(office=Substr("tid", 1, 5)).order_by().values_list("office")
    return list(by_office.annotate(Count("number")))


def tehran_day_start(day: date) -> datetime:
    """Midnight in Tehran, as that day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=TEHRAN)


def _past_due(within: Within, now: datetime) -> dict[str, int]:
    found: dict[str, int] = {}
    for office, service, count in fetch(_PAST, list(ANSWERED), to_wire(now)):
        if within.services is None or service in within.services:
            found[office] = found.get(office, 0) + int(count)
    return found


def _latest(told: list[Any]) -> str:
    """SQLite says a moment in words, PostgreSQL as one."""
    said = [datetime.fromisoformat(one) if isinstance(one, str) else one for one in told if one]
    aware = [one if one.tzinfo else one.replace(tzinfo=UTC) for one in said]
    return to_wire(max(aware)) if aware else ""
