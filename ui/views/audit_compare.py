"""Two filters side by side: what each is above, below a table whose numbers are bars as well."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.models.audit_compare import HEADS, LABELS, Figure, Side
from ui.theme.dress import current
from ui.views.audit_boxes import Boxes
from ui.views.audit_table import ENTER
from ui.views.parts import Notice, button, card, chip, on_click, row, text, tight
from ui.views.tables import Roomy, fill, plain_table

Index = QModelIndex | QPersistentModelIndex
INK = ("primary", "practice")
NAMES = ("الف", "ب")


class AuditCompareView(QWidget):
    """Draws figures. Reports `wanted`; `sides` is what is typed."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = Notice("bad")
        self.sides_ = tuple(Boxes(LABELS) for _ in NAMES)
        for boxes in self.sides_:
            for box in boxes.boxes.values():
                if isinstance(box, QLineEdit):
                    box.returnPressed.connect(self.wanted)
        self.table = plain_table(4, name="سنجش دو سو", wide=0)
        self.bars = Bars(self.table)
        for at in (1, 2):
            self.table.setItemDelegateForColumn(at, self.bars)
            self.table.horizontalHeader().setSectionResizeMode(
                at, self.table.horizontalHeader().ResizeMode.Stretch
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(10)
        compare = on_click(button("سنجیدن", "primary", key="F9"), self.wanted.emit)
        column.addLayout(row(text("سنجش دو بازه، دفتر یا باجه", "title"), 1, compare))
        halves = tight(QHBoxLayout(), 16)
        for name, boxes, tone in zip(NAMES, self.sides_, ("info", ""), strict=True):
            halves.addWidget(_side(name, boxes, tone), 1)
        column.addLayout(halves)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)

    def put(self, sides: tuple[Side, Side]) -> None:
        """What each side is."""
        for boxes, side in zip(self.sides_, sides, strict=True):
            boxes.put({name: getattr(side, name) for name in LABELS})

    @property
    def sides(self) -> tuple[Side, Side]:
        """What is typed."""
        a, b = (Side(**boxes.typed()) for boxes in self.sides_)
        return a, b

    def show_figures(self, rows: tuple[Figure, ...]) -> None:
        """The only place that touches the table after building."""
        self.bars.rows = rows
        fill(self.table, [(one.title, one.a, one.b, one.difference) for one in rows], HEADS)

    def focus(self) -> None:
        """On the table when it is filled, else where something is asked."""
        if self.bars.rows:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.to_filter()

    def to_filter(self) -> None:
        """F7."""
        self.sides_[0].boxes["since"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in a box goes to the table."""
        typing = any(boxes.has_caret for boxes in self.sides_)
        if event.key() == Qt.Key.Key_Escape and typing and self.bars.rows:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() not in ENTER:
            super().keyPressEvent(event)


class Bars(QStyledItemDelegate):
    """A number with a bar below it, as long as its part of the larger of the two."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Figure, ...] = ()
        self.words = Roomy(self)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The words as ever, then the bar from the right edge."""
        self.words.paint(painter, option, index)
        if index.row() >= len(self.rows):
            return
        rect: Any = option.rect
        at = index.column() - 1
        part = self.rows[index.row()].bars[at]
        whole = QRectF(rect).adjusted(12, rect.height() - 5, -12, -2)
        wide = whole.width() * part
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(current(), INK[at])))
        painter.drawRoundedRect(whole.adjusted(whole.width() - wide, 0, 0, 0), 1.5, 1.5)


def _side(name: str, boxes: Boxes, tone: str) -> QFrame:
    box, column = card(margin=12, space=6)
    column.addLayout(row(chip(name, tone), 1))
    dates = tight(QHBoxLayout(), 8)
    rest = tight(QHBoxLayout(), 8)
    for at, label in enumerate(LABELS):
        (dates if at < 2 else rest).addLayout(boxes.cell(label), 1)
    column.addLayout(dates)
    column.addLayout(rest)
    return box
