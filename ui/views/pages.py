"""«برگه‌ها»: what can be printed, the marked page as it will come out, and two ways to print it."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.models.pages import PageLine, Pages
from ui.views.cards import CardList
from ui.views.parts import Notice, button, card, clear, on_click, row, scroll, text
from ui.views.roomy import Dialog

WIDTH, HEIGHT = 980, 640
PAGE_WIDTH = 480


class PagesView(Dialog):
    """Reports `marked(int)`, `printed` (F12) and `printed_with` (F11); draws Pages."""

    marked = Signal(int)
    printed = Signal()
    printed_with = Signal()

    def __init__(self, pages: Pages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("برگه‌ها")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(WIDTH, parent.width() - 40), min(HEIGHT, parent.height() - 40))
        self.pages = pages
        self.list = CardList("برگه‌ها")
        self.told, self.count = Notice("good"), text("", "soft")
        inside = QWidget()
        inside.setProperty("role", "ground")
        self.sheets = QVBoxLayout(inside)
        self.sheets.setContentsMargins(16, 16, 16, 16)
        self.sheets.setSpacing(16)
        self.area = scroll(inside, name="پیش‌نمایش برگه")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        title = row(text(pages.heading, "title", wrap=True), self.count)
        title.setStretch(0, 1)
        column.addLayout(title)
        beside = row(self.list, self.area, space=16)
        beside.setStretch(0, 2)
        beside.setStretch(1, 3)
        column.addLayout(beside, 1)
        column.addWidget(self.told)
        column.addLayout(self._foot())
        self.list.currentRowChanged.connect(self.marked)

    def show_pages(self, pages: Pages) -> None:
        """The only place that touches the pictures after building."""
        if pages.pictures != self.pages.pictures or pages.at != self.pages.at:
            self._draw(pages)
        self.pages = pages
        self.count.setText(pages.count)
        for push in (self.print_, self.with_):
            push.setEnabled(not pages.busy)

    def say(self, sentence: str, who: str = "", *, tone: str = "good") -> None:
        """What became of the paper."""
        self.told.say(sentence, who, tone=tone)

    def showEvent(self, event: QShowEvent) -> None:
        """Cards know their height only once they are dressed."""
        if not self.list.count():
            for line in self.pages.lines:
                self.list.put(_card(line), f"{line.title}، {line.under}")
            self.list.setCurrentRow(self.pages.at)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F12 print; F11 asks where."""
        if event.key() in (Qt.Key.Key_F12, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.print_.click()
        elif event.key() == Qt.Key.Key_F11:
            self.with_.click()
        else:
            super().keyPressEvent(event)

    def _foot(self) -> Any:
        self.print_ = on_click(
            button("چاپ", "primary", key="F12", name="printer"), self.printed.emit
        )
        self.with_ = on_click(button("چاپ با…", "plain", key="F11"), self.printed_with.emit)
        close = on_click(button("بستن", "plain", key="Esc"), self.reject)
        for push in (self.print_, self.with_, close):
            push.setAutoDefault(False)
        return row(self.print_, self.with_, 1, close)

    def _draw(self, pages: Pages) -> None:
        clear(self.sheets)
        if not pages.pictures:
            self.sheets.addWidget(text("برگه در حال آماده‌شدن است…", "soft"))
        for png in pages.pictures:
            self.sheets.addWidget(self._sheet(png))
        self.sheets.addStretch(1)

    def _sheet(self, png: bytes) -> QLabel:
        """At the width of the column, sharp on dense screens; rolls are not blown up."""
        label, picture = QLabel(), QPixmap()
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if picture.loadFromData(png):
            scale = self.devicePixelRatioF()
            room = max(240, min(PAGE_WIDTH, self.area.viewport().width() - 24))
            wide = min(room, round(picture.width() / scale))
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(round(wide * scale), smooth)
            picture.setDevicePixelRatio(scale)
            label.setPixmap(picture)
        return label


def _card(line: PageLine) -> QWidget:
    box, column = card("draft", margin=12, space=2)
    column.addWidget(text(line.title, "heading", wrap=True))
    if line.under:
        column.addWidget(text(line.under, "note", wrap=True))
    return box
