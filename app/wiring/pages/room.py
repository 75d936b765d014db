"""What every builder of pages may look at, and the heads they share."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import resources
from app.desk.here import Here
from app.domain.catalogue import Catalogue, Service
from app.domain.errors import OperatorCanFix
from app.domain.pages import PageKind
from app.domain.papers import About, Issued, Office
from app.domain.printers import Page
from local_db import page_queries, queries
from local_db.queries import RequestFacts


@dataclass(frozen=True, slots=True)
class Room:
    """The desk, its catalogue, the moment and the person (a number, or "") who asks for a page.

    `catalogue_of` finds the catalogue of a release this desk once applied.
    """

    here: Here
    catalogue: Catalogue
    release: int
    catalogue_of: Callable[[int], Catalogue]
    now: datetime
    operator: str = ""
    hours: str = ""

    def service(self, number: int) -> Service:
        """A service of the release in force; one it does not hold refuses."""
        found = self.catalogue.services.get(number)
        if found is None:
            raise OperatorCanFix("service-unknown", service=str(number))
        return found


@dataclass(frozen=True, slots=True)
class Made:
    """A page as a value, what it is called, and whom it is about.

    `receipt` is the tracking ID of the receipt it is a copy of, `why` the reason of a reprint.
    """

    value: object
    name: str
    visit: str | None = None
    tids: tuple[str, ...] = ()
    receipt: str | None = None
    why: str = ""

    def page(self, kind: PageKind, pdf: bytes, spare: bytes = b"") -> Page:
        """Ready for the queue, once it is drawn."""
        return Page(
            kind=kind,
            name=self.name,
            pdf=pdf,
            spare=spare,
            receipt=self.receipt,
            visit=self.visit,
            tids=self.tids,
            why=self.why,
        )


def office(here: Here) -> Office:
    """The head of every page of this office."""
    own = here.office
    return Office(own.name, own.code, own.licence, address=own.address, phone=own.phone)


def issued(room: Room) -> Issued:
    """Who gives the page now; practice offices say so on it."""
    here = room.here
    with here.db.read() as connection:
        names = page_queries.names(connection)
    who = names.get(room.operator, room.operator)
    return Issued(office(here), room.now, here.desk, who, practice=here.ep == 0)


def request_facts(room: Room, tid: str) -> RequestFacts:
    """A request of this desk; a number it does not know refuses."""
    with room.here.db.read() as connection:
        facts = queries.request(connection, tid)
    if facts is None:
        raise OperatorCanFix("request-unknown")
    return facts


def about(room: Room, facts: RequestFacts) -> About:
    """The request a page is about; its applicant's identifier is masked."""
    body = facts.body
    service = room.catalogue.services.get(body["service"])
    agency = service.agency_for(body["answers"]) if service else ""
    return About(
        facts.tid,
        body["service_title"],
        body["applicant"]["name"],
        masked(body["applicant"]["id"]),
        room.catalogue.agency_name(agency) if agency else "",
    )


def masked(number: str) -> str:
    """An identifier as paper may show it: the first three and the last two digits.

    >>> masked("0000000019")
    '000*****19'
    """
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}" if len(number) > 5 else number


@cache
def words(name: str = "pages") -> Mapping[str, str]:
    """What pages say besides their facts."""
    return tomllib.loads(resources.read(f"{name}.fa.toml").decode("utf-8"))
