"""The short forms of the printers' screen: a printer, the way of a kind of page, the office's hours
and customer display, the card terminal. Each hands back a whole value; what is wrong with it the
desk says."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.displays import Display
from app.domain.printer_settings import PrinterSettings
from app.domain.printers import Printer, Route
from app.domain.text import persian_digits
from resources.words import PAPERS
from ui.models.printers import EXAMPLES, LANGUAGES, PRINTER_KINDS, papers_for
from ui.theme import sizes
from ui.views.parts import LEFT, RIGHT, Notice, button, on_click, row, text
from ui.views.roomy import Dialog

WIDTH = 560
WAITS = (5, 10, 20, 30, 60)
SPEEDS = (9600, 19200, 38400, 57600, 115200)
NONE = "—"


class _FormView(Dialog):
    """A title, rows, a place for what is wrong, and two keys. Reports `agreed`."""

    agreed = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sizes.hold(self, least_width=WIDTH)
        self.trouble = Notice("bad")
        self.rows = QFormLayout()
        self.rows.setLabelAlignment(RIGHT)
        self.rows.setSpacing(12)
        keep = on_click(button("نگه داشتن", "primary", key="Enter"), self.agreed.emit)
        keep.setDefault(True)
        back = on_click(button("بازگشت", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(title, "heading", wrap=True))
        column.addLayout(self.rows)
        column.addWidget(self.trouble)
        column.addLayout(row(keep, back, 1))

    def refuse(self, sentence: str, who: str) -> None:
        """Why it was not kept."""
        self.trouble.say(sentence, who, tone="bad")

    def _add(self, label: str, widget: QWidget) -> None:
        widget.setAccessibleName(label)
        self.rows.addRow(text(label, "label"), widget)
        if self.rows.rowCount() == 1:
            widget.setFocus()

    def _try(self, label: str, tried: SignalInstance) -> None:
        """A button that F12 presses: the window's keys are not heard behind a dialog."""
        push = on_click(button(label, key="F12"), tried.emit)
        push.setShortcut("F12")
        push.setAutoDefault(False)
        self.rows.addRow("", push)


class PrinterForm(_FormView):
    """A printer to add or put right."""

    def __init__(self, printer: Printer | None, parent: QWidget) -> None:
        super().__init__("چاپگر تازه" if printer is None else f"چاپگر {printer.name}", parent)
        self.before = printer or Printer("", "tcp", "", "escpos")
        self.name, self.address = _line(self.before.name), _line(self.before.address, LEFT)
        self.kind = _choice(PRINTER_KINDS, self.before.kind)
        self.language = _choice(LANGUAGES, self.before.language)
        self.cut, self.margins = QCheckBox("پس از چاپ برش دهد"), QCheckBox("حاشیه چپ را نگه می‌دارد")
        self.cut.setChecked(self.before.cut)
        self.margins.setChecked(self.before.margins)
        self.baud = _choice({"0": NONE} | {str(n): str(n) for n in SPEEDS}, str(self.before.baud))
        waits = sorted({*WAITS, round(self.before.seconds)})
        self.seconds = _choice(
            {n: f"{persian_digits(n)} ثانیه" for n in waits}, round(self.before.seconds)
        )
        self._add("نام", self.name)
        self._add("نوع", self.kind)
        self._add("نشانی", self.address)
        self._add("زبان", self.language)
        self._add("برش", self.cut)
        self._add("حاشیه", self.margins)
        self._add("سرعت درگاه سریال", self.baud)
        self._add("مهلت پاسخ", self.seconds)
        self.kind.currentIndexChanged.connect(lambda _at: self._example())
        self._example()

    @property
    def printer(self) -> Printer:
        """As it is typed now."""
        return replace(
            self.before,
            name=self.name.text().strip(),
            kind=self.kind.currentData(),
            address=self.address.text().strip(),
            language=self.language.currentData(),
            cut=self.cut.isChecked(),
            margins=self.margins.isChecked(),
            baud=int(self.baud.currentData()),
            seconds=float(self.seconds.currentData()),
        )

    def _example(self) -> None:
        self.address.setPlaceholderText(EXAMPLES[self.kind.currentData()])


