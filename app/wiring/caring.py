"""What concerns the desk itself, for one window: is it well, how is it opened, begun and moved."""

from collections.abc import Callable
from pathlib import Path

from app.desk.erasure import Order
from app.desk.found import take_receipt
from app.domain import qr
from app.domain.acts import OfficeFacts
from app.domain.checkup import Finding
from app.domain.jalali import parse, show
from app.domain.papers import Office
from app.domain.progress import Progress, Tell
from app.domain.text import persian_digits
from app.keys import slots
from app.wiring import backup, clock, erasure, mirror, moving, renewal
from app.wiring.doctor import findings
from app.wiring.first_start import FirstStart
from app.wiring.folder import BACKUPS
from app.wiring.opened import unlock
from app.wiring.protection import house
from app.wiring.session import Session
from app.wiring.update_shelf import shipped
from app.wiring.updates import Updates
from ui.care import Care, EraseOrder, FoundCase, Moved, WasErased


class Caring:
    """The desk's own affairs of one session."""

    def __init__(self, session: Session) -> None:
        self._session, self._folder, self._connect = session, session.folder, session.connect
        self._first = FirstStart(session.folder, session.connect)
        self._updates = Updates(session, by := shipped())
        if by:
            session.keep_doing(self._updates.tick)

    def care(self) -> Care:
        """Everything the window is handed."""
        return Care(
            house=lambda: house(self._folder),
            unlock_by_keyring=self._session.unlock_by_keyring,
            meet=self._first.meet,
            forget=self._first.forget,
            appoint=self._first.appoint,
            equip=self._first.equip,
            start_people=self._first.start_people,
            recovery_key=self.recovery_key,
            print_recovery=self.print_recovery,
            change_passphrase=self.change_passphrase,
            keep_in_keyring=self.keep_in_keyring,
            restore=self.restore,
            enrol_again=self.enrol_again,
            recover=self.recover,
            back_up=self.back_up,
            move=self.move,
            mirror=self.mirror,
            erase=self.erase,
            take_receipt=self.take_receipt,
            new_version=self._updates.new_version,
            find_version=self._updates.find_version,
            take_version=self._updates.take_version,
            checkup=self.checkup,
        )

    def recovery_key(self, passphrase: str) -> str:
        """A new one; an older one ends."""
        self._check_right()
        return slots.add_recovery(
            self._folder, slots.open_with_passphrase(self._folder, passphrase)
        )

    def print_recovery(self, key: str) -> str:
        """To the printer this system uses by itself: no queue and no file keeps it."""
        import printing
        from printing.windows import NamedPrinter, system_printer

        printer = system_printer()
        office, desk = self._office()
        page = printing.recovery_sheet_pdf(office, key, desk=desk, at=clock.now())
        return NamedPrinter(printer).put("recovery", page)

    def change_passphrase(self, old: str, new: str) -> None:
        """Another passphrase; recovery key and keyring stay."""
        self._check_right()
        slots.change_passphrase(self._folder, old, new)

    def keep_in_keyring(self, passphrase: str) -> None:
        """Let this system's keyring open the desk for the signed-in person."""
        self._check_right()
        slots.add_keyring(self._folder, slots.open_with_passphrase(self._folder, passphrase))

    def restore(self, file: str, passphrase: str, tell: Tell) -> bool:
        """Put a backup in place; whether the desk must be enrolled again."""
        stamp = f"{clock.now():%Y%m%d-%H%M%S}"
        backup.restore(self._folder, Path(file), passphrase, stamp=stamp, tell=tell)
        desk = unlock(self._folder, passphrase, self._connect)
        desk.close()
        return desk.here.restored

    def enrol_again(self, passphrase: str, code: str, tell: Tell) -> str:
        """A new key for this desk; whatever was open is closed first."""
        tell(Progress("asking"))
        self._session.close()
        return renewal.enrol_again(
            self._folder, passphrase, code, reason="restored", connect=self._connect
        )

    def recover(self, key: str, passphrase: str, code: str, tell: Tell) -> str:
        """The passphrase is lost: recovery key, new passphrase, new code."""
        tell(Progress("asking"))
        self._session.close()
        return renewal.recover(self._folder, key, passphrase, code, connect=self._connect)

    def back_up(self, folder: str, tell: Tell) -> str:
        """A backup in that folder ("": the desk's own), read back; where it lies."""
        self._session.require("backup")
        tell(Progress("packing"))
        out = Path(folder) if folder else self._folder / BACKUPS
        desk = self._session.desk
        return str(backup.make(desk, clock.moment(), out=out, occasion="manual").path)

    def move(self, folder: str, tell: Tell) -> Moved:
        """End this enrolment and write the package the new machine begins with."""
        self._session.require("enrol")
        op, desk = self._session.operator, self._session.desk
        return moving.move(desk, clock.moment(), Path(folder), op=op, tell=tell)

    def mirror(self, folder: str) -> int:
        """Where a second, append-only copy of the entries is kept from now on."""
        self._session.require("backup")
        db = self._session.desk.here.db
        self._session.act(lambda: mirror.choose(db, Path(folder).resolve()))
        return mirror.follow(db)

    def erase(self, asked: EraseOrder, tell: Tell) -> WasErased:
        """Carry out an order; it is one act, so nothing stops it once it has begun."""
        self._session.require("erasure")
        date = show(parse(asked.date)) if asked.date else None
        order = Order(asked.tid, asked.ground, asked.number, date)
        tell(Progress("erasing"))
        desk, op = self._session.desk, self._session.operator
        done = erasure.erase(desk, clock.moment(), order, op=op)
        return WasErased(done.bodies, done.documents, tuple(map(erasure.sentence, done.left)))

    def take_receipt(self, scanned: str) -> FoundCase:
        """A case from a citizen's receipt, with the title where the catalogue knows the service."""
        self._session.require("serve")
        here, op = self._session.desk.here, self._session.operator
        case = self._session.act(lambda: take_receipt(here, clock.moment(), scanned, op=op))
        self._session.owe()
        mark = case.mark
        known = self._session.desk.load_catalogue().services.get(mark.service)
        title = known.title if known else persian_digits(mark.service)
        void = bool(mark.flags & qr.VOID)
        return FoundCase(
            mark.tid, title, mark.amount, mark.at, void, checked=case.checked, here=case.here
        )

    def checkup(self, tell: Tell, found: Callable[[Finding], None]) -> tuple[Finding, ...]:
        """Every check; each finding is told as it is made."""
        made = []
        for finding in findings(self._session.desk, clock.moment(), tell):
            found(finding)
            made.append(finding)
        return tuple(made)

    def _check_right(self) -> None:
        """Beside the day's work the manager's alone; at the first start nobody has come in yet."""
        if self._session.somebody_works:
            self._session.require("keys")

    def _office(self) -> tuple[Office, int]:
        facts, desk = self._first.place or _place(self._session)
        return Office(facts.name, facts.code, facts.licence, facts.address, facts.phone), desk


def _place(session: Session) -> tuple[OfficeFacts, int]:
    here = session.desk.here
    return here.office, here.desk
