"""A desk that moves to another machine: all is sent, its enrolment ends, the file goes along.

The package is a backup: the new machine restores it and enrols again. Here the file stays, to be
read and reprinted.
"""

from contextlib import suppress
from pathlib import Path

from app.desk.office import MOVED, close_enrolment
from app.domain.errors import Refusal
from app.domain.moments import Moment
from app.domain.progress import Progress, Tell
from app.wiring import backup_file, clock, rounds
from app.wiring.opened import OpenDesk
from local_db import journal
from ui.care import Moved


def move(desk: OpenDesk, moment: Moment, out: Path, *, op: str, tell: Tell) -> Moved:
    """End this enrolment and write the package into a folder; nothing follows under this key.

    Without a line it is done too: what is still owed goes along and is sent from there.
    """
    tell(Progress("sending", 0, 3))
    with suppress(Refusal):
        rounds.tell_all(desk)
    source = backup_file.Source(desk.here, desk.folder, desk.key)
    path = out / f"move-{desk.here.dev}-{moment.wall:%Y%m%d-%H%M%S}{backup_file.ENDING}"
    # A first copy proves that the place can be written, before anything is ended.
    backup_file.write(source, path)
    tell(Progress("sending", 1, 3))
    desk.writer.run(lambda: close_enrolment(desk.here, clock.moment(), MOVED, op=op))
    desk.stop_here()
    with suppress(Refusal):
        rounds.tell_all(desk)
    backup_file.write(source, path)
    with desk.here.db.read() as connection:
        return Moved(str(path), journal.owed_count(connection))
