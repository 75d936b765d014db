"""The wall poster: what this office may take today, how long it takes and what it costs."""

from app.domain import delegation
from app.domain.catalogue import Service
from app.domain.jalali import long_date, show, tehran_date
from app.domain.pages import PageWanted
from app.domain.papers import Poster, PosterRow
from app.domain.text import persian_digits
from app.wiring.pages.fees import guide_fees
from app.wiring.pages.guides import agencies, time_of
from app.wiring.pages.room import Made, Room, office, words


def poster(room: Room, _wanted: PageWanted) -> Made:
    """Services by agency, in the order of their numbers."""
    day = tehran_date(room.now)
    said = words()
    url = room.here.office.tracking_url.rstrip("/")
    value = Poster(
        office(room.here),
        said["poster_tariff"].format(date=long_date(day), release=persian_digits(room.release)),
        room.now,
        _by_agency(room, show(day)),
        notes=(
            said["card_or_slip"],
            said["depends_note"],
            said["extended_note"],
            said["provisional_note"],
            *((said["complaints"].format(url=url), said["guide_site"].format(url=url)) * bool(url)),
        ),
    )
    return Made(value, str(room.release))


def _by_agency(room: Room, on: str) -> tuple[tuple[str, tuple[PosterRow, ...]], ...]:
    found: dict[str, list[PosterRow]] = {}
    for service in sorted(room.catalogue.services.values(), key=lambda one: one.number):
        if _taken_here(room, service, on):
            name = agencies(room.catalogue, service)
            found.setdefault(name, []).append(_row(room, service, on))
    return tuple((name, tuple(rows)) for name, rows in found.items())


def _taken_here(room: Room, service: Service, on: str) -> bool:
    if not service.offered:
        return False
    if not room.catalogue.delegations:
        return True
    where = delegation.state_of(room.catalogue, service.number, room.here.office, on)
    return where == "active"


def _row(room: Room, service: Service, on: str) -> PosterRow:
    fees = guide_fees(room.catalogue, service, room.here.office, on=on)
    return PosterRow(service.number, service.title, time_of(service), fees)
