"""The publisher as one desk knows it: whom to believe came with the program, what was heard and
fetched lies in the desk's folder, and its trusted time says what is too old."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import app as program
import resources
from app.desk.here import Here, trusted_now
from app.domain.errors import ManagerCanFix
from app.domain.progress import Tell
from app.domain.updates import ENDINGS, Installed, Release
from app.wiring import clock
from app.wiring.opened import Connect
from local_db import migrate

if TYPE_CHECKING:
    from sync.updates import Fetched, Publisher

FOLDER = "updates"


@dataclass(frozen=True, slots=True)
class Shipped:
    """What came with an installed program: whom to believe, where releases lie, and how it was
    installed (`debian-amd64`)."""

    root: bytes
    place: str
    platform: str


def shipped() -> Shipped | None:
    """None where the program runs from its source, or its package was built without a publisher."""
    try:
        root = resources.read("updates/root.json")
        place, platform = (resources.read(f"updates/{name}") for name in ("place", "platform"))
    except FileNotFoundError:
        return None
    return Shipped(root, place.decode().strip(), platform.decode().strip())


@dataclass(frozen=True, slots=True)
class Shelf:
    """Releases for the desk in `folder`, whose file tells the time. TUF is loaded at the first
    look, not with the window."""

    folder: Path
    read_from: Here
    by: Shipped | None
    connect: Connect

    @property
    def here(self) -> Installed:
        """This program and its file."""
        return Installed(program.__version__, self._by.platform, migrate.newest())

    @property
    def place(self) -> str:
        """Where the publisher said releases lie."""
        return self._by.place

    def look(self, place: str) -> tuple[Release, ...]:
        """Everything that is published now."""
        from sync import updates

        with self.connect() as line:
            moment = trusted_now(self.read_from, clock.moment())
            return updates.look(self._publisher(place), moment, line)

    def fetch(self, wanted: Release, place: str, tell: Tell) -> "Fetched":
        """A release's package here, verified now whether or not it lay here."""
        from sync import updates

        with self.connect() as line:
            moment = trusted_now(self.read_from, clock.moment())
            return updates.fetch(
                self._publisher(place), wanted, now=moment, session=line, tell=tell
            )

    def lies_here(self, one: Release) -> bool:
        """Whether a package of that name was fetched before."""
        return (self.folder / FOLDER / "files" / one.path.replace("/", "-")).exists()

    def sweep(self, *kept: Path) -> None:
        """Remove every package but these."""
        for path in (self.folder / FOLDER / "files").iterdir():
            if path not in kept:
                path.unlink()

    def own_path(self, version: str) -> str:
        """The name of this platform's package of a version."""
        platform = self._by.platform
        return f"{platform}/{version}{ENDINGS[platform.split('-')[0]]}"

    @property
    def _by(self) -> Shipped:
        if self.by is None:
            raise ManagerCanFix("update-not-set")
        return self.by

    def _publisher(self, place: str) -> "Publisher":
        from sync.updates import Publisher

        return Publisher(self._by.root, place, self.folder / FOLDER)
