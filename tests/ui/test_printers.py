"""The printers' screen: the manager's alone; what could not work is refused in its own form."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.printer_settings import PrinterSettings
from app.domain.printers import Job, Printer, Route
from tests.ui.desk_functions import OPERATOR, MemoryDesk
from tests.ui.test_first_request import _cut, _signed_in
from ui.hands import Hands
from ui.models.printers import Printers, papers_for, told
from ui.printerbox import PrinterBox
from ui.theme import LIGHT, dress
from ui.window import Window

ROLL = Printer("باجه", "tcp", "192.168.1.20:9100", "escpos")
LASER = Printer("دفتر", "cups", "laser", "pdf")
OFFICE = PrinterSettings(
    (ROLL, LASER),
    {
        "": Route("باجه", "roll80"),
        "receipt": Route("باجه", "roll80", large=True, spare="دفتر", spare_paper="a5"),
        "poster": Route("دفتر", "a3"),
    },
    hours="شنبه تا چهارشنبه ۸ تا ۱۵",
    last={"دفتر": Job("failed", 1, "print-refused")},
)


def test_lines_say_what_a_printer_is_how_it_does_and_what_goes_there() -> None:
    state = Printers(OFFICE)
    roll, laser = state.printers
    assert (roll.pill, laser.pill) == ("هنوز چاپ نکرده", "آخرین چاپ ماند")
    assert "نپذیرفت" in laser.why
    told_of = {line.title: line.under for line in state.routes}
    assert told_of["رسید"] == f"{told(OFFICE.routes['receipt'])}"
    assert "درشت" in told_of["رسید"]
    assert "جانشین" in told_of["رسید"]
    assert told_of["راهنمای مراجعه"] == "مانند دیگر برگه‌ها"
    assert told_of["کاربرگ سفید"] == "چاپگر می‌خواهد"
    assert {line.under for line in Printers().routes} == {"در پوشه ذخیره می‌شود"}
    assert papers_for("poster", ROLL) == ()
    assert papers_for("receipt", ROLL) == ("roll80", "roll58")
    assert state.see("باجه", None).printers[0].pill == "آماده"


def test_an_operator_is_told_that_printers_are_the_managers(
    window: Window, desk: MemoryDesk
) -> None:
    hands = _signed_in(window)
    hands.fkey(10, shift=True)
    hands.settle(window)
    assert window.places.here == "request"
    assert "printer_settings" not in desk.done


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_cut_on_the_screen_and_each_printer_is_looked_at(
    window: Window, desk: MemoryDesk, qapp: QApplication, dark: bool
) -> None:
    desk.press.settings, desk.press.away = OFFICE, {"باجه"}
    if dark:
        window.looks.switch()
    box = _screen(window, desk)[1]
    assert [line.pill for line in box.state.printers] == ["پاسخ نداد", "آماده"]
    assert _cut(window) == []
    assert desk.on_gui == []
    dress.wear(qapp, LIGHT)


def test_a_printer_is_added_put_right_and_taken_away(window: Window, desk: MemoryDesk) -> None:
    hands, box = _screen(window, desk)
    hands.fkey(9)
    box.form.name.setText("باجه")
    box.form.agreed.emit()
    hands.settle(window)
    assert "نشانی چاپگر" in box.form.trouble.words.text()
    assert _cut(box.form) == []
    box.form.address.setText("192.168.1.20:9100")
    box.form.agreed.emit()
    hands.settle(window)
    assert desk.press.settings.printers == (ROLL,)
    box.view.edited.emit()
    box.form.name.setText("رول")
    box.form.agreed.emit()
    hands.settle(window)
    assert desk.press.settings.named("رول")
    box.view.removed.emit()
    hands.settle(window)
    assert desk.press.settings.printers == ()


def test_a_kind_of_page_gets_its_printer_its_paper_and_its_spare(
    window: Window, desk: MemoryDesk
) -> None:
    desk.press.settings = replace(OFFICE, routes={})
    hands, box = _screen(window, desk)
    box.view.routes.setCurrentRow(1)
    assert box.view.route.kind == "receipt"
    box.view.routed.emit()
    form = box.form
    form.printer.setCurrentIndex(form.printer.findData("باجه"))
    form.spare.setCurrentIndex(form.spare.findData("دفتر"))
    form.spare_paper.setCurrentIndex(form.spare_paper.findData("a5"))
    form.large.setChecked(True)
    assert _cut(form) == []
    form.agreed.emit()
    hands.settle(window)
    assert desk.press.settings.routes == {"receipt": OFFICE.routes["receipt"]}


def test_the_trial_page_decides_about_the_left_margin(window: Window, desk: MemoryDesk) -> None:
    desk.press.settings = OFFICE
    hands, box = _screen(window, desk)
    hands.fkey(12)
    hands.settle(window)
    assert desk.press.tried == [("باجه", "roll80")]
    assert box.view.yes.isVisible()
    assert _cut(window) == []
    hands.fkey(10)
    hands.settle(window)
    assert desk.press.settings.named("باجه").margins
    assert not box.view.yes.isVisible()


def test_hours_and_the_customers_display_are_set_and_tried(
    window: Window, desk: MemoryDesk
) -> None:
    hands, box = _screen(window, desk)
    hands.fkey(7)
    box.form.hours.setText("۸ تا ۱۵")
    box.form.address.setText("/dev/ttyUSB0")
    box.form.tried.emit()
    hands.settle(window)
    assert desk.press.tried == [("display", "/dev/ttyUSB0")]
    box.form.agreed.emit()
    hands.settle(window)
    assert (desk.press.settings.hours, desk.press.settings.display.address) == (
        "۸ تا ۱۵",
        "/dev/ttyUSB0",
    )


def _screen(window: Window, desk: MemoryDesk) -> tuple[Hands, PrinterBox]:
    desk.who = replace(OPERATOR, role="manager")
    hands = _signed_in(window)
    hands.fkey(10, shift=True)
    hands.settle(window)
    return hands, window.places.paper.printers


def test_the_manager_says_where_cards_are_taken(window: Window, desk: MemoryDesk) -> None:
    hands, box = _screen(window, desk)
    assert "تنظیم نشده" in box.view.cards.text()
    hands.fkey(8)
    box.form.address.setText("192.168.1.20")
    box.form.agreed.emit()
    hands.settle(window)
    assert "یک نشانی و یک درگاه" in box.form.trouble.words.text()
    assert _cut(box.form) == []
    box.form.address.setText("192.168.1.20:8888")
    box.form.tried.emit()
    hands.settle(window)
    assert desk.press.tried == [("terminal", "192.168.1.20:8888")]
    assert "پاسخ داد" in box.form.trouble.words.text()
    box.form.agreed.emit()
    hands.settle(window)
    assert desk.press.settings.terminal == "192.168.1.20:8888"
    assert "۱۹۲" in box.view.cards.text()
