"""Cases (درخواست‌ها) as projected from entries and from the moves of staff and agencies.

`project` runs at intake and in `rebuild` alike; it reads bodies tolerantly, because a missing or
odd part must give an event without details, never a lost entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import resources
from app.domain.entry import Entry
from app.domain.moments import from_wire, to_wire
from app.domain.text import persian_digits
from regulator import clock, rows
from regulator.intake.casebook import Casebook, around
from regulator.intake.models import Case, CaseMove, DueMove, StoredEntry
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


@dataclass(frozen=True, slots=True)
class Source:
    """An entry that was stored and may be projected, with its body (empty where there is none)."""

    stored: StoredEntry
    entry: Entry
    body: Mapping[str, Any]


def source_of(stored: StoredEntry) -> Source:
    """A stored entry read again."""
    return Source(stored, entry_of(stored), body_of(stored))


def fetch(book: Casebook, sources: Sequence[Source]) -> None:
    """Take in hand whatever cases these entries may touch, and what came early for new ones."""
    real = [one for one in sources if _is_real(one.entry)]
    named = {one.body.get("registration") for one in real} | {one.entry.ref for one in real}
    tids = {one.entry.tid for one in real} | {tid for one in real for tid in _paid_tids(one.body)}
    book.take({leaf for leaf in named if isinstance(leaf, str)}, {tid for tid in tids if tid})
    opened = {one.entry.tid for one in real if one.entry.type in (INCOMPLETE, REGISTERED)}
    fresh = [tid for tid in opened if tid and not book.with_tid(tid)]
    if fresh:
        _take_early(book, fresh, before=sources[0].stored.pk)


_EARLY = "SELECT id FROM intake_storedentry WHERE tid = ANY(%s) AND office = %s AND id < %s"


def _take_early(book: Casebook, tids: list[str], *, before: int) -> None:
    """What was reported of new tracking IDs before this batch; hardly ever anything."""
    found = [key for (key,) in rows.fetch(_EARLY, tids, book.office, before)]
    if not found:
        return
    early = StoredEntry.objects.filter(id__in=found, type__in=FOLLOW_UPS)
    for one in early.exclude(verdict="quarantined").select_related("kept").order_by("id"):
        book.early[one.tid].append(source_of(one))


def project(book: Casebook, source: Source) -> list[Case]:
    """The cases this entry touched, changed; unknown types and practice touch none.

    A follow-up that comes before its registration (another desk of the office reported sooner)
    waits in the book, or in the database, until its case is opened.
    """
    entry = source.entry
    if not _is_real(entry):
        return []
    if entry.type in (INCOMPLETE, REGISTERED):
        touched = [_open_or_complete(book, source)]
    elif entry.type in FOLLOW_UPS:
        touched = list(_cases_of(book, source))
        if not touched and entry.tid:
            book.early[entry.tid].append(source)
    else:
        return []
    for case in touched:
        if entry.type in FOLLOW_UPS:
            _follow(book, case, source)
        case.last_arrival = source.stored.pk
    return touched


def _is_real(entry: Entry) -> bool:
    return entry.ep != 0 and (entry.tid or "")[5:8] != "000"


def _open_or_complete(book: Casebook, source: Source) -> Case:
    begun = _begun(book, source.entry)
    return _open(book, source) if begun is None else _complete(book, begun, source)


def _open(book: Casebook, source: Source) -> Case:
    entry, body = source.entry, source.body
    at, tid = from_wire(entry.ts), entry.tid or ""
    first = not book.with_tid(tid)
    case = Case(
        leaf=source.stored.leaf,
        tid=tid,
        dev=entry.dev,
        office_id=entry.office,
        service=_whole(body.get("service"), 2**32) or 0,
        total=_whole(body.get("total"), 2**53),
        due=_due(body.get("due"), at),
        state=entry.type.removeprefix("request."),
        registered_at=at,
        changed_at=at,
    )
    book.open(case)
    _add_event(book, case, source)
    for early in book.early.pop(tid, []) if first else ():
        _follow(book, case, early)
    return case


def _begun(book: Casebook, entry: Entry) -> Case | None:
    """The incomplete case a registration completes: its `ref` names the entry that gave the ID."""
    case = book.find(entry.ref)
    fits = case is not None and (case.tid, case.state) == (entry.tid, "incomplete")
    return case if fits else None


def _complete(book: Casebook, case: Case, source: Source) -> Case:
    """From here on the case has the key of its registration; what happened before stays with it."""
    at = from_wire(source.entry.ts)
    book.rekey(case, source.stored.leaf)
    case.total = _whole(source.body.get("total"), 2**53)
    case.due = _due(source.body.get("due"), at)
    case.registered_at = at
    _add_event(book, case, source)
    _set_state(book, case, "registered", at, op=source.entry.op)
    return case


def _follow(book: Casebook, case: Case, source: Source) -> None:
    entry = source.entry
    _add_event(book, case, source)
    state = FOLLOW_UPS[entry.type]
    if entry.type == RECEIPT:
        state = "" if case.receipt else state  # a corrected receipt moves nothing
        case.receipt = source.stored.leaf
        case.due = _due(source.body.get("due"), from_wire(entry.ts)) or case.due
    if case.state == "incomplete" and entry.type.startswith("documents."):
        state = ""  # it is completed by its registration, not by its papers
    elif entry.type == "documents.received" and case.state == "needs_documents":
        state = "received" if case.receipt else "registered"
    if state:
        _set_state(book, case, state, from_wire(entry.ts), op=entry.op)


def _set_state(
    book: Casebook,
    case: Case,
    state: str,
    at: datetime,
    *,
    move: CaseMove | None = None,
    op: str | None = None,
) -> None:
    """Who was responsible is told with it: whoever moved it, or the operator's number (#120)."""
    case.state, case.changed_at = state, at
    said = {"by": move.by, "note": move.note} if move else {"by": "", "note": "", "op": op or ""}
    if move and move.code:
        said |= {"agency": move.agency, "code": move.code}
    book.tell(case, **said, since=to_wire(at))


