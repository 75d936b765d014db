"""Putting a registration right later (request.corrected): what was said, never what it cost.

A correction that would change the fee is refused: then the request is voided and another stands in
its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.desk.bodies import applicant, documents, plain, representative, visitor
from app.desk.here import Act, Here, record
from app.desk.open_requests import still_open
from app.desk.visits import Serving, check_copies
from app.domain import fees
from app.domain.acts import PaperSeen, RequestDraft
from app.domain.catalogue import Form, Service
from app.domain.errors import OperatorCanFix
from app.domain.fees import claims_of, told_of
from app.domain.forms import Answers, Filled, evaluate
from app.domain.jalali import parse, tehran_date
from app.domain.moments import Moment, from_wire
from local_db import drafts
from local_db.queries import RequestFacts


def correct(
    here: Here,
    moment: Moment,
    serving: Serving,
    draft: RequestDraft,
    *,
    reason: str,
    approved_by: str | None = None,
) -> tuple[str, ...]:
    """Replace what a request says; returns the JSON Pointers that differ.

    `draft.completes` names the request, its answers are the right ones. The day it was registered
    for stays, so ages and lateness do not move. Papers met besides are added; what was met stays
    so. A receipt issued before is then out of date: `receipts.issue_corrected`.
    """
    if not reason.strip():
        raise OperatorCanFix("correction-reason-missing")
    with here.db.write() as connection:
        known = still_open(connection, draft.completes)
        new = _corrected(here, serving, known, draft.answers)
        check_copies(serving.catalogue.form(draft.service, draft.form_version), draft)
        new["documents"] = _documents(known, draft.papers)
        fields = tuple(_differing(known.body, new, ""))
        if not fields:
            raise OperatorCanFix("correction-changes-nothing")
        body = {
            "registration": known.leaf,
            "reason": reason.strip(),
            "fields": list(fields),
            "difference": 0,
            "approved_by": approved_by,
            "request": new,
        }
        act = Act("request.corrected", body, op=serving.operator, tid=known.tid, ref=_last(known))
        record(connection, here, moment, act)
        if draft.draft:
            drafts.drop(connection, draft.draft)
        return fields


def _corrected(
    here: Here, serving: Serving, known: RequestFacts, answers: Answers
) -> dict[str, Any]:
    if "fee_lines" not in known.body:
        raise OperatorCanFix("correction-incomplete")
    service = serving.catalogue.services[known.body["service"]]
    form = serving.catalogue.form(service.number, known.body["form_version"])
    filled = _filled(form, known, answers)
    if filled.errors:
        raise OperatorCanFix("request-has-errors", count=len(filled.errors))
    before = _filled(form, known, known.body["answers"])
    prices = [_price(here, serving, service, one, known=known) for one in (before, filled)]
    if prices[0] != prices[1]:
        raise OperatorCanFix("correction-changes-fee")
    said = filled.answers
    people = {"applicant": applicant(said), "representative": representative(said)}
    heard = {"answers": plain(said), "derived": plain(filled.derived), "visitor": visitor(said)}
    return dict(known.body) | people | heard


def _documents(known: RequestFacts, papers: Sequence[PaperSeen]) -> list[dict[str, Any]]:
    """What was met when it was registered, with whatever was added to it since."""
    met = {str(one["title"]): dict(one) for one in known.body["documents"]}
    for one in documents(papers):
        before = met.setdefault(one["title"], one)
        before |= {name: told for name, told in one.items() if told}
    return list(met.values())


def _filled(form: Form, known: RequestFacts, answers: Answers) -> Filled:
    on = known.body.get("on")
    return evaluate(form, answers, on=parse(on) if on else tehran_date(from_wire(known.at)))


def _price(
    here: Here, serving: Serving, service: Service, filled: Filled, *, known: RequestFacts
) -> list[tuple[int, int | None]]:
    """What each line would cost by today's release: only the difference between two is used."""
    fee = fees.price(
        service,
        filled,
        catalogue=serving.catalogue,
        office_kind=here.office.kind,
        province=here.office.province,
        told=told_of(known.body),
        claims=claims_of(known.body),
    )
    return [(line.index, line.amount) for line in fee.lines]


def _last(known: RequestFacts) -> str:
    """The entry that is put right: the registration, or the correction before this one."""
    return known.corrected or known.leaf


def _differing(before: Any, after: Any, path: str) -> Iterator[str]:
    """JSON Pointers of the smallest parts that differ; a list differs as a whole."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({*before, *after}):
            yield from _differing(before.get(key), after.get(key), f"{path}/{key}")
    elif before != after:
        yield path
