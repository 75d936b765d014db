"""The first start in a window: the code is spent, two people compare a string, a manager is named.

Until the manager is named nothing of the desk stands on the disk; what is given up leaves no trace
here, and the regulator is told by a person.
"""

from dataclasses import dataclass
from pathlib import Path

import app as program
from app.domain.acts import OfficeFacts
from app.domain.errors import ManagerCanFix
from app.domain.progress import Progress, Tell
from app.keys import slots
from app.keys.signer import public_key
from app.wiring.enrolment import Newcomer, check_address, first_sync, write_file
from app.wiring.opened import Connect
from sync.enrol import Enrolled, enrol
from ui.care import Met, NewDesk


@dataclass(slots=True)
class Begun:
    """An enrolment under way: what was typed, the keys drawn for it, and the answer if any came."""

    new: NewDesk
    secrets: slots.Secrets
    enrolled: Enrolled | None = None


class FirstStart:
    """One folder's first start. The same code asked twice keeps its key, so an answer that was lost
    on the way comes again."""

    def __init__(self, folder: Path, connect: Connect) -> None:
        self._folder, self._connect = folder, connect
        self._begun: Begun | None = None

    def meet(self, new: NewDesk, tell: Tell) -> Met:
        """Spend the code."""
        if slots.exists(self._folder):
            raise ManagerCanFix("keys-exist")
        tell(Progress("asking"))
        known = self._begun
        same = known and (known.new.url, known.new.code) == (new.url, new.code)
        begun = Begun(new, known.secrets if known and same else slots.draw())
        self._begun = begun
        with self._connect() as session:
            begun.enrolled = enrol(
                new.url,
                code=new.code,
                public_key=public_key(begun.secrets.seed),
                app=f"pishkhan {program.__version__}",
                session=session,
            )
        check_address(begun.enrolled.office.tracking_url)
        return _met(begun.enrolled)

    @property
    def place(self) -> tuple[OfficeFacts, int] | None:
        """The office and desk that are being enrolled, while they are."""
        enrolled = self._begun.enrolled if self._begun else None
        return (enrolled.office, enrolled.certificate.desk) if enrolled else None

    def forget(self) -> None:
        """The strings differ: this key and its certificate are gone from here."""
        self._begun = None

    def appoint(self, number: str, password: str, tell: Tell) -> None:
        """Write the desk with its first manager, then take the catalogue; safe to repeat."""
        begun = self._begun
        if begun is None or begun.enrolled is None:
            raise ManagerCanFix("enrolment-not-begun")
        new = begun.new
        if not slots.exists(self._folder):
            tell(Progress("writing"))
            newcomer = Newcomer(new.url, new.code, new.passphrase, {number: password})
            write_file(self._folder, newcomer, begun.secrets, begun.enrolled)
            slots.create(self._folder, begun.secrets, new.passphrase)
        tell(Progress("catalogue"))
        first_sync(self._folder, new.passphrase, self._connect)


def _met(enrolled: Enrolled) -> Met:
    managers = tuple(one for one in enrolled.operators if one.role == "manager")
    return Met(enrolled.check, enrolled.office.name, enrolled.certificate.desk, managers)
