"""The right column: find a service by words, number or agency; ↑ ↓ mark, Enter chooses."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.text import persian_digits
from ui import words
from ui.models.choosing import Choosing
from ui.models.scanned import kind_of
from ui.theme import sizes
from ui.views.flow import Flow
from ui.views.parts import RIGHT, Notice, button, clear, key_cap, on_click, row, text
from ui.views.service_line import ServiceLine
from ui.views.service_rows import ServiceRows

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
LOW = 400


class ServicesView(QFrame):
    """Reports `chosen(Service)` and `scanned(kind, line)`, when no service but a person's number, a
    bill or a tracking ID was put into the box; `sought` when the caret comes, `left` by Esc."""

    chosen = Signal(object)
    scanned = Signal(str, str)
    changed = Signal(object)
    sought = Signal()
    left = Signal()
    breadth = 308

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "choose")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
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
        self.take_offer = on_click(button("پذیرفتن   F7", "offer"), self.accept_offer)
        self.take_offer.setAccessibleName("پذیرفتن واژه پیشنهادی (F7)")
        self.why, self.same = Notice("warn"), Notice("info")
        self._lay_out()

    def show_choosing(self, model: Choosing) -> None:
        """The only place that touches the list after building."""
        before, self.model = self.model, model
        if before is None or before.catalogue is not model.catalogue:
            self._make_pills(model)
        if before is None or _drawn(before) != _drawn(model):
            self.rows.show(model)
        offer = f"برای «{model.offer}» یافت شد" if model.offer else ""
        self.count.setText(offer or f"{persian_digits(len(model.found))} خدمت یافت شد")
        self.take_offer.setVisible(bool(offer))
        if model.found:
            index = self.rows.place(model.at)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        self._tell_standing(model)

    def _keep_in_sight(self) -> None:
        """The list may have become lower: the marked service stays in sight."""
        self.list.scrollTo(self.list.currentIndex())

    def show_visit(self, words_: str) -> None:
        """Whose next service is being chosen; "" while it is anybody's."""
        self.same.say(words_, tone="info")

    def accept_offer(self) -> None:
        """F7: take the words of the other layout into the search box."""
        if self.model and self.model.offer:
            self.search.setText(self.model.offer)
            self.changed.emit(self.model.type(self.model.offer))

    def _tell_standing(self, model: Choosing) -> None:
        """Why the marked service cannot be begun today, and who must act."""
        refusal = model.refusal(model.marked) if model.marked else None
        if refusal is None:
            self.why.say("")
        else:
            self.why.say(words.sentence(refusal), words.who_acts(refusal))
            QTimer.singleShot(0, self._keep_in_sight)

    def focus(self) -> None:
        """Caret in the search box, what stood there marked."""
        self.sought.emit()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def sizeHint(self) -> QSize:
        """The width in the size of the type; more where nothing else wants it."""
        return QSize(sizes.wide(self.breadth), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower than that."""
        return QSize(sizes.wide(self.breadth), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys are told where the list has room beside them."""
        super().resizeEvent(event)
        self.foot.setVisible(self.height() > sizes.px(LOW))

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
            if key == Qt.Key.Key_Escape:
                self.left.emit()
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        if kind := kind_of(line := self.search.text()):
            self.scanned.emit(kind, line)
        elif self.model and (service := self.model.marked):
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
        for pill in self.group.buttons():
            self.group.removeButton(pill)
        clear(self.flow)
        for category, name in model.categories:
            pill = button(name, "pill")
            pill.setCheckable(True)
            pill.setChecked(category == model.category)
            self.group.addButton(pill)
            on_click(pill, partial(self._narrow, category))
            self.flow.addWidget(pill)

    def _dress_search(self) -> None:
        self.search.setPlaceholderText("خدمت، شماره ملی، قبض، شناسه…")
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
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.clicked.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._marked)
        self.list.installEventFilter(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addLayout(row(text("انتخاب خدمت", "heading"), 1, key_cap("F2")))
        column.addWidget(self.same)
        column.addWidget(self.search)
        column.addWidget(self.pills)
        column.addLayout(row(self.count, self.take_offer, 1))
        column.addWidget(self.list, 1)
        column.addWidget(self.why)
        keys = (("↑ ↓", "جابه‌جایی"), ("Enter", "انتخاب"), ("Shift+F2", "سنجاق"))
        self.foot = QWidget()
        flow = Flow(self.foot)
        for key, meaning in keys:
            pair = QWidget()
            pair.setLayout(row(key_cap(key), text(meaning, "note"), space=4))
            flow.addWidget(pair)
        column.addWidget(self.foot)


def _drawn(model: Choosing) -> tuple[object, ...]:
    """What the rows show of it."""
    return model.found, model.habits.pinned, id(model.catalogue), model.on
