"""The API for agencies' own programs: their cases, and what becomes of them.

Authenticated by a key of the agency (`Authorization: Bearer …`). A case of another agency's service
is not found: neither its state nor that it exists can be learnt here.
"""

from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.security import HttpBearer

from app.domain import tracking
from app.domain.errors import OperatorCanFix
from app.domain.moments import to_wire
from regulator.agencies import keys, scope, steps
from regulator.intake.models import Case, StoredEntry
from regulator.intake.stored import body_of
from regulator.openapi import FREE, MOMENT, TEXT, WHOLE, answers, many, record
from regulator.oversight.events import log
from regulator.problems import Problem

# What an agency needs of a request; the V-code is the citizen's alone.
GIVEN = ("applicant", "representative", "answers", "derived", "documents")


class ByKey(HttpBearer):
    """Finds the agency of the key; a wrong one is a problem like any other."""

    def authenticate(self, _request: HttpRequest, token: str) -> str:
        agency = keys.agency_of(token)
        if not agency:
            raise Problem("agency-key-wrong")
        return agency

    def __call__(self, request: HttpRequest) -> Any:
        """Without any key the answer is the same."""
        found = super().__call__(request)
        if found is None:
            raise Problem("agency-key-wrong")
        return found


router = Router(tags=["agency"], auth=ByKey())
State = Literal[
    "received", "referred", "in_progress", "needs_documents", "ready", "rejected", "delivered"
]
_PLAIN = r"^[^\x00-\x1f\x7f]*$"


_CASE = {
    **dict.fromkeys(("tid", "registration", "office", "state"), TEXT),
    "service": WHOLE,
    "due": FREE,
    "registered_at": MOMENT,
    "changed_at": MOMENT,
}
_CASES = record(cases=many(record(**_CASE)))
_STEP = record(event=TEXT, state=TEXT, at=MOMENT)


class StepIn(Schema):
    """One step; `event` is the agency's own number of it, and makes telling it again harmless."""

    event: str = Field(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")
    state: Literal["received", "needs_documents", "ready", "rejected"]
    responsible: str = Field(min_length=2, max_length=50, pattern=_PLAIN)
    note: str = Field(default="", max_length=300, pattern=_PLAIN)
    code: str = Field(default="", max_length=64, pattern=_PLAIN)


class ReferIn(Schema):
    """How many cases to take over at once."""

    limit: int = Field(default=100, ge=1, le=500)


class ListIn(Schema):
    """Which cases; `after` is the tracking ID the page before ended with."""

    state: State = "referred"
    after: str = Field(default="", pattern=r"^[0-9]{0,18}$")


@router.post("/agency/referrals", openapi_extra=answers(_CASES))
def take_referrals(request: HttpRequest, asked: ReferIn) -> dict[str, Any]:
    """Take over what waits for this agency; each case is «referred» from now on."""
    agency = _agency(request)
    taken = steps.refer(agency, f"agency:{agency}", limit=asked.limit)
    return {"cases": [_case(one) for one in taken]}


@router.get("/agency/cases", openapi_extra=answers(_CASES))
def list_cases(request: HttpRequest, asked: Query[ListIn]) -> dict[str, Any]:
    """Its cases in one state, 200 at a time by tracking ID."""
    found = scope.cases_of(_agency(request), state=asked.state, tid__gt=asked.after)
    return {"cases": [_case(one) for one in found.order_by("tid")[:200]]}


@router.get("/agency/cases/{tid}", openapi_extra=answers(record(**_CASE, request=FREE)))
def show_case(request: HttpRequest, tid: str) -> dict[str, Any]:
    """One case with what the citizen answered; that it was read is logged."""
    agency = _agency(request)
    case = scope.cases_of(agency, tid=_tid(tid)).first()
    if case is None:
        raise Problem("not-found")
    stored = StoredEntry.objects.filter(leaf=case.leaf).select_related("kept").first()
    body = body_of(stored) if stored else {}
    with transaction.atomic():
        log("case.read", f"case:{case.leaf}", f"agency:{agency}")
    return _case(case) | {"request": {name: body[name] for name in GIVEN if name in body}}


@router.post("/agency/cases/{tid}/events", openapi_extra=answers(_STEP))
def take_step(request: HttpRequest, tid: str, told: StepIn) -> dict[str, Any]:
    """The case moves on; the citizen and the office's desks see who did it and when."""
    agency = _agency(request)
    step = steps.Told(
        step=told.state,
        responsible=told.responsible.strip(),
        note=told.note.strip(),
        code=told.code.strip(),
        event=told.event,
    )
    made = steps.take(agency, _tid(tid), step, f"agency:{agency}")
    return {"event": made.event, "state": made.state, "at": to_wire(made.at)}


def _agency(request: HttpRequest) -> str:
    return str(request.auth)  # type: ignore[attr-defined]


def _tid(typed: str) -> str:
    try:
        return tracking.check(typed)
    except OperatorCanFix as wrong:
        raise Problem("not-found") from wrong


def _case(case: Case) -> dict[str, Any]:
    return {
        "tid": case.tid,
        "registration": case.leaf,
        "service": case.service,
        "office": case.office_id,
        "state": case.state,
        "due": case.due,
        "registered_at": to_wire(case.registered_at),
        "changed_at": to_wire(case.changed_at),
    }