class RouteForm(_FormView):
    """Where a kind of page goes, on which paper, in which print, and which printer steps in."""

    def __init__(self, title: str, kind: str, settings: PrinterSettings, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.kind, self.settings = kind, settings
        known = settings.routes.get(kind)
        self.printer = _choice(self._names("مانند دیگر برگه‌ها" if kind else "پوشه"), "")
        self.paper, self.spare_paper = QComboBox(), QComboBox()
        self.large = QCheckBox("درشت، برای کم‌بینایان")
        self.spare = _choice(self._names("ندارد"), "")
        self._add("چاپگر", self.printer)
        self._add("کاغذ", self.paper)
        self._add("چاپ", self.large)
        self._add("جانشین", self.spare)
        self._add("کاغذ جانشین", self.spare_paper)
        pairs = ((self.printer, self.paper), (self.spare, self.spare_paper))
        for printer, paper in pairs:
            printer.currentIndexChanged.connect(lambda _at, a=printer, b=paper: self._papers(a, b))
        if known:
            self._put(known)
        for printer, paper in pairs:
            if not paper.count():
                self._papers(printer, paper)

    @property
    def route(self) -> Route | None:
        """As it is chosen now; None: the way of all others."""
        name, paper = self.printer.currentData(), self.paper.currentData()
        if not name or not paper:
            return None
        spare = self.spare.currentData()
        return Route(
            name,
            paper,
            large=self.large.isChecked(),
            spare=spare,
            spare_paper=self.spare_paper.currentData() if spare else None,
        )

    def _names(self, nothing: str) -> dict[str, str]:
        return {"": nothing} | {one.name: one.name for one in self.settings.printers}

    def _papers(self, printer: QComboBox, paper: QComboBox) -> None:
        kept = paper.currentData()
        paper.clear()
        for size in papers_for(self.kind, self.settings.named(printer.currentData())):
            paper.addItem(PAPERS[size], size)
        paper.setCurrentIndex(max(0, paper.findData(kept)))
        paper.setEnabled(paper.count() > 0)

    def _put(self, known: Route) -> None:
        for box, paper, name, size in (
            (self.printer, self.paper, known.printer, known.paper),
            (self.spare, self.spare_paper, known.spare, known.spare_paper or known.paper),
        ):
            box.setCurrentIndex(max(0, box.findData(name)))
            self._papers(box, paper)
            paper.setCurrentIndex(max(0, paper.findData(size)))
        self.large.setChecked(known.large)


class OfficeForm(_FormView):
    """The office's hours, as guides say them, and the display turned to the customer."""

    tried = Signal()

    def __init__(self, settings: PrinterSettings, parent: QWidget) -> None:
        super().__init__("ساعت کار و نمایشگر مشتری", parent)
        self.settings = settings
        known = settings.display or Display("device", "")
        self.hours = _line(settings.hours)
        self.hours.setPlaceholderText("شنبه تا چهارشنبه ۸ تا ۱۵")
        self.kind = _choice({"device": "سیم: USB یا سریال", "tcp": "شبکه"}, known.kind)
        self.address = _line(known.address, LEFT)
        self.address.setPlaceholderText("/dev/ttyUSB0, COM3")
        pages = {"iran-system": "ایران سیستم", "cp1256": "Windows-1256"}
        self.code_page = _choice(pages, known.code_page)
        self.baud = _choice({str(n): str(n) for n in SPEEDS}, str(known.baud))
        self._add("ساعت کار", self.hours)
        self._add("نمایشگر", self.kind)
        self._add("نشانی نمایشگر", self.address)
        self._add("صفحه کد", self.code_page)
        self._add("سرعت", self.baud)
        self._try("آزمایش نمایشگر", self.tried)

    @property
    def typed(self) -> PrinterSettings:
        """The settings with what is typed now; an empty address is no display."""
        return replace(self.settings, hours=self.hours.text().strip(), display=self.display)

    @property
    def display(self) -> Display | None:
        """As it is typed now."""
        address = self.address.text().strip()
        if not address:
            return None
        known = self.settings.display or Display("device", "")
        return replace(
            known,
            kind=self.kind.currentData(),
            address=address,
            code_page=self.code_page.currentData(),
            baud=int(self.baud.currentData()),
        )


class TerminalForm(_FormView):
    """Where the card terminal listens; nothing typed: there is none."""

    tried = Signal()

    def __init__(self, settings: PrinterSettings, parent: QWidget) -> None:
        super().__init__("کارت‌خوان", parent)
        self.settings = settings
        self.address = _line(settings.terminal, LEFT)
        self.address.setPlaceholderText("192.168.1.20:8888")
        self._add("نشانی و درگاه", self.address)
        hint = "از صفحه خود کارت‌خوان بخوانید. اگر خالی بماند، وجه تنها با برگه و دستی ثبت می‌شود."
        self.rows.addRow("", text(hint, "note", wrap=True))
        self._try("آزمایش کارت‌خوان", self.tried)

    @property
    def typed(self) -> PrinterSettings:
        """The settings with what is typed now."""
        return replace(self.settings, terminal=self.address.text().strip())


def _line(words: str, side: Qt.AlignmentFlag = RIGHT) -> QLineEdit:
    made = QLineEdit(words)
    made.setAlignment(side)
    return made


def _choice(names: Mapping[Any, str], chosen: object) -> QComboBox:
    made = QComboBox()
    for value, name in names.items():
        made.addItem(name, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made
