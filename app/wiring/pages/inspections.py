"""«آماده بازرسی»: the page of duties as it stands, with the desk's figures, signed by its key."""

from urllib.parse import urlsplit

from app.desk import duties
from app.domain import page_mark
from app.domain.canonical import sha256_hex
from app.domain.duties import Duties
from app.domain.moments import to_wire
from app.domain.money import rials
from app.domain.pages import PageWanted
from app.domain.report_papers import InspectionPage
from app.domain.text import isolate, persian_digits
from app.wiring import clock
from app.wiring.naming import report_words
from app.wiring.pages.room import Made, Room, issued
from local_db import journal, queries, shift_queries
from ui.models.duties import screen_of


def inspection(room: Room, _wanted: PageWanted) -> Made:
    """One page that says it all; its digest is over exactly what stands on it."""
    here = room.here
    known = duties.look(here, clock.moment(), room.catalogue)
    figures = _figures(room, known)
    none = report_words()["inspection"]["none"]
    sections = tuple(
        (
            one.title,
            tuple((line.words, line.under, line.pill) for line in one.lines)
            or ((one.none or none, "", ""),),
        )
        for one in screen_of(known).cards
    )
    facts = {"at": to_wire(room.now), "figures": figures, "sections": sections}
    digest = page_mark.digest(facts)
    key = bytes.fromhex(sha256_hex(here.public_key)[:8])
    mark = page_mark.PageMark(key, room.now, here.desk, digest)
    host = urlsplit(here.office.tracking_url).netloc
    text = page_mark.to_text(page_mark.seal(mark, here.signer), host)
    value = InspectionPage(issued(room), figures, sections, page_mark.short(digest), text)
    return Made(value, to_wire(room.now)[:10])


def _figures(room: Room, known: Duties) -> tuple[tuple[str, str], ...]:
    said, here = report_words()["inspection"], room.here
    with here.db.read() as connection:
        head = journal.stand(connection, here.dev, here.certificate).head
        release = queries.release_number(connection)
        closed = shift_queries.closed_shifts(connection, limit=1)
    return (
        (said["device"], isolate(here.dev)),
        (said["entries"], rials(head.seq)),
        (said["receipts"], rials(head.cum.n)),
        (said["fees"], rials(head.cum.fee)),
        (said["release"], persian_digits(release or 0)),
        (said["owed"], rials(next((one.owed or 0 for one in known.desks if one.own), 0))),
        (said["z"], persian_digits(closed[0][0]) if closed else said["none"]),
        (said["operators"], persian_digits(known.people.get("operators", 0))),
    )
