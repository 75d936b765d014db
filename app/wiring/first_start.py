"""The first start in a window: the code is spent, two people compare a string, a manager is named,
then devices and colleagues.

Until the manager is named nothing of the desk stands on the disk; what is given up leaves no trace
here, and the regulator is told by a person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import app as program
from app.devices.terminal import Terminal
from app.domain.acts import OfficeFacts
from app.domain.errors import ManagerCanFix, Refusal
from app.domain.pages import PaperSize
from app.domain.printer_settings import (
    PrinterSettings,
    check,
    language_of,
    terminal_place,
)
from app.domain.printers import Printer, Route
from app.domain.progress import Progress, Tell
from app.keys import slots
from app.keys.signer import public_key
from app.wiring.enrolment import Newcomer, check_address, first_sync, write_file
from app.wiring.opened import Connect, OpenDesk, unlock
from app.wiring.printers import keep_settings
from app.wiring.staff import start_anew
from sync.enrol import Enrolled, enrol
from ui.care import Gear, Met, NewDesk, Starter

FIRST_PRINTER = "باجه"


@dataclass(slots=True)
class Begun:
    """An enrolment under way: what was typed, the keys drawn for it, and the answer if any came."""

    new: NewDesk
    secrets: slots.Secrets
    enrolled: Enrolled | None = None
    manager: str = ""


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
        begun.manager = number
        tell(Progress("catalogue"))
        first_sync(self._folder, new.passphrase, self._connect)

    def equip(self, gear: Gear, tell: Tell) -> tuple[Refusal, ...]:
        """Keep terminal and printer, then ask both whether they are there: one that does not answer
        is told of and kept all the same, as it may only be switched off."""
        tell(Progress("writing"))
        settings = _settings(gear)
        check(settings)
        with self._desk() as desk:
            desk.writer.write(lambda connection: keep_settings(connection, settings))
        tell(Progress("devices"))
        return tuple(_silent(settings))

    def start_people(self, numbers: tuple[str, ...], tell: Tell) -> tuple[Starter, ...]:
        """A starting code for each, by the manager who was named."""
        tell(Progress("writing"))
        with self._desk() as desk:
            names = {one.number: one.name for one in desk.operators()}
            manager = self._begun.manager if self._begun else None
            return tuple(
                Starter(names[number], number, start_anew(desk, number, by=manager))
                for number in numbers
                if number in names
            )

    @contextmanager
    def _desk(self) -> Iterator[OpenDesk]:
        if self._begun is None or not self._begun.manager:
            raise ManagerCanFix("enrolment-not-begun")
        desk = unlock(self._folder, self._begun.new.passphrase, self._connect)
        try:
            yield desk
        finally:
            desk.close()


def _met(enrolled: Enrolled) -> Met:
    known = enrolled.operators
    managers = tuple(one for one in known if one.role == "manager")
    others = tuple(one for one in known if one.role != "manager")
    return Met(enrolled.check, enrolled.office.name, enrolled.certificate.desk, managers, others)


def _settings(gear: Gear) -> PrinterSettings:
    """One printer takes every page it has paper for, until the manager says otherwise."""
    settings = PrinterSettings(terminal=gear.terminal)
    if not gear.printer:
        return settings
    printer = Printer(FIRST_PRINTER, gear.kind, gear.printer, language_of(gear.kind))
    paper: PaperSize = "roll80" if printer.language == "escpos" else "a4"
    return settings.with_printer(printer).with_route("", Route(printer.name, paper))


def _silent(settings: PrinterSettings) -> Iterator[Refusal]:
    """Why a device does not answer now."""
    from printing.outputs import output

    asked = [output(printer).ready for printer in settings.printers]
    if settings.terminal:
        asked.append(Terminal(*terminal_place(settings.terminal)).look)
    for ask in asked:
        try:
            ask()
        except Refusal as refusal:
            yield refusal
