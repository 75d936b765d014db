"""A visit and the requests taken in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.desk.bodies import registration
from app.desk.here import Act, Here, new_id, ready, record, record_ready, trusted_now
from app.domain import delegation, fees, form_life, forms, tracking
from app.domain.acts import Registered, RequestDraft, RequestState
from app.domain.catalogue import Catalogue, Service
from app.domain.due import Due, due_date
from app.domain.errors import OperatorCanFix, RegulatorCanFix
from app.domain.fees import Fee
from app.domain.forms import Filled
from app.domain.jalali import day_number, show, tehran_date
from app.domain.moments import Moment
from local_db import drafts, queries


@dataclass(frozen=True, slots=True)
class Serving:
    """Who serves, in which shift, by which catalogue release, until which day of the lease."""

    operator: str
    shift: str
    catalogue: Catalogue
    release: int
    lease_day: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A draft understood: the service, what its answers make, what it costs, when it is due."""

    draft: RequestDraft
    service: Service
    filled: Filled
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
    so a wrong wall clock changes neither price, promise nor number.
    """
    now = trusted_now(here, moment)
    taken = understand(here, now, serving, draft)
    today = day_number(tehran_date(now))
    if today > serving.lease_day:
        raise RegulatorCanFix("lease-over")
    v_code = tracking.draw_v_code()
    body: Mapping[str, Any] = registration(taken, serving, v_code)
    made = ready(here, Act("request.registered", body, op=serving.operator))
    with here.db.write() as connection:
        tid = _next_tid(connection, here, today, serving)
        numbered = replace(made, act=replace(made.act, tid=tid))
        leaf = record_ready(connection, here, moment, numbered)
        if draft.draft:
            # In the request's own transaction: a crash leaves no draft to be registered again.
            drafts.drop(connection, draft.draft)
    state: RequestState = "awaiting_payment" if taken.fee.total else "registered"
    return Registered(tid, v_code, leaf, taken.service.number, taken.fee, taken.due, state)


def understand(here: Here, now: datetime, serving: Serving, draft: RequestDraft) -> Taken:
    """Evaluate, price and date a draft as of now; raises the refusal that stands in its way."""
    service = serving.catalogue.services[draft.service]
    if not service.offered:
        raise RegulatorCanFix("service-not-offered", service=service.title)
    today = show(tehran_date(now))
    delegation.check(
        serving.catalogue, draft.service, here.office, on=today, opened=draft.draft_opened
    )
    version, opened = draft.form_version, draft.draft_opened
    form_life.check(serving.catalogue, service.form.key, version, on=today, opened=opened)
    form = serving.catalogue.form(draft.service, version)
    filled = forms.evaluate(form, draft.answers, on=tehran_date(now))
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
