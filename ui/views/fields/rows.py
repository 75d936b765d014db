"""The editor of repeated answers: a list of one thing, or a table of rows.

Insert adds a row below, Ctrl+Delete takes the present one away: no mouse and no letter keys.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.forms import Answer, Field
from app.domain.text import persian_digits
from ui.theme import icons, sizes
from ui.views.parts import button, key_cap, on_click, retone, row, text, tight

MakeEditor = Callable[[Field], Any]


class RowsEditor(QWidget):
    """Rows of small editors. A list's answer is its values, a table's a mapping for each row."""

    edited = Signal(object)
    left = Signal()
    calendar = Signal(object)

    def __init__(self, field: Field, make: MakeEditor) -> None:
        super().__init__()
        self.field, self._make = field, make
        self._rows: list[QWidget] = []
        self._editors: list[list[Any]] = []
        column = tight(QVBoxLayout(self), 6)
        if field.kind == "table":
            column.addLayout(self._heads())
        self._lines = QVBoxLayout()
        column.addLayout(tight(self._lines, 6))
        self.add = on_click(button("افزودن سطر", "quiet", name="plus"), self.add_row)
        self.add.setAccessibleName(f"افزودن سطر به {field.label}")
        column.addLayout(row(self.add, key_cap("Insert"), 1))
        self.setFocusProxy(self.add)

    def answer(self) -> Answer:
        """The rows that hold anything, or None."""
        rows = [self._read(editors) for editors in self._editors]
        kept: list[object] = [value for value in rows if value not in (None, {}, "")]
        return kept or None

    def put(self, value: Answer) -> None:
        """Show those rows."""
        for _ in range(len(self._rows)):
            self._drop(0)
        for item in value if isinstance(value, list) else []:
            self._fill(self._new_row(), item)

    def add_row(self) -> None:
        """One more row, with the focus in its first cell."""
        self._new_row()[0].setFocus(Qt.FocusReason.TabFocusReason)
        self._renumber()

    def cells(self, at: int) -> list[Any]:
        """The editors of one row."""
        return self._editors[at]

    def mark(self, wrong: set[tuple[int, str]]) -> None:
        """Colour the cells that stand in error: (row, column name)."""
        for at, editors in enumerate(self._editors):
            for column, editor in zip(self.field.columns, editors, strict=True):
                retone(editor, "bad" if {(at, column.name), (at, "")} & wrong else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert and Ctrl+Delete, whatever the keyboard layout."""
        if event.key() == Qt.Key.Key_Insert:
            self.add_row()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self._remove_here()
        else:
            super().keyPressEvent(event)

    def _heads(self) -> QHBoxLayout:
        heads = row(space=6)
        for column in self.field.columns:
            heads.addWidget(text(column.label, "note", wrap=True), 1)
        heads.addSpacing(46)
        return heads

    def _read(self, editors: list[Any]) -> object:
        cells = {c.name: e.answer() for c, e in zip(self.field.columns, editors, strict=True)}
        if self.field.kind == "list":
            return next(iter(cells.values()))
        return {name: value for name, value in cells.items() if value is not None}

    def _new_row(self) -> list[Any]:
        line = QWidget()
        across = tight(QHBoxLayout(line), 6)
        editors = [self._make(column) for column in self.field.columns]
        for editor in editors:
            editor.edited.connect(self._typed)
            editor.left.connect(self.left)
            if hasattr(editor, "calendar"):
                editor.calendar.connect(self.calendar)
            across.addWidget(editor, 1)
        across.addWidget(self._bin(line))
        self._lines.addWidget(line)
        self._rows.append(line)
        self._editors.append(editors)
        self._renumber()
        return editors

    def _bin(self, line: QWidget) -> QPushButton:
        bin_ = button("", "quiet")
        icons.put_on(bin_, "trash-2", "text2")
        sizes.hold(bin_, span=40)
        bin_.setToolTip("حذف سطر (Ctrl+Delete)")
        return on_click(bin_, lambda: self._take(line))

    def _renumber(self) -> None:
        for at, (line, editors) in enumerate(zip(self._rows, self._editors, strict=True)):
            number = persian_digits(at + 1)
            for column, editor in zip(self.field.columns, editors, strict=True):
                editor.setAccessibleName(f"{column.label}، سطر {number}")
            for bin_ in line.findChildren(QPushButton):
                bin_.setAccessibleName(f"حذف سطر {number}")

    def _fill(self, editors: list[Any], item: object) -> None:
        for column, editor in zip(self.field.columns, editors, strict=True):
            editor.put(item.get(column.name) if isinstance(item, Mapping) else item)

    def _typed(self, _: object) -> None:
        self.edited.emit(self.answer())

    def _take(self, line: QWidget) -> None:
        self._drop(self._rows.index(line))
        self._renumber()
        self.add.setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit(self.answer())

    def _drop(self, at: int) -> None:
        line = self._rows.pop(at)
        self._editors.pop(at)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _remove_here(self) -> None:
        here = QApplication.focusWidget()
        for line in self._rows:
            if here is not None and line.isAncestorOf(here):
                return self._take(line)
        return None
