"""Filling the daily sums behind the log: each reading once, each request's first answer once.

A batch is one transaction together with its bookmark, so a run that was cut goes on where it stood
and two at once do no harm. `rebuild` makes all of it again.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from app.domain.board_lines import NAMES
from app.domain.jalali import tehran_date
from app.domain.moments import to_wire
from regulator.intake.models import Case, CaseEvent, CaseMove
from regulator.oversight import readings
from regulator.oversight.models import Reading
from regulator.rows import fetch
from regulator.supervision.models import Answered, DaySum, SumHead

BATCH, MOVES = 50_000, 1000
_HEAD = "SELECT place, move FROM supervision_sumhead WHERE id = 1 FOR UPDATE"
_END = "SELECT COALESCE(MAX(n) + 1, 0) FROM oversight_reading"
_TO_PLACE = "UPDATE supervision_sumhead SET place = %s WHERE id = 1 RETURNING id"
_TO_MOVE = "UPDATE supervision_sumhead SET move = %s WHERE id = 1 RETURNING id"
_INTO = """
    INSERT INTO supervision_daysum (office, day, service, {columns}) {rows}
    ON CONFLICT (day, office, service) DO UPDATE SET {added} RETURNING id"""
# Of quarantined entries nothing is believed; a day no calendar reaches counts nowhere.
_READ = """
    SELECT office, day, of_service, {sums} FROM (
        SELECT r.*, COALESCE(c.service, r.service) AS of_service, CASE
            WHEN r.arrived > r.at THEN (r.arrived - r.at) / 3600000 ELSE 0 END AS late
        FROM oversight_reading r LEFT JOIN intake_case c
          ON r.type = 'request.voided' AND c.leaf = r.ref
        WHERE r.n >= %s AND r.n < %s AND r.part = 0 AND r.day IS NOT NULL
          AND r.type <> 'training') f
    GROUP BY office, day, of_service"""
_COUNTED = {
    "requests": "type = 'request.registered'",
    "receipts": "type = 'receipt.issued'",
    "reprints": "type = 'receipt.reprinted'",
    "voids": "type = 'request.voided'",
    "refunds": "type = 'payment.refunded'",
    "payments": "type = 'payment.succeeded'",
    "slips": "type = 'payment.succeeded' AND source = 'slip'",
}


def fill(batches: int = 0) -> int:
    """Take in what came since, or so many batches of readings; how many places were counted."""
    SumHead.objects.get_or_create(pk=1)
    readings.read(batches)
    count = 0
    while counted := _entries():
        count += counted
    while _moves():
        pass
    return count


@transaction.atomic
def rebuild() -> int:
    """Make the sums again from the readings and the answers."""
    for model in (DaySum, Answered, SumHead):
        model.objects.all().delete()
    return fill()


@transaction.atomic
def _entries() -> int:
    [(place, _)] = fetch(_HEAD)
    [(end,)] = fetch(_END)
    upto = min(end, place + BATCH)
    if upto <= place:
        return 0
    fetch(_into(_read()), place, upto)
    _answer(_delivered(place, upto))
    fetch(_TO_PLACE, upto)
    return int(upto - place)


def _into(rows: str) -> str:
    # Names of our own columns, never anything that was sent.
    added = ", ".join(f"{name} = supervision_daysum.{name} + excluded.{name}" for name in NAMES)
    return _INTO.format(columns=", ".join(NAMES), rows=rows, added=added)


def _read() -> str:
    told = {name: f"SUM(CASE WHEN {which} THEN 1 ELSE 0 END)" for name, which in _COUNTED.items()}
    told |= {"fee": "SUM(CASE WHEN type = 'request.registered' THEN amount ELSE 0 END)"}
    told |= {"entries": "COUNT(*)", "late_hours": "SUM(late)"}
    sums = ", ".join(told.get(name, "0") for name in NAMES)
    return _READ.format(sums=sums)


def _delivered(place: int, upto: int) -> dict[str, datetime]:
    """By registration's leaf, when it was handed over."""
    handed = Reading.objects.filter(n__gte=place, n__lt=upto, type="request.delivered")
    found: dict[str, datetime] = {}
    for leaf, at in handed.exclude(ref="").order_by("n").values_list("ref", "at"):
        found.setdefault(leaf, readings.moment(at))
    return found


@transaction.atomic
def _moves() -> int:
    [(_, last)] = fetch(_HEAD)
    moves = list(CaseMove.objects.filter(id__gt=last).order_by("id")[:MOVES])
    if not moves:
        return 0
    first: dict[str, datetime] = {}
    for one in moves:
        if one.state in ("ready", "rejected"):
            first.setdefault(one.leaf, one.at)
    _answer(first)
    fetch(_TO_MOVE, moves[-1].pk)
    return len(moves)


def _answer(first: dict[str, datetime]) -> None:
    """Count those answers on the day they were given, if none was counted before."""
    known = set(Answered.objects.filter(leaf__in=list(first)).values_list("leaf", flat=True))
    fresh = [leaf for leaf in first if leaf not in known]
    cases = list(Case.objects.filter(leaf__in=fresh))
    receipts = _times(cases, type="receipt.issued")
    referred = dict(
        CaseMove.objects.filter(leaf__in=fresh, state="referred")
        .order_by("-id")
        .values_list("leaf", "at")
    )
    for case in cases:
        steps = receipts.get(case.pk), referred.get(case.pk)
        _count(case, first[case.pk], steps)
    Answered.objects.bulk_create(Answered(leaf=case.pk) for case in cases)


def _times(cases: Iterable[Case], **which: Any) -> dict[str, datetime]:
    events = CaseEvent.objects.filter(case__in=list(cases), **which).order_by("-n")
    return dict(events.values_list("case_id", "at"))


def _count(case: Case, at: datetime, steps: tuple[datetime | None, datetime | None]) -> None:
    receipt, referred = steps
    promised = str(case.due.get("at", ""))
    told = dict.fromkeys(NAMES, 0)
    told |= {"answered": 1, "on_time": int(not promised or to_wire(at) <= promised)}
    told |= {"minutes": _minutes(case.registered_at, at)}
    told |= {"desk_minutes": _minutes(case.registered_at, min(receipt, at)) if receipt else 0}
    told |= {"agency_minutes": _minutes(referred, at) if referred else 0}
    day = tehran_date(at).togregorian().isoformat()
    marks = ", ".join(["%s"] * (len(NAMES) + 3))
    place = (case.office_id, day, case.service)
    fetch(_into(f"VALUES ({marks})"), *place, *(told[name] for name in NAMES))


def _minutes(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds()) // 60)


def as_of() -> tuple[int, int]:
    """How many entries the sums count, and how many the log has."""
    [(log,)] = fetch("SELECT COALESCE(MAX(size), 0) FROM intake_loghead")
    head = SumHead.objects.filter(pk=1).first()
    return (head.place if head else 0), int(log)
