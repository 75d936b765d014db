"""The catalogue at the window: habits of the person, what changed overnight, how fresh it is."""

from datetime import timedelta
from functools import partial

from app.desk import notices
from app.domain import wire
from app.domain.catalogue import Catalogue
from app.domain.changes import Change, changes
from app.domain.moments import from_wire, to_wire
from app.wiring import clock
from app.wiring.session import Session
from local_db import catalogue_queries, queries, received
from ui.functions import Habits, Morning, Release

HABIT_DAYS = 90


class Shelf:
    """What one session's person sees of the catalogue."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def catalogue(self) -> Catalogue:
        """The catalogue in force."""
        return self._session.desk.load_catalogue()

    def habits(self) -> Habits:
        """Services taken in the last three months, and those pinned."""
        since = to_wire(clock.now() - timedelta(days=HABIT_DAYS))
        with self._session.desk.here.db.read() as connection:
            uses = catalogue_queries.service_uses(connection, self._session.operator, since)
            pinned = queries.setting(connection, self._pins) or []
        return Habits(uses, frozenset(pinned))

    def pin(self, service: int, on: bool) -> Habits:
        """Pin a service, or let it go."""
        pinned = set(self.habits().pinned)
        pinned = pinned | {service} if on else pinned - {service}
        self._session.desk.writer.write(
            lambda connection: queries.set_setting(connection, self._pins, sorted(pinned))
        )
        return self.habits()

    def morning(self) -> Morning | None:
        """What this operator has not confirmed yet; None when there is nothing."""
        desk, operator = self._session.desk, self._session.operator
        catalogue = desk.load_catalogue()
        found: tuple[Change, ...] = ()
        if notices.release_unread(desk.here, desk.release, operator=operator):
            found = self._changed(catalogue)
        unread = notices.unread(desk.here, clock.moment(), catalogue, operator=operator)
        return Morning(desk.release, found, unread) if found or unread else None

    def acknowledge(self, morning: Morning) -> None:
        """The operator read exactly this."""
        here, operator = self._session.desk.here, self._session.operator
        for notice in morning.notices:
            read = partial(notices.acknowledge, here, clock.moment(), notice, operator=operator)
            self._session.act(read)
        with here.db.read() as connection:
            manifest = received.manifest(connection, morning.release)
        self._session.act(
            lambda: notices.acknowledge_release(
                here,
                clock.moment(),
                morning.release,
                manifest=wire.digest(manifest),
                operator=operator,
            )
        )

    def release(self) -> Release:
        """How fresh the release in use is, and why a later one was put aside."""
        desk = self._session.desk
        with desk.here.db.read() as connection:
            taken = queries.setting(connection, "release_confirmed")
        return Release(
            number=desk.release,
            stale=desk.stale(clock.now()),
            taken=from_wire(taken) if taken else None,
            refused=desk.refused,
        )

    def _changed(self, catalogue: Catalogue) -> tuple[Change, ...]:
        """Against the last release this operator confirmed, else the one before."""
        desk = self._session.desk
        with desk.here.db.read() as connection:
            read = catalogue_queries.announcements_read(connection, self._session.operator)
            known = received.release_numbers(connection)
        confirmed = {version for name, version in read if name == notices.RELEASE}
        older = [number for number in known if number < desk.release]
        before = max(confirmed.intersection(older), default=max(older, default=0))
        return changes(desk.catalogue_of(before), catalogue) if before else ()

    @property
    def _pins(self) -> str:
        return f"pins.{self._session.operator}"
