"""The door of one session: who stands before it, who proved who they are, whose PIN is heard."""

import time
from typing import TYPE_CHECKING, Literal

from app.desk import people
from app.desk.door import standing
from app.desk.proofs import Proved, Typed, prove
from app.domain.approvals import Word
from app.domain.errors import OperatorCanFix
from app.domain.staff import DoorRules, Standing, check_password, check_pin
from app.keys import passwords
from app.wiring import clock
from ui.staff import AtDoor

if TYPE_CHECKING:
    from app.wiring.session import Session

PIN_FOR = 12 * 3600.0  # seconds after the password was said


class Door:
    """Nothing of it outlives the session: after a start everybody says their password once."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._said_password: dict[str, float] = {}

    def prove(self, word: Word) -> Proved:
        """Who it is; a wrong try is counted, and the refusal says how long to wait.

        A PIN is worth something only where the same person said their password since the desk was
        unlocked, and for so many hours.
        """
        if word.method == "pin" and not self.pin_works(word.number):
            raise OperatorCanFix("pin-asleep")
        here = self._session.desk.here
        typed = Typed(word.method, lambda kept: passwords.fits(kept, word.secret))
        proved = self._session.act(lambda: prove(here, clock.moment(), word.number, typed))
        if word.method == "password":
            self._said_password[word.number] = time.monotonic()
        return proved

    def pin_works(self, number: str) -> bool:
        """Whether this person said their password here not long ago."""
        said = self._said_password.get(number)
        return said is not None and time.monotonic() - said < PIN_FOR

    def people(self) -> tuple[AtDoor, ...]:
        """Who may be chosen, whether a PIN is enough, and what keeps them out."""
        everybody = standing(self._session.desk.here, clock.moment())
        return tuple(self._one(one) for one in everybody if not one.person.disabled)

    def _one(self, one: Standing) -> AtDoor:
        operator = one.person.operator
        shut: Literal["", "locked", "no-password"] = "" if one.has_password else "no-password"
        return AtDoor(
            operator,
            pin=one.pin and self.pin_works(operator.number),
            shut="locked" if one.person.locked else shut,
            wait=one.wait,
        )

    def renew(self, word: Word, password: str = "", pin: str = "") -> None:
        """A person sets a password or PIN of their own ("" leaves it), by the old one or a starting
        code."""
        if password:
            check_password(password)
        if pin:
            check_pin(pin)
        here, proved = self._session.desk.here, self.prove(word)
        hashed = passwords.hash_password(password) if password else None
        short = passwords.hash_password(pin) if pin else None
        self._session.act(
            lambda: people.set_own(
                here, clock.moment(), proved, password_hash=hashed, pin_hash=short
            )
        )

    def rules(self) -> DoorRules:
        """How the manager keeps the door of this desk."""
        with self._session.desk.here.db.read() as connection:
            return people.door_rules(connection)