def _cases_of(book: Casebook, source: Source) -> Iterable[Case]:
    entry, body = source.entry, source.body
    if case := book.find(body.get("registration")):
        return [case]
    tids = tids_of(entry, body)
    # A cloned desk may have given an ID twice: its own device's case comes first.
    found = (sorted(book.with_tid(tid), key=lambda case: case.dev != entry.dev) for tid in tids)
    return [cases[0] for cases in found if cases]


def tids_of(entry: Entry, body: Mapping[str, Any]) -> list[str]:
    """The tracking IDs an entry speaks of: its own, or those its money is for."""
    return [entry.tid] if entry.tid else _paid_tids(body)


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
    book = around(case, tell=True)
    apply_move(book, case, made)
    book.save()
    return made


def apply_move(book: Casebook, case: Case, made: CaseMove) -> None:
    """The event and the state of a move, as at intake so in a rebuild."""
    facts = {"state": made.state, "note": made.note}
    if made.code:
        facts |= {"agency": made.agency, "code": made.code}
    book.note(case, type="case.moved", at=made.at, by=made.by, facts=facts)
    _set_state(book, case, made.state, made.at, move=made)


def apply_due_move(book: Casebook, case: Case, made: DueMove) -> None:
    """The event and the new promise of a due date that was moved; the printed one is named too."""
    printed = case.due.get("printed", case.due.get("date_sh", ""))
    facts = {"from": case.due.get("date_sh", ""), "to": made.due["date_sh"], "reason": made.reason}
    book.note(case, type="due.moved", at=made.at, by=made.by, facts=facts)
    case.due = {**case.due, **made.due, "printed": printed, "reason": made.reason}
    case.changed_at = made.at
    said = {"by": made.by, "note": moved_note(facts), "since": to_wire(case.changed_at)}
    book.tell(case, due=made.due, **said)


def moved_note(facts: Mapping[str, Any]) -> str:
    """What a moved due date says to people."""
    sentence = resources.messages()["due-moved"]
    return sentence.format(to=persian_digits(facts["to"]), reason=facts["reason"])


def _add_event(book: Casebook, case: Case, source: Source) -> None:
    entry = source.entry
    wanted = (("amount", 2**53), ("total", 2**53), ("n", 10_000))
    numbers = {name: _whole(source.body.get(name), limit) for name, limit in wanted}
    book.note(
        case,
        type=entry.type,
        at=from_wire(entry.ts),
        office=entry.office,
        operator=entry.op or "",
        facts={name: number for name, number in numbers.items() if number is not None},
    )


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
