"""Another version of this program at a desk: looked for between visits, fetched and verified, and
installed at the end of shifts, after the desk was saved."""

import sys
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import app as program
import resources
from app.domain.errors import ManagerCanFix, Refusal, TimeCanFix
from app.domain.moments import from_wire, to_wire
from app.domain.progress import Progress, Tell
from app.domain.updates import Release, fits, offered
from app.wiring import clock, installing, update_record
from app.wiring.backup_file import Source
from app.wiring.session import Session
from app.wiring.update_shelf import Shelf, Shipped
from local_db import shift_queries
from ui.care import NewVersion

EVERY = timedelta(hours=12)


class Updates:
    """Of one session's desk; `by` None: the program did not come in a publisher's package."""

    def __init__(self, session: Session, by: Shipped | None) -> None:
        self._session, self._by = session, by

    def new_version(self) -> NewVersion | None:
        """What the last look found, if it is still newer than this; asks nobody."""
        offer = self._known().get("offer")
        if self._by is None or not offer or not fits(Release(**offer), self._shelf.here):
            return None
        return _told(Release(**offer))

    def tick(self) -> None:
        """Look twice a day by itself; what stood in the way is the check-up's to tell."""
        if self._by is not None and self._due():
            try:
                self._look(self._by.place)
            except Refusal as refusal:
                self._remember(refused=refusal.code)

    def find_version(self, place: str, tell: Tell) -> NewVersion | None:
        """Look now, at the publisher's or in a folder; None when nothing newer fits."""
        self._session.require("update")
        tell(Progress("asking"))
        return self._look(place.strip() or self._shelf.place)

    def take_version(self, tell: Tell) -> str:
        """Fetch it, save the desk, and have it installed once the window is closed; what a person
        must type for that, empty when it goes by itself."""
        self._session.require("update")
        self._check_rest()
        known = self._known()
        if not known.get("offer"):
            raise TimeCanFix("update-none")
        wanted = Release(**known["offer"])
        package = self._shelf.fetch(wanted, known["place"], tell)
        before = self._previous(known["place"], tell)
        tell(Progress("packing"))  # the last moment to change one's mind
        desk = self._session.desk
        source = Source(desk.here, desk.folder, desk.key)
        saved = update_record.save(source, desk.writer.write, to=wanted.version, package=before)
        if not saved:
            raise TimeCanFix("update-busy")
        self._shelf.sweep(package.path, *([before[0]] if before else []))
        typed = installing.by_hand(package.path)
        self._session.leaving = None if typed else (package.path, package.sha256)
        return typed

    def _look(self, place: str) -> NewVersion | None:
        found = offered(self._shelf.look(place), self._shelf.here)
        self._remember(offer=asdict(found) if found else None, place=place, refused="")
        return _told(found) if found else None

    def _previous(self, place: str, tell: Tell) -> tuple[Path, str] | None:
        """The package of this very version, where an update left it here: a way back without a
        line."""
        path = self._shelf.own_path(program.__version__)
        for one in self._shelf.look(place):
            if one.path == path and self._shelf.lies_here(one):
                done = self._shelf.fetch(one, place, tell)
                return done.path, done.sha256
        return None

    def _check_rest(self) -> None:
        """Never in a visit: every shift of this desk has ended."""
        with self._session.desk.here.db.read() as connection:
            open_ = shift_queries.open_shifts(connection)
        if open_:
            raise ManagerCanFix("update-shift-open", count=len(open_))
        if self._session.desk.here.restored:
            raise ManagerCanFix("desk-restored")

    @property
    def _shelf(self) -> Shelf:
        desk = self._session.desk
        return Shelf(desk.folder, desk.here, self._by, self._session.connect)

    def _due(self) -> bool:
        looked = self._known().get("looked")
        return not looked or not (clock.now() - EVERY < from_wire(looked) <= clock.now())

    def _known(self) -> dict[str, Any]:
        with self._session.desk.here.db.read() as connection:
            return update_record.looked(connection)

    def _remember(self, **said: object) -> None:
        kept = {**self._known(), "looked": to_wire(clock.now()), **said}
        self._session.desk.remember(update_record.LOOKED, kept)


def close(session: Session) -> None:
    """Close the desk; then a package that was made ready is installed beside the ending program.
    There is no window any more to say what stood in the way: it is said where errors go."""
    session.close()
    leaving, session.leaving = session.leaving, None
    if leaving:
        try:
            installing.start(*leaving)
        except ManagerCanFix as refusal:
            print(resources.sentence(refusal), file=sys.stderr)  # noqa: T201


def _told(found: Release) -> NewVersion:
    return NewVersion(found.version, found.notes, -(-found.length // 1_000_000))
