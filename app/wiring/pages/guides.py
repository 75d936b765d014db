"""The guide of a service: what a citizen must know before coming (F1 on paper)."""

from collections.abc import Iterator

from app.domain.catalogue import Catalogue, Service
from app.domain.form_values import Document
from app.domain.jalali import show, tehran_date
from app.domain.pages import PageWanted
from app.domain.papers import VisitGuide
from app.wiring.pages.fees import guide_fees
from app.wiring.pages.room import Made, Room, office, words
from printing.form_words import DOCUMENT_KINDS, never, when
from resources.words import CHANNELS, response_time


def guide(room: Room, wanted: PageWanted) -> Made:
    """Steps, papers, time, fees of today, hours, and where else to ask."""
    service = room.service(wanted.service)
    value = VisitGuide(
        office(room.here),
        service.title,
        service.number,
        agencies(room.catalogue, service),
        steps=service.steps,
        documents=tuple(_documents(service)),
        time=time_of(service),
        fees=guide_fees(room.catalogue, service, room.here.office, on=show(tehran_date(room.now))),
        hours=hours(room, service),
        agency_contact=_contact(room.catalogue, service),
        printed_at=room.now,
        conditions=tuple(line for line in (service.note or service.conflict,) if line),
        other_channels=_channels(service),
        service_id=service.service_id,
    )
    return Made(value, str(service.number))


def agencies(catalogue: Catalogue, service: Service) -> str:
    """The agency's name; all of them where an answer chooses."""
    keys = service.agency_by[1].values() if service.agency_by else (service.agency,)
    return "، ".join(dict.fromkeys(catalogue.agency_name(key) for key in keys if key))


def time_of(service: Service) -> str:
    """The response time, and that it is provisional where it is."""
    time = response_time(service.response)
    return words()["provisional"].format(time=time) if service.response.provisional else time


def hours(room: Room, service: Service) -> str:
    """When the service is given here: its own hours, else those the manager set."""
    if service.attributes.hours:
        return service.attributes.hours
    calendar = room.catalogue.calendar.thursdays
    is_open = calendar.get(room.here.office.province, room.here.office.thursday_open)
    thursday = words()["hours_thursday_open" if is_open else "hours_thursday_closed"]
    if not room.hours:
        return thursday
    return words()["office_hours"].format(hours=room.hours, thursday=thursday)


def _documents(service: Service) -> Iterator[tuple[str, str]]:
    for paper in service.documents:
        if not never(service.form, paper.condition):
            yield paper.title, _kind(service, paper)


def _kind(service: Service, paper: Document) -> str:
    told = (DOCUMENT_KINDS.get(paper.kind, paper.kind), when(service.form, paper.condition))
    return "، ".join(part for part in told if part)


def _contact(catalogue: Catalogue, service: Service) -> str:
    keys = service.agency_by[1].values() if service.agency_by else (service.agency,)
    found = [catalogue.agencies[key] for key in dict.fromkeys(keys) if key in catalogue.agencies]
    if len(found) != 1:
        return ""
    return " – ".join(part for part in (found[0].phone, found[0].address, found[0].email) if part)


def _channels(service: Service) -> str:
    names = "، ".join(CHANNELS.get(code, code) for code in service.attributes.channels)
    return words()["portal"].format(channels=names) if names else ""
