"""A table under boxes that filter it: how keys go between the two."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.views.audit_boxes import Boxes
from ui.views.audit_table import ENTER, KeyedTable


class Filtered(QWidget):
    """Reports `applied` when the boxes are to be read; `first` names the box F7 goes to."""

    applied = Signal()

    def __init__(self, boxes: Boxes, table: KeyedTable, first: str) -> None:
        super().__init__()
        self.boxes, self.table, self._first = boxes, table, first
        for box in boxes.boxes.values():
            if isinstance(box, QLineEdit):
                box.returnPressed.connect(self.applied)

    def focus(self) -> None:
        """On the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_filter(self) -> None:
        """F7: into the first box, or back to the table."""
        if self.boxes.has_caret:
            self.focus()
        else:
            self.boxes.boxes[self._first].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a closed list reads with the filters; Esc in one goes to the table."""
        if event.key() in ENTER and self.boxes.has_caret:
            self.applied.emit()
        elif event.key() == Qt.Key.Key_Escape and self.boxes.has_caret:
            self.focus()
        else:
            super().keyPressEvent(event)
