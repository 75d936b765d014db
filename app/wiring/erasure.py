"""Erasing by order, everywhere this desk can reach; what it cannot reach is named.

Inside the desk file it is one transaction. Then the files: documents, pages left as files, and
every backup, which is replaced by one made afterwards.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from app.desk.erasure import Erased, Order, erase_request, note_backups
from app.domain import tracking
from app.domain.errors import ManagerCanFix
from app.domain.jalali import clock_time, long_date, tehran_date
from app.domain.moments import Moment, from_wire
from app.domain.text import isolate
from app.keys import slots
from app.wiring import backup
from app.wiring.backup_file import ENDING
from app.wiring.opened import OpenDesk
from local_db import erasing
from resources import messages

PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Left:
    """A copy that could not be reached: `code` names the sentence, `where` the place or time."""

    code: str
    where: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an erasure did: bodies and documents that went, files removed, copies that are left."""

    bodies: int
    documents: int
    files: int
    left: tuple[Left, ...]


def sentence(left: Left) -> str:
    """Where a copy is and what to do about it."""
    where = isolate(left.where)
    if left.code == "left-export":
        at = from_wire(left.where)
        where = f"{long_date(tehran_date(at))} {clock_time(at)}"
    return messages()[left.code].format(where=where)


def erase(desk: OpenDesk, moment: Moment, order: Order, *, op: str) -> Report:
    """Carry out an order. What is left is for a person; the report says where it lies."""
    checked = Order(tracking.check(order.tid), order.ground, order.number, order.date)
    with desk.here.db.read() as connection:
        exports = erasing.copies_made(connection).exports
    done = desk.writer.run(lambda: erase_request(desk.here, moment, checked, op=op))
    files = _drop_files(desk, checked, done)
    left = [] if desk.writer.run(desk.here.db.checkpoint) else [Left("left-wal", "")]
    unreached = [*_renew_backups(desk, moment)]
    if not unreached:
        desk.writer.run(lambda: note_backups(desk.here, moment, checked, done, op=op))
    left += unreached
    left += [Left("left-export", at) for at in exports]
    left += [Left("left-aside", str(path)) for path in sorted(desk.folder.glob("before-restore-*"))]
    return Report(len(done.entries), len(done.documents), files, tuple(left))


def _drop_files(desk: OpenDesk, order: Order, done: Erased) -> int:
    for name in done.documents:
        desk.documents.drop_file(name)
    pages = list((desk.folder / PAPERS).glob(f"*{order.tid}*"))
    for page in pages:
        with suppress(OSError):
            page.unlink()
    return len(done.documents) + sum(not page.exists() for page in pages)


def _renew_backups(desk: OpenDesk, moment: Moment) -> Iterator[Left]:
    """A new backup in each place, then the old ones there go."""
    own, *others = backup.places(desk)
    for place in (own, *others):
        if place != own and not place.is_dir():
            yield Left("left-backups", str(place))  # the stick is in a drawer
            continue
        old = list(place.glob(f"*{ENDING}"))
        try:
            backup.make(desk, moment, out=place, occasion="manual")
            for path in old:
                path.unlink()
            slots.sync_folder(place)
        except (ManagerCanFix, OSError):
            yield Left("left-backups", str(place))
