"""Lists of papers on their way to an agency or back, for whoever carries them to sign."""

from typing import Literal

from app.domain.errors import OperatorCanFix
from app.domain.letters import Sheet
from app.domain.pages import PageWanted
from app.domain.papers import AgencyList, AgencyRow
from app.domain.text import persian_digits
from app.wiring.pages.room import Made, Room, about, issued, request_facts
from local_db import page_queries, request_queries


def agency_list(room: Room, wanted: PageWanted) -> Made:
    """A list by its name, or by the number it left under; of a request the newest."""
    with room.here.db.read() as connection:
        found = page_queries.letter(
            connection, name=wanted.letter, number=wanted.number, tid=wanted.tid
        )
    if found is None:
        raise OperatorCanFix("letter-unknown")
    direction: Literal["sent", "received"] = "sent" if found.direction == "sent" else "received"
    value = AgencyList(
        issued(room),
        persian_digits(found.number) if found.number else found.list[:8],
        room.catalogue.agency_name(found.letter.agency),
        direction,
        tuple(_row(room, sheet) for sheet in found.letter.rows),
        carrier=found.letter.carrier,
    )
    tids = tuple(sorted({sheet.tid for sheet in found.letter.rows}))
    return Made(value, f"{found.number}-{found.list[:8]}", tids=tids)


def _row(room: Room, sheet: Sheet) -> AgencyRow:
    with room.here.db.read() as connection:
        codes = request_queries.codes(connection, sheet.tid)
    return AgencyRow(
        about(room, request_facts(room, sheet.tid)),
        sheet.paper,
        sheet.sheets,
        external_code=codes[-1][1] if codes else "",
    )
