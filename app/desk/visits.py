"""A visit and the requests taken in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.desk.bodies import applicant, incomplete, registration
from app.desk.here import Act, Here, Ready, new_id, ready, record, record_ready, trusted_now
from app.desk.people import check_may_take
from app.desk.permits import check_may_register
from app.domain import delegation, fees, form_life, forms, tracking
from app.domain.acts import Accepted, Registered, RequestDraft, RequestState
from app.domain.catalogue import Catalogue, Service
from app.domain.documents import copy_forbidden
from app.domain.due import Due, due_date
from app.domain.errors import OperatorCanFix, RegulatorCanFix
from app.domain.fees import Fee
from app.domain.forms import Filled, Form
from app.domain.jalali import day_number, show, tehran_date
from app.domain.missing import Missing
from app.domain.moments import Moment
from local_db import drafts, queries
from local_db.queries import RequestFacts


@dataclass(frozen=True, slots=True)
class Serving:
    """Who serves, in which shift, by which catalogue release, until which day of the lease."""

    operator: str
    shift: str
    catalogue: Catalogue
    release: int
    lease_day: int


@dataclass(frozen=True, slots=True)
class Read:
    """A draft read: the service, and what its answers make of the form, right or not."""

    draft: RequestDraft
    service: Service
    filled: Filled


@dataclass(frozen=True, slots=True)
class Taken(Read):
    """A draft understood: also what it costs, and when it is due."""

    fee: Fee
    due: Due


def open_visit(here: Here, moment: Moment, serving: Serving, number: int | None = None) -> str:
    """A citizen is at the desk; `number` is the queue number, if one was drawn."""
    visit = new_id()
    with here.db.write() as connection:
        body = {"visit": visit, "number": number}
        record(connection, here, moment, Act("visit.opened", body, op=serving.operator))
    return visit


def register_request(
    here: Here, moment: Moment, serving: Serving, draft: RequestDraft
) -> Registered:
    """Take a request: tracking ID, V-code, fee and due date are fixed and durable on return.

    The draft is evaluated again here, whatever the window thought of it: the tariff in force on
    this Tehran date and in the release this desk holds decides. The date is that of trusted time,
    so a wrong wall clock changes neither price, promise nor number. A draft that `completes` an
    incomplete request keeps its tracking ID and V-code; its clock starts now.
    """
    prepared = prepare(here, trusted_now(here, moment), serving, draft)
    with here.db.write() as connection:
        return record_registration(connection, here, moment, serving, prepared=prepared)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A registration made ready before its transaction began: understood as of `now`, sealed."""

    taken: Taken
    v_code: str
    made: Ready
    now: datetime


def prepare(here: Here, now: datetime, serving: Serving, draft: RequestDraft) -> Prepared:
    """All of a registration that needs no transaction; raises what stands in its way."""
    before = incomplete_request(here, draft) if draft.completes else None
    taken = understand(here, now, serving, draft)
    v_code = before.body["v_code"] if before else tracking.draw_v_code()
    ref = before.leaf if before else None
    body: Mapping[str, Any] = registration(taken, serving, v_code)
    made = ready(here, Act("request.registered", body, op=serving.operator, ref=ref))
    return Prepared(taken, v_code, made, now)


def record_registration(
    connection: Connection, here: Here, moment: Moment, serving: Serving, *, prepared: Prepared
) -> Registered:
    """Number it and write it down, in the caller's transaction."""
    taken = prepared.taken
    begun = Begun(prepared.made, taken.draft, prepared.now)
    tid, leaf = _number_and_record(connection, here, moment, serving, begun=begun)
    state: RequestState = "awaiting_payment" if taken.fee.total else "registered"
    number = taken.service.number
    return Registered(tid, prepared.v_code, leaf, number, taken.fee, taken.due, state)


def accept_incomplete(
    here: Here, moment: Moment, serving: Serving, draft: RequestDraft, *, missing: Sequence[Missing]
) -> Accepted:
    """Accept a request that lacks something (پذیرش ناقص): a tracking ID, no fee, no due date.

    Answers may be empty or wrong, but whose request it is must be known. Completing it is
    `register_request` of a draft that `completes` it.
    """
    if not missing:
        raise OperatorCanFix("incomplete-lacks-nothing")
    now = trusted_now(here, moment)
    read = read_draft(here, now, serving, draft)
    if not {"name", "id"} <= {
        name for name, said in applicant(read.filled.answers).items() if said
    }:
        raise OperatorCanFix("incomplete-nobody")
    v_code = tracking.draw_v_code()
    body = incomplete(read, serving, v_code, missing)
    made = ready(here, Act("request.incomplete", body, op=serving.operator))
    begun = Begun(made, replace(draft, completes=""), now)
    with here.db.write() as connection:
        tid, leaf = _number_and_record(connection, here, moment, serving, begun=begun)
    return Accepted(tid, v_code, leaf, tuple(missing))


