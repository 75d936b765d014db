"""Cases (درخواست‌ها) as projected from entries and from the moves of staff and agencies.

`project` runs at intake and in `rebuild` alike; it reads bodies tolerantly, because a missing or
odd part must give an event without details, never a lost entry.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import resources
from app.domain.entry import Entry
from app.domain.moments import from_wire, to_wire
from app.domain.text import persian_digits
from regulator import clock
from regulator.intake import feed
from regulator.intake.models import Case, CaseEvent, CaseMove, DueMove, StoredEntry
from regulator.intake.stored import body_of, entry_of

INCOMPLETE, REGISTERED, RECEIPT = "request.incomplete", "request.registered", "receipt.issued"
# Follow-ups the citizen sees, and the state each one brings (empty: it stays).
FOLLOW_UPS: Mapping[str, str] = {
    RECEIPT: "received",
    "request.corrected": "",
    "request.voided": "voided",
    "request.withdrawn": "withdrawn",
    "request.expired": "expired",
    "request.delivered": "delivered",
    "documents.missing": "needs_documents",
    "documents.received": "",
    "identity.checked": "",
    "exemption.granted": "",
    "payment.started": "",
    "payment.succeeded": "",
    "payment.failed": "",
    "payment.unknown": "",
    "payment.resolved": "",
    "payment.refunded": "",
    "refund.requested": "",
    "receipt.printed": "",
    "receipt.reprinted": "",
    "print.failed": "",
    "slip.printed": "",
}


def project(
    stored: StoredEntry, entry: Entry, body: Mapping[str, Any], *, tell: bool
) -> list[Case]:
    """The cases this entry touched, changed; unknown types and practice touch none."""
    if entry.ep == 0 or (entry.tid or "")[5:8] == "000":
        return []
    if entry.type in (INCOMPLETE, REGISTERED):
        touched = [_open_or_complete(stored, entry, body, tell=tell)]
    elif entry.type in FOLLOW_UPS:
        touched = list(_cases_of(entry, body))
        for case in touched:
            _follow(case, stored, entry, body, tell=tell)
    else:
        return []
    for case in touched:
        case.last_arrival = stored.pk
        case.save()
    return touched


def _open_or_complete(
    stored: StoredEntry, entry: Entry, body: Mapping[str, Any], *, tell: bool
) -> Case:
    begun = _begun(entry)
    if begun is None:
        return _open(stored, entry, body, tell=tell)
    return _complete(begun, stored, entry, body, tell=tell)


def _open(stored: StoredEntry, entry: Entry, body: Mapping[str, Any], *, tell: bool) -> Case:
    at = from_wire(entry.ts)
    first = not Case.objects.filter(tid=entry.tid or "", office_id=entry.office).exists()
    case = Case.objects.create(
        leaf=stored.leaf,
        tid=entry.tid or "",
        dev=entry.dev,
        office_id=entry.office,
        service=_whole(body.get("service"), 2**32) or 0,
        total=_whole(body.get("total"), 2**53),
        due=_due(body.get("due"), at),
        state=entry.type.removeprefix("request."),
        registered_at=at,
        changed_at=at,
    )
    _add_event(case, entry, body)
    if first:
        _catch_up(case, stored, tell=tell)
    return case


def _begun(entry: Entry) -> Case | None:
    """The incomplete case a registration completes: its `ref` names the entry that gave the ID."""
    named = {"leaf": entry.ref or "", "tid": entry.tid or "", "office_id": entry.office}
    return Case.objects.filter(**named, state="incomplete").first()


def _complete(
    begun: Case, stored: StoredEntry, entry: Entry, body: Mapping[str, Any], *, tell: bool
) -> Case:
    """From here on the case has the key of its registration; what happened before stays with it."""
    Case.objects.filter(leaf=begun.leaf).update(leaf=stored.leaf)
    CaseEvent.objects.filter(case_id=begun.leaf).update(case_id=stored.leaf)
    case, at = Case.objects.get(leaf=stored.leaf), from_wire(entry.ts)
    case.total = _whole(body.get("total"), 2**53)
    case.due = _due(body.get("due"), at)
    case.registered_at = at
    _add_event(case, entry, body)
    _set_state(case, "registered", at, tell=tell)
    return case


def _catch_up(case: Case, stored: StoredEntry, *, tell: bool) -> None:
    """Follow-ups that another desk of the office reported before this registration came."""
    early = StoredEntry.objects.filter(
        tid=case.tid, office=case.office_id, id__lt=stored.pk, type__in=FOLLOW_UPS
    )
    for one in early.exclude(verdict="quarantined").exclude(tid="").order_by("id"):
        _follow(case, one, entry_of(one), body_of(one), tell=tell)


def _follow(
    case: Case, stored: StoredEntry, entry: Entry, body: Mapping[str, Any], *, tell: bool
) -> None:
    _add_event(case, entry, body)
    state = FOLLOW_UPS[entry.type]
    if entry.type == RECEIPT:
        state = "" if case.receipt else state  # a corrected receipt moves nothing
        case.receipt = stored.leaf
        case.due = _due(body.get("due"), from_wire(entry.ts)) or case.due
    if case.state == "incomplete" and entry.type.startswith("documents."):
        state = ""  # it is completed by its registration, not by its papers
    elif entry.type == "documents.received" and case.state == "needs_documents":
        state = "received" if case.receipt else "registered"
    if state:
        _set_state(case, state, from_wire(entry.ts), tell=tell)


def _set_state(
    case: Case, state: str, at: datetime, *, tell: bool, move: CaseMove | None = None
) -> None:
    case.state, case.changed_at = state, at
    if tell:
        named = {"tid": case.tid, "registration": case.leaf, "state": state}
        said = {"by": move.by, "note": move.note} if move else {"by": "", "note": ""}
        if move and move.code:
            said |= {"agency": move.agency, "code": move.code}
        feed.tell(case.office_id, "status", **named, **said, since=to_wire(at))


def _cases_of(entry: Entry, body: Mapping[str, Any]) -> Iterable[Case]:
    here = Case.objects.filter(office_id=entry.office)
    named = body.get("registration")
    if isinstance(named, str) and (case := here.filter(leaf=named).first()):
        return [case]
    tids = [entry.tid] if entry.tid else _paid_tids(body)
    found = (here.filter(tid=tid).order_by("registered_at", "leaf") for tid in tids)
    # A cloned desk may have given an ID twice: its own device's case comes first.
    nearest = ([*cases.filter(dev=entry.dev), *cases] for cases in found)
    return [cases[0] for cases in nearest if cases]


def _paid_tids(body: Mapping[str, Any]) -> list[str]:
    lines = body.get("lines")
    rows = lines if isinstance(lines, list) else []
    tids = (row.get("tid") for row in rows if isinstance(row, dict))
    return list(dict.fromkeys(tid for tid in tids if isinstance(tid, str)))


def move(case: Case, state: str, *, by: str, note: str = "", **agency: str) -> CaseMove:
    """A step by staff or agency: kept as a source, projected, told to the office.

    `agency`: the agency's key, its own `code` of the case and its `event` number.
    """
    step = {"state": state, "by": by, "note": note, "at": clock.now(), **agency}
    made = CaseMove.objects.create(leaf=case.leaf, after=case.last_arrival, **step)
    apply_move(case, made, tell=True)
    return made


def apply_move(case: Case, made: CaseMove, *, tell: bool) -> None:
    """The event and the state of a move, as at intake so in a rebuild."""
    facts = {"state": made.state, "note": made.note}
    if made.code:
        facts |= {"agency": made.agency, "code": made.code}
    CaseEvent.objects.create(
        case=case, n=_next_place(case), type="case.moved", at=made.at, by=made.by, facts=facts
    )
    _set_state(case, made.state, made.at, tell=tell, move=made)
    case.save()


def apply_due_move(case: Case, made: DueMove, *, tell: bool) -> None:
    """The event and the new promise of a due date that was moved; the printed one is named too."""
    printed = case.due.get("printed", case.due.get("date_sh", ""))
    facts = {"from": case.due.get("date_sh", ""), "to": made.due["date_sh"], "reason": made.reason}
    CaseEvent.objects.create(
        case=case, n=_next_place(case), type="due.moved", at=made.at, by=made.by, facts=facts
    )
    case.due = {**case.due, **made.due, "printed": printed, "reason": made.reason}
    case.changed_at = made.at
    case.save()
    if tell:
        named = {"tid": case.tid, "registration": case.leaf, "state": case.state, "due": made.due}
        since = to_wire(case.changed_at)
        feed.tell(
            case.office_id, "status", **named, by=made.by, note=moved_note(facts), since=since
        )


def moved_note(facts: Mapping[str, Any]) -> str:
    """What a moved due date says to people."""
    sentence = resources.messages()["due-moved"]
    return sentence.format(to=persian_digits(facts["to"]), reason=facts["reason"])


def _add_event(case: Case, entry: Entry, body: Mapping[str, Any]) -> None:
    wanted = (("amount", 2**53), ("total", 2**53), ("n", 10_000))
    numbers = {name: _whole(body.get(name), limit) for name, limit in wanted}
    CaseEvent.objects.create(
        case=case,
        n=_next_place(case),
        type=entry.type,
        at=from_wire(entry.ts),
        office=entry.office,
        operator=entry.op or "",
        facts={name: number for name, number in numbers.items() if number is not None},
    )


def _next_place(case: Case) -> int:
    return case.events.count() + 1


def _whole(value: object, limit: int) -> int | None:
    return value if type(value) is int and 0 <= value < limit else None


def _due(value: object, since: datetime) -> dict[str, Any]:
    """The parts of a due date the pages show and its rule, of the right types; else nothing.

    `since` is when the promise was made: a closure that comes later counts its days from there.
    """
    if not isinstance(value, dict):
        return {}
    kinds = {"at": str, "date_sh": str, "has_time": bool, "provisional": bool}
    shown = {name: value[name] for name, kind in kinds.items() if type(value.get(name)) is kind}
    basis = value.get("basis")
    rule = {name: basis.get(name) for name in ("max", "unit")} if isinstance(basis, dict) else {}
    if type(rule.get("max")) is not int or not isinstance(rule.get("unit"), str):
        return shown
    return shown | rule | {"since": to_wire(since)}
