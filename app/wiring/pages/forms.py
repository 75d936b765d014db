"""Forms on paper: blank for anybody, filled as a request was registered or last corrected."""

from collections.abc import Mapping
from typing import Any

from app.domain.catalogue import Catalogue, Form, Service
from app.domain.errors import RegulatorCanFix
from app.domain.forms import evaluate
from app.domain.jalali import parse, show, tehran_date
from app.domain.moments import from_wire
from app.domain.pages import PageWanted
from app.domain.papers import BlankForm, FilledForm, FormHead
from app.wiring.pages.room import Made, Room, request_facts
from local_db import page_queries


def blank(room: Room, wanted: PageWanted) -> Made:
    """The newest form of a service."""
    service = room.service(wanted.service)
    return Made(blank_form(room.catalogue, service), str(service.number))


def blank_form(catalogue: Catalogue, service: Service) -> BlankForm:
    """The value behind it; needs no desk."""
    agency = catalogue.agency_name(service.agency) if service.agency else ""
    return BlankForm(service.form, FormHead(service.title, agency, service.number))


def filled(room: Room, wanted: PageWanted) -> Made:
    """What was answered, on the very form it was answered on."""
    facts = request_facts(room, wanted.tid)
    body = facts.body
    with room.here.db.read() as connection:
        visit = page_queries.visit_of(connection, wanted.tid)
    form = _form(room, body)
    on = parse(body.get("on") or show(tehran_date(from_wire(facts.at))))
    answered = evaluate(form, body["answers"], on=on)
    seen = tuple(paper["title"] for paper in body["documents"])
    value = FilledForm(form, answered, _head(room, body, wanted.tid), seen)
    return Made(value, wanted.tid, visit=visit, tids=(wanted.tid,))


def _form(room: Room, body: Mapping[str, Any]) -> Form:
    """Releases keep older versions of a form for a time; then the request's own release has it."""
    name = body["form"], body["form_version"]
    found = room.catalogue.forms.get(name) or room.catalogue_of(body["release"]).forms.get(name)
    if found is None:
        raise RegulatorCanFix("form-version-gone", version=name[1])
    return found


def _head(room: Room, body: Mapping[str, Any], tid: str) -> FormHead:
    service = room.catalogue.services.get(body["service"])
    agency = service.agency_for(body["answers"]) if service else ""
    return FormHead(
        body["service_title"],
        room.catalogue.agency_name(agency) if agency else "",
        body["service"],
        tid=tid,
        places={code: one.name for code, one in room.catalogue.provinces.items()},
    )
