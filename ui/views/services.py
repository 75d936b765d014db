"""The right column: find a service by words, number or agency; ↑ ↓ mark, Enter chooses."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from app.domain.catalogue import Service
from app.domain.text import persian_digits
from ui.models.choosing import Choosing, agency_of
from ui.views.flow import Flow
from ui.views.parts import RIGHT, button, key_cap, on_click, row, text
from ui.views.service_line import AGENCY, NUMBER, ServiceLine

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
Index = QModelIndex | QPersistentModelIndex


class ServiceRows(QAbstractListModel):
    """The found services, one row each; early out for every role that is not painted."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Service, ...] = ()
        self.agency: Callable[[Service], str] = lambda service: service.agency

    def show(self, found: tuple[Service, ...]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each service."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, agency and number; the whole line for a screen reader."""
        if role not in (Qt.ItemDataRole.DisplayRole, AGENCY, NUMBER):
            return None
        service = self.found[index.row()]
        if role == AGENCY:
            return self.agency(service)
        return service.number if role == NUMBER else service.title


class ServicesView(QFrame):
    """Reports `chosen(Service)`; `show_choosing` draws."""

    chosen = Signal(object)
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "choose")
        self.setFixedWidth(308)
        self.model: Choosing | None = None
        self.rows = ServiceRows()
        self.search = QLineEdit()
        self.list = QListView()
        self._dress_search()
        self._dress_list()
        self.pills = QWidget()
        self.flow = Flow(self.pills)
        self.group = QButtonGroup(self)
        self.count = text("", "note")
        self._lay_out()

    def show_choosing(self, model: Choosing) -> None:
        """The only place that touches the list after building."""
        fresh = self.model is None or self.model.found != model.found
        if self.model is None or self.model.catalogue is not model.catalogue:
            self.rows.agency = lambda service: agency_of(model.catalogue, service)
            self._make_pills(model)
        self.model = model
        if fresh:
            self.rows.show(model.found)
        self.count.setText(f"{persian_digits(len(model.found))} خدمت یافت شد")
        if model.found:
            index = self.rows.index(model.at)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def focus(self) -> None:
        """Caret in the search box, what stood there marked."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows mark and Enter chooses while the caret stays in the search box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.model:
            key = Qt.Key(event.key())
            if key in STEPS and watched is self.search:
                self.changed.emit(self.model.move(STEPS[key]))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        if self.model and (service := self.model.marked):
            self.chosen.emit(service)

    def _typed(self, words: str) -> None:
        if self.model:
            self.changed.emit(self.model.type(words))

    def _clicked(self, index: QModelIndex) -> None:
        if self.model:
            self.changed.emit(self.model.mark(index.row()))
            self._choose()

    def _marked(self, index: QModelIndex) -> None:
        if self.model and self.list.hasFocus() and index.isValid():
            self.changed.emit(self.model.mark(index.row()))

    def _narrow(self, category: str) -> None:
        if self.model:
            self.changed.emit(self.model.narrow(category))

    def _make_pills(self, model: Choosing) -> None:
        for category, name in model.categories:
            pill = button(name, "pill")
            pill.setCheckable(True)
            pill.setChecked(category == model.category)
            self.group.addButton(pill)
            on_click(pill, partial(self._narrow, category))
            self.flow.addWidget(pill)

    def _dress_search(self) -> None:
        self.search.setPlaceholderText("نام، شماره یا دستگاه…")
        self.search.setAlignment(RIGHT)
        self.search.setAccessibleName("جست‌وجوی خدمت")
        self.search.textEdited.connect(self._typed)
        self.search.installEventFilter(self)

    def _dress_list(self) -> None:
        self.list.setModel(self.rows)
        self.list.setItemDelegate(ServiceLine(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("خدمت‌ها")
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._marked)
        self.list.installEventFilter(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addLayout(row(text("انتخاب خدمت", "heading"), 1, key_cap("F2")))
        column.addWidget(self.search)
        column.addWidget(self.pills)
        column.addWidget(self.count)
        column.addWidget(self.list, 1)
        keys = (key_cap("↑ ↓"), text("جابه‌جایی", "note"), key_cap("Enter"), text("انتخاب", "note"))
        column.addLayout(row(*keys, 1))
