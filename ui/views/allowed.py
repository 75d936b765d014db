"""Which services a person may take, written by the manager: found by words, each with its last
days; or every service."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.catalogue import Catalogue, Service, search
from app.domain.errors import Refusal
from app.domain.staff import Authorisation
from app.domain.text import persian_digits
from ui import words
from ui.models.people import PersonLine, Typed, service_title
from ui.theme import sizes
from ui.views.parts import RIGHT, Notice, button, icon, on_click, row, scroll, text, tight
from ui.views.roomy import Dialog

FOUND, OFFER, DAY_WIDTH = 5, 30, 130
DAYS = (("آموزش تا", "training"), ("قرارداد تا", "contract"))


class Line(QFrame):
    """One service with its two days. Reports `dropped`."""

    dropped = Signal(object)

    def __init__(self, typed: Typed, title: str) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.service = typed.service
        self.boxes: dict[str, QLineEdit] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 8, 8)
        line.addWidget(text(title, "strong", wrap=True), 1)
        for label, name in DAYS:
            box = self.boxes[name] = QLineEdit(persian_digits(getattr(typed, name)))
            box.setAlignment(RIGHT)
            sizes.hold(box, span=DAY_WIDTH)
            box.setPlaceholderText("بی‌پایان")
            box.setAccessibleName(f"{label}، {title}")
            line.addWidget(text(label, "note"))
            line.addWidget(box)
        drop = on_click(button("", "quiet", name="trash-2"), lambda: self.dropped.emit(self))
        drop.setAccessibleName(f"برداشتن {title}")
        drop.setAutoDefault(False)
        line.addWidget(drop)

    @property
    def typed(self) -> Typed:
        """What stands in the boxes."""
        return Typed(self.service, *(self.boxes[name].text() for _, name in DAYS))


class AllowedView(Dialog):
    """Reports `agreed(listed)`: a tuple, or None for every service; stays until kept or left."""

    agreed = Signal(object)

    def __init__(self, line: PersonLine, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"مجوز خدمت‌های {line.name}")
        self.finished.connect(self.deleteLater)
        self.resize(860, 600)
        self.catalogue, self.found = catalogue, list[Service]()
        self.lines: list[Line] = []
        self.every = QCheckBox("همه خدمت‌ها، بی‌فهرست")
        self.every.toggled.connect(lambda _on: self._enable())
        self.search = QLineEdit()
        self.search.setAlignment(RIGHT)
        self.search.setAccessibleName("جستجوی خدمت")
        self.search.setPlaceholderText("خدمت را بجویید و Enter بزنید تا به فهرست بیفزاید")
        self.search.textChanged.connect(self._narrow)
        self.offers = QListWidget()
        self.offers.setAccessibleName("خدمت‌های یافته")
        self.offers.setProperty("role", "offers")
        self.offers.hide()
        self.offers.itemActivated.connect(lambda _item: self._add_found())
        self.trouble = Notice("bad")
        self.keep = on_click(button("نگه‌داشتن", "primary", key="F9"), self.agree)
        self.inside, self.column = QWidget(), QVBoxLayout()
        self._lay(line)
        for one in line.standing.person.authorisations or ():
            self.add(Typed(one.service, one.training_until or "", one.contract_until or ""))
        self.every.setChecked(line.standing.person.authorisations is None)
        self.search.setFocus()

    def add(self, typed: Typed) -> None:
        """One more service, unless it is on the list."""
        if any(one.service == typed.service for one in self.lines):
            return
        line = Line(typed, service_title(self.catalogue, typed.service))
        line.dropped.connect(self._drop)
        self.lines.append(line)
        self.column.addWidget(line)

    def agree(self) -> None:
        """F9: when every day can be read."""
        if self.every.isChecked():
            self.agreed.emit(None)
            return
        listed: list[Authorisation] = []
        for line in self.lines:
            try:
                listed.append(line.typed.authorisation())
            except Refusal as refused:
                self.trouble.say(words.sentence(refused), words.who_acts(refused))
                line.boxes[DAYS[(line.typed.wrong or 1) - 1][1]].setFocus()
                return
        self.agreed.emit(tuple(sorted(listed, key=lambda one: one.service)))

    def refuse(self, refusal: Refusal) -> None:
        """It was not kept."""
        self.trouble.say(words.sentence(refusal), words.who_acts(refusal))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9 keeps; arrows of the search walk what was found, Enter adds it."""
        if event.key() == Qt.Key.Key_F9:
            self.agree()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add_found()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.offers.isVisible():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            at = self.offers.currentRow() + step
            self.offers.setCurrentRow(min(max(at, 0), self.offers.count() - 1))
        else:
            super().keyPressEvent(event)

    def _narrow(self, typed: str) -> None:
        self.found = search(self.catalogue, typed)[:FOUND] if typed.strip() else []
        self.offers.clear()
        self.offers.addItems([service.title for service in self.found])
        self.offers.setCurrentRow(0)
        self.offers.setFixedHeight(len(self.found) * sizes.high(OFFER) + 4)
        self.offers.setVisible(bool(self.found))

    def _add_found(self) -> None:
        at = self.offers.currentRow()
        if self.offers.isVisible() and 0 <= at < len(self.found):
            self.every.setChecked(False)
            self.add(Typed(self.found[at].number))
            self.search.clear()
            self.search.setFocus()

    def _drop(self, line: Line) -> None:
        self.lines.remove(line)
        self.column.removeWidget(line)
        line.deleteLater()
        self.search.setFocus()

    def _enable(self) -> None:
        self.inside.setEnabled(not self.every.isChecked())

    def _lay(self, line: PersonLine) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(10)
        outer.addWidget(text(f"خدمت‌هایی که {line.name} می‌پذیرد", "heading", wrap=True))
        outer.addWidget(self.every)
        outer.addLayout(row(icon("file-text", "text3"), self.search))
        outer.addWidget(self.offers)
        tight(self.column, 6)
        inner = tight(QVBoxLayout(self.inside), 0)
        inner.addLayout(self.column)
        inner.addStretch(1)
        outer.addWidget(scroll(self.inside, name="خدمت‌ها"), 1)
        outer.addWidget(self.trouble)
        back = on_click(button("بازگشت", key="Esc"), self.reject)
        for push in (self.keep, back):
            push.setAutoDefault(False)
        foot = row(self.keep, back, 1)
        outer.addLayout(foot)
