"""Editors that pick: a choice from a list, a yes or no."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox

from app.domain.forms import Answer


class ChoiceEditor(QComboBox):
    """One of (code, label). Letters jump to a label; the wheel never changes an answer."""

    edited = Signal(object)
    left = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(choices)
        self.activated.connect(lambda _: self.edited.emit(self.answer()))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the choices; what was chosen stays if it is still among them."""
        kept = self.answer()
        self.blockSignals(True)
        self.clear()
        self.addItem("انتخاب کنید…", None)
        for code, label in choices:
            self.addItem(label, code)
        self.blockSignals(False)
        self.put(kept)

    def answer(self) -> Answer:
        """The chosen code, or None."""
        code = self.currentData()
        return None if code is None else str(code)

    def put(self, value: Answer) -> None:
        """Show that code; an unknown one shows nothing chosen."""
        self.setCurrentIndex(max(0, self.findData(value)) if value is not None else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys change the answer at once, without opening the list."""
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.edited.emit(self.answer())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel over a form scrolls the form."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left, but not when its own list opens."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class YesNoEditor(QCheckBox):
    """A tick. Not ticked is «no», from the start."""

    edited = Signal(object)
    left = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.toggled.connect(self.edited.emit)

    def answer(self) -> Answer:
        """True when ticked."""
        return self.isChecked()

    def put(self, value: Answer) -> None:
        """Show an answer without reporting it as typed."""
        self.blockSignals(True)
        self.setChecked(bool(value))
        self.blockSignals(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()
