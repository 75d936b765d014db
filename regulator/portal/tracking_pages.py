"""The tracking page: the ID alone tells the last status, ID and V-code tell everything (#120)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

import resources
from app.domain import tracking
from app.domain.cards import Service
from app.domain.errors import OperatorCanFix
from app.domain.jalali import clock_time
from app.domain.moments import from_wire
from app.domain.text import latin_digits
from regulator import clock
from regulator.catalogue import shelf
from regulator.intake.cases import moved_note
from regulator.intake.models import Case, CaseEvent
from regulator.offices.models import Operator
from regulator.portal import v_codes
from regulator.words import word

_TONES = {
    **dict.fromkeys(("received", "ready", "delivered"), "good"),
    **dict.fromkeys(("needs_documents", "part_paid", "incomplete"), "warn"),
    **dict.fromkeys(("voided", "rejected", "withdrawn", "expired"), "bad"),
}
_ENDED = ("delivered", "rejected", "voided", "withdrawn", "expired")


@dataclass(frozen=True, slots=True)
class Step:
    """One event as shown: what, when, by whom."""

    title: str
    at: datetime
    by: str
    amount: int | None
    note: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as shown; `events` is empty until the V-code was given."""

    case: Case
    service: Service | None
    events: tuple[Step, ...]

    @property
    def tone(self) -> str:
        """Colour of the status chip."""
        return _TONES.get(self.case.state, "")

    @property
    def due_on(self) -> str:
        """The due date, `YYYY/MM/DD`, or empty."""
        return str(self.case.due.get("date_sh", ""))

    @property
    def due_at(self) -> str:
        """The due time where the promise has one."""
        moment = _moment(self.case)
        return clock_time(moment) if moment and self.case.due.get("has_time") else ""

    @property
    def provisional(self) -> bool:
        """Whether the promise rests on a provisional response time."""
        return bool(self.case.due.get("provisional"))

    @property
    def late(self) -> bool:
        """Whether the promised moment has passed and the case has not ended."""
        moment = _moment(self.case)
        return bool(moment and clock.now() > moment and self.case.state not in _ENDED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest, typed: str) -> HttpResponse:
    """The page of one tracking ID."""
    try:
        tid = tracking.check(typed)
    except OperatorCanFix as wrong:
        facts = {"typed": typed[:60], "wrong": resources.sentence(wrong)}
        return render(request, "portal/home.html", facts, status=400)
    if tid != typed:
        return redirect(f"/track/{tid}")
    cases = list(Case.objects.filter(tid=tid).select_related("office"))
    if not cases:
        return render(request, "portal/unknown.html", {"tid": tid}, status=404)
    return _page(request, tid, cases)


def _page(request: HttpRequest, tid: str, cases: list[Case]) -> HttpResponse:
    opened: Iterable[str] = ()
    wrong, status = "", 200
    if request.method == "POST":
        code = latin_digits(request.POST.get("v", "")).strip()
        try:
            opened = v_codes.opened(tid, cases, code)
        except OperatorCanFix as refusal:
            wrong = resources.sentence(refusal)
            status = 429 if refusal.code == "v-code-locked" else 403
    views = [_view(case, told=case.leaf in opened) for case in cases]
    facts = {"tid": tid, "cases": views, "ask": not opened, "wrong": wrong}
    return render(request, "portal/track.html", facts, status=status)


def _view(case: Case, *, told: bool) -> CaseView:
    events = tuple(_step(event) for event in case.events.all()) if told else ()
    return CaseView(case, shelf.service(case.service), events)


def _step(event: CaseEvent) -> Step:
    title = word("events", event.type)
    if event.type == "case.moved":
        title = word("states", event.facts.get("state"))
    note = event.facts.get("note", "")
    if event.type == "due.moved":
        note = moved_note(event.facts)
    amount = event.facts.get("amount") or event.facts.get("total")
    return Step(title, event.at, _by(event), amount, note)


def _by(event: CaseEvent) -> str:
    """The responsible person: the operator by number and the office, or who moved it here."""
    if event.by:
        return event.by
    person = Operator.objects.filter(office_id=event.office, number=event.operator).first()
    name = person.name if person else event.operator
    return "، ".join(part for part in (name, event.case.office.name) if part)


def _moment(case: Case) -> datetime | None:
    try:
        return from_wire(case.due["at"])
    except (KeyError, ValueError):
        return None
