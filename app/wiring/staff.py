"""The people screen of the manager, and the starting code a person begins with."""

import secrets
from datetime import timedelta

from app.desk import door, people, staffing
from app.domain.acts import Operator
from app.domain.errors import ManagerCanFix
from app.domain.moments import to_wire
from app.domain.staff import (
    MOST_IDLE_MINUTES,
    MOST_OFFLINE_DAYS,
    STARTING_CODE,
    Authorisation,
    DoorRules,
    PersonalRead,
    Standing,
)
from app.domain.text import persian_digits
from app.keys import passwords
from app.wiring import clock
from app.wiring.opened import OpenDesk
from app.wiring.session import Session
from local_db import people as rows
from local_db import queries

CODE_DIGITS, READS_DAYS = 8, 90


class Staff:
    """What the manager at work may do with people; every act asks for the right first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def everybody(self) -> tuple[Standing, ...]:
        """All the people of this desk, the disabled too."""
        self._session.require("people")
        return door.standing(self._session.desk.here, clock.moment())

    def reads(self) -> tuple[PersonalRead, ...]:
        """Who looked at whose data in the last ninety days, newest first."""
        self._session.require("see_reads")
        since = to_wire(clock.now() - timedelta(days=READS_DAYS))
        with self._session.desk.here.db.read() as connection:
            return rows.reads(connection, since)

    def disable(self, number: str) -> None:
        """Nobody signs in by it here from now on."""
        here, by = self._session.desk.here, self._by()
        self._session.act(lambda: staffing.disable(here, clock.moment(), number, by=by))
        self._session.owe()

    def enable(self, number: str) -> None:
        """Take back a disabling of the office's own."""
        here, by = self._session.desk.here, self._by()
        self._session.act(lambda: staffing.enable(here, clock.moment(), number, by=by))

    def unlock(self, number: str) -> None:
        """Lift the lock of wrong tries."""
        here, by = self._session.desk.here, self._by()
        self._session.act(lambda: staffing.unlock(here, clock.moment(), number, by=by))

    def start_anew(self, number: str) -> str:
        """A starting code in digits, told once, by which the person makes a password."""
        return start_anew(self._session.desk, number, by=self._by())

    def authorise(self, number: str, listed: tuple[Authorisation, ...] | None) -> None:
        """Which services they may take from now on; None: every one."""
        here, by = self._session.desk.here, self._by()
        self._session.act(
            lambda: staffing.authorise(here, clock.moment(), number, by=by, listed=listed)
        )

    def propose(self, name: str) -> Operator:
        """A newcomer, who may practise until the regulator agrees."""
        here, by = self._session.desk.here, self._by()
        made = self._session.act(lambda: staffing.propose(here, clock.moment(), name, by=by))
        self._session.owe()
        return made

    def set_rules(self, rules: DoorRules) -> None:
        """How the door of this desk is kept."""
        self._session.require("settings")
        if not 1 <= rules.idle_minutes <= MOST_IDLE_MINUTES:
            raise ManagerCanFix("idle-minutes", most=persian_digits(MOST_IDLE_MINUTES))
        if not 1 <= rules.offline_days <= MOST_OFFLINE_DAYS:
            raise ManagerCanFix("offline-days", most=persian_digits(MOST_OFFLINE_DAYS))
        kept = {"idle_minutes": rules.idle_minutes, "offline_days": rules.offline_days}
        self._session.desk.writer.write(
            lambda connection: queries.set_setting(connection, people.RULES, kept)
        )

    def _by(self) -> str:
        self._session.require("people")
        return self._session.operator


def standing(session: Session) -> tuple[Standing, ...]:
    """The people of an opened desk, for commands: the passphrase is enough to see them."""
    return door.standing(session.desk.here, clock.moment())


def start_anew(desk: OpenDesk, number: str, *, by: str | None) -> str:
    """Draw a starting code and keep its hash; `by` None: the recovery key stood for a manager."""
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    hashed, moment = passwords.hash_password(code), clock.moment()
    here, until = desk.here, moment.wall + STARTING_CODE
    desk.writer.run(
        lambda: staffing.start_anew(here, moment, number, by=by, code_hash=hashed, until=until)
    )
    return code
