"""A sudden closure moves the due dates of open cases, with its reason; the printed date stays.

The promise is worked out again from its own rule (kept with the case) and the calendar of the
release in force. It only ever moves later, and only where a closure lies in its span: a desk that
knew of the closure promised the same day, so nothing moves twice.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.due import Calendar, Due, ResponseTime, called_off, due_date
from app.domain.jalali import show, tehran_date
from app.domain.moments import from_wire, to_wire
from regulator import clock
from regulator.catalogue import shelf
from regulator.intake import cases
from regulator.intake.casebook import Casebook, around
from regulator.intake.models import Case, DueMove
from regulator.oversight.events import log

ENDED = ("delivered", "rejected", "voided", "withdrawn", "expired")


@dataclass(frozen=True, slots=True)
class Closings:
    """The calendar in force and its days of sudden closure; worked out once for many cases."""

    calendar: Calendar
    days: tuple[str, ...]


def closings() -> Closings:
    """Those of the release in force."""
    calendar = shelf.calendar()
    closed = (
        date_sh
        for date_sh, days in calendar.days.items()
        if any(day.kind == "extraordinary" for day in days)
    )
    return Closings(calendar, tuple(closed))


def settle_all(by: str) -> int:
    """Move every open case the closures of the release in force hit; how many moved.

    Office by office, in their order: each one's feed is locked once.
    """
    known = closings()
    if not known.days:
        return 0
    open_cases = Case.objects.exclude(state__in=ENDED).select_related("office")
    ordered = open_cases.order_by("office", "registered_at", "leaf")
    return sum(settle_one(case, known, by) for case in ordered.select_for_update(of=("self",)))


def settle_one(case: Case, known: Closings, by: str) -> bool:
    """Move one locked case's due date if a closure asks for it, and tell its office."""
    book = around(case, tell=True)
    moved = settle(book, case, known, by=by)
    if moved:
        book.save()
    return moved


def settle_these(book: Casebook, touched: list[Case], known: Closings, *, by: str) -> None:
    """The same for cases whose promise a desk just told: it may not have known of a closure."""
    for case in touched:
        settle(book, case, known, by=by)


def settle(book: Casebook, case: Case, known: Closings, *, by: str) -> bool:
    """Move one case's due date if a closure asks for it."""
    since, promised = _since(case), str(case.due.get("date_sh", ""))
    if since is None or case.state in ENDED:
        return False
    first = show(tehran_date(since))
    # Almost always there is none: the calendar need not be counted through.
    if not any(first <= day <= promised for day in known.days):
        return False
    due = _due(case, since, known.calendar)
    reason = _reasons(known.calendar, first, due.date_sh, case.office.province)
    if not reason or due.date_sh <= promised:
        return False
    told = {"at": to_wire(due.at), "date_sh": due.date_sh}
    facts = {"leaf": case.leaf, "after": case.last_arrival, "due": told, "by": by}
    made = DueMove.objects.create(**facts, reason=reason, at=clock.now())
    cases.apply_due_move(book, case, made)
    log("due.moved", f"case:{case.leaf}", by, to=due.date_sh)
    return True


def _since(case: Case) -> datetime | None:
    """When a promise in working days was made; None for any other."""
    if case.due.get("unit") != "working_days":
        return None
    try:
        return from_wire(str(case.due.get("since")))
    except ValueError:
        return None


def _due(case: Case, since: datetime, calendar: Calendar) -> Due:
    rule = ResponseTime(case.due["max"], "working_days", bool(case.due.get("provisional")))
    office = case.office
    return due_date(rule, since, calendar, office.thursday_open, province=office.province)


def _reasons(calendar: Calendar, first: str, last: str, province: str) -> str:
    """The closures in a span that count in that province, in words."""
    found = [day for _, day in called_off(calendar, first, last, province=province)]
    said = (f"{day.title} ({day.reason})" if day.reason else day.title for day in found)
    return "؛ ".join(dict.fromkeys(said))[:300]