def incomplete_request(here: Here, draft: RequestDraft) -> RequestFacts:
    """The incomplete request a draft goes on with; refused when it is another service's."""
    with here.db.read() as connection:
        found = queries.request(connection, draft.completes)
    if found is None:
        raise OperatorCanFix("request-unknown")
    if found.state != "incomplete" or found.body["service"] != draft.service:
        raise OperatorCanFix("request-not-incomplete")
    return found


@dataclass(frozen=True, slots=True)
class Begun:
    """The first entry of a request, before it has its number."""

    made: Ready
    draft: RequestDraft
    now: datetime


def _number_and_record(
    connection: Connection, here: Here, moment: Moment, serving: Serving, *, begun: Begun
) -> tuple[str, str]:
    """(tracking ID, leaf hash): the next number, or the one the request was begun with."""
    draft, today = begun.draft, day_number(tehran_date(begun.now))
    if today > serving.lease_day:
        raise RegulatorCanFix("lease-over")
    tid = draft.completes or _next_tid(connection, here, today, serving)
    if draft.completes and queries.state(connection, tid) != "incomplete":
        raise OperatorCanFix("request-not-incomplete")
    numbered = replace(begun.made, act=replace(begun.made.act, tid=tid))
    leaf = record_ready(connection, here, moment, numbered)
    if draft.draft:
        # In the request's own transaction: a crash leaves no draft to be registered again.
        drafts.drop(connection, draft.draft)
    return tid, leaf


def understand(here: Here, now: datetime, serving: Serving, draft: RequestDraft) -> Taken:
    """Evaluate, price and date a draft as of now; raises the refusal that stands in its way."""
    read = read_draft(here, now, serving, draft)
    service, filled = read.service, read.filled
    if filled.errors:
        raise OperatorCanFix("request-has-errors", count=len(filled.errors))
    fee = fees.price(
        service,
        filled,
        catalogue=serving.catalogue,
        office_kind=here.office.kind,
        province=here.office.province,
        told=draft.told,
        claims=draft.exemptions,
    )
    if fee.refusal:
        raise fee.refusal
    return Taken(draft, service, filled, fee, _due(here, now, serving, service))


def read_draft(here: Here, now: datetime, serving: Serving, draft: RequestDraft) -> Read:
    """Evaluate a draft's answers, right or not; refused where the service may not be taken now."""
    service = serving.catalogue.services[draft.service]
    if not service.offered:
        raise RegulatorCanFix("service-not-offered", service=service.title)
    check_may_register(here, now)
    today = show(tehran_date(now))
    check_may_take(here, serving.operator, service.number, service.title, today=today)
    delegation.check(
        serving.catalogue, draft.service, here.office, on=today, opened=draft.draft_opened
    )
    version, opened = draft.form_version, draft.draft_opened
    form_life.check(serving.catalogue, service.form.key, version, on=today, opened=opened)
    form = serving.catalogue.form(draft.service, version)
    check_copies(form, draft)
    return Read(draft, service, forms.evaluate(form, draft.answers, on=tehran_date(now)))


def check_copies(form: Form, draft: RequestDraft) -> None:
    """Whatever a draft says: of what is only shown or inquired no copy goes out (#58)."""
    forbidden = {paper.title for paper in form.documents if copy_forbidden(paper)}
    if any(paper.hash and paper.title in forbidden for paper in draft.papers):
        raise OperatorCanFix("document-not-kept")


def _due(here: Here, complete_at: datetime, serving: Serving, service: Service) -> Due:
    return due_date(
        service.response,
        complete_at,
        serving.catalogue.calendar,
        here.office.thursday_open,
        province=here.office.province,
    )


def _next_tid(connection: Connection, here: Here, today: int, serving: Serving) -> str:
    last = queries.last_tid(connection, f"{here.office.code}{here.ep:03}")
    known = tracking.Number(int(last[8:12]), int(last[12:16])) if last else None
    day, serial = tracking.next_number(known, today=today, lease_day=serving.lease_day)
    return tracking.compose(office=here.office.code, ep=here.ep, day=day, serial=serial)
