"""Packages by hand, as commands and windows ask: write one, take one in, total the office."""

from datetime import datetime, timedelta
from pathlib import Path

from app.desk.here import Act, record
from app.domain import courier_lines, office, wire
from app.domain.by_hand import Answered, Heard, Packed, Step, Totals
from app.domain.courier import AnswerHeader
from app.domain.jalali import date_in_tehran, tehran_date
from app.domain.moments import to_wire
from app.wiring import clock
from app.wiring.opened import OpenDesk
from local_db import office_entries
from sync.courier import Carrier, Wanted, Written, write_package
from sync.courier_answers import take_answer
from sync.courier_files import opened
from sync.neighbours import take_neighbour

PURPOSE = "courier"


def write_out(desk: OpenDesk, out: Path, *, step: Step, whole: bool = False) -> Packed:
    """Write a package, then note in the journal that it left. What the note itself owes goes with
    the next one."""
    now = clock.now()
    since = midnight(now - timedelta(days=1))
    carrier = Carrier(_certificate(desk), desk.here.signer, desk.api.keys, desk.documents.plain)
    wanted = Wanted(now, since, whole, step)
    done = write_package(desk.here.db, carrier, wanted, out, write=desk.writer.write)
    if done.last and not desk.here.restored:
        desk.writer.run(lambda: _note(desk, done))
    return Packed(done.entries, done.bodies, done.documents, done.left, done.sha256)


def take_in(desk: OpenDesk, path: Path, *, step: Step) -> Answered | Heard:
    """Take a file from the stick: the answer to a package of this desk, or a neighbour's."""
    db, keys, write = desk.here.db, desk.api.keys, desk.writer.write
    with opened(path) as file:
        header = courier_lines.read_header(next(courier_lines.lines(file), b""))
    if not isinstance(header, AnswerHeader):
        own = _certificate(desk)
        return take_neighbour(db, own, keys, path, write=write, step=step)
    at = to_wire(clock.now())
    answer = take_answer(db, keys, path, write=write, at=at, step=step)
    desk.bring(answer.lease, answer.release)
    counts = (answer.acks, answer.needing, answer.news, answer.documents)
    return Answered(*counts, problem=answer.problem)


def totals(desk: OpenDesk) -> Totals:
    """What the office took today, each desk as of when it was last heard of."""
    now = clock.now()
    with desk.here.db.read() as connection:
        since = to_wire(midnight(now))
        found = office_entries.totals(connection, since, own_desk=desk.here.desk, now=now)
    desks = office.by_desk(found)
    return Totals(desks, office.total(desks))


def midnight(now: datetime) -> datetime:
    """When that day began in Tehran."""
    return date_in_tehran(tehran_date(now))


def _certificate(desk: OpenDesk) -> wire.Certificate:
    return wire.read_from(wire.Certificate, desk.here.certificate, desk.api.keys)


def _note(desk: OpenDesk, done: Written) -> None:
    assert done.last is not None
    with desk.here.db.write() as connection:
        head = done.last
        body = {"dev": head.dev, "first": head.first, "last": head.last, "head": done.head}
        body |= {"sha256": done.sha256, "bodies": "encrypted", "medium": "courier"}
        act = Act("journal.exported", body | {"purpose": PURPOSE})
        record(connection, desk.here, clock.moment(), act)
