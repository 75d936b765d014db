"""The whole program behind a window: a real desk file with some work in it, every place filled.

New places are here as soon as they are wired: nothing is listed by name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.acts import RequestDraft, Slip
from app.domain.printer_settings import PrinterSettings
from app.domain.printers import Printer
from app.wiring.functions import functions
from app.wiring.session import Session
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import Regulator, anew
from tests.staff.conftest import enrolled
from tests.sync.conftest import PASSPHRASE, PASSWORD
from ui import start
from ui.functions import Functions
from ui.hands import Hands
from ui.window import Window

MANAGER = "1"
PRINTERS = (
    Printer("باجه", "tcp", "127.0.0.1:9", "escpos"),
    Printer("دفتر", "cups", "laser", "pdf"),
)


@contextmanager
def office_window(folder: Path) -> Iterator[Window]:
    """At the unlock view of a desk where a manager has worked; `come_in` goes on."""
    regulator = anew()
    enrolled(folder, regulator)
    regulator.wire.down = True
    _work(_functions(folder, regulator))
    window = start.build_window(_functions(folder, regulator))
    window.show()
    yield window
    Hands(window).settle(window)
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def _functions(folder: Path, regulator: Regulator) -> Functions:
    return functions(Session(folder, regulator.session), None, folder / "papers")


def _work(handed: Functions) -> None:
    """A morning of the manager: requests with and without a receipt, drafts, a note, printers."""
    handed.unlock(PASSPHRASE)
    handed.sign_in(MANAGER, PASSWORD, "password")
    handed.open_shift()
    tids = [_serve(handed, number) for number in (1, 2, 3)]
    _leave_traces(handed, tids)
    handed.close()


def come_in(window: Window) -> Hands:
    """The manager, whose shift is open."""
    hands = Hands(window)
    hands.settle(window)
    hands.type(PASSPHRASE, window.unlock.passphrase)
    hands.press(Qt.Key.Key_Return, window.unlock.passphrase)
    hands.settle(window)
    door = window.sign_in
    door.people.setCurrentIndex(max(0, door.people.findData(MANAGER)))
    hands.type(PASSWORD, door.password)
    hands.press(Qt.Key.Key_Return, door.password)
    hands.settle(window)
    while window.morning:
        hands.fkey(9)
        hands.settle(window)
    return hands


def go(window: Window, place: str) -> None:
    """There, with what it reads read."""
    hands = Hands(window)
    if place == "case":
        (tid, *_) = window.functions.today()
        window.places.following.open(tid.tid)
    else:
        window.places.go(place)
    hands.settle(window)
    hands.turn()


def _serve(handed: Functions, number: int) -> str:
    """One request with its receipt, and one that is not paid."""
    visit = handed.open_visit()
    catalogue = handed.catalogue()
    assert catalogue is not None
    service = catalogue.by_key("birth_cert_replace")
    draft = RequestDraft(visit, service.number, service.form.version, REPLACE)
    tid = handed.register(draft).tid
    if number > 1:
        for plan in handed.plan_payments(visit):
            handed.pay_by_slip(plan, Slip("90000001", f"{number:012}", "000001", "0015", "slip"))
        handed.issue_receipt(tid)
    handed.save_draft(RequestDraft("", service.number, service.form.version, REPLACE), "", "")
    return tid


def _leave_traces(handed: Functions, tids: list[str]) -> None:
    """A note to the next shift, and printers to look at."""
    assert handed.finding is not None
    handed.finding.leave_note(
        "کارت ملی این متقاضی را امانت گرفته‌ایم؛ فردا می‌آید.", "", tuple(tids[:1])
    )
    handed.keep_printer_settings(PrinterSettings(PRINTERS))
