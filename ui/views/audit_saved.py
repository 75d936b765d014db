"""The searches an account kept: Enter takes one up, Delete forgets it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audit import Facets, SavedQuery
from ui.models.audit_filter import form_of
from ui.views.audit_table import ENTER
from ui.views.parts import button, on_click, row, text
from ui.views.roomy import Dialog
from ui.views.tables import fill, plain_table

HEADS = ("عنوان", "پالایه‌ها")


class SavedView(Dialog):
    """Reports `taken(Filter)` and `dropped(id)`."""

    taken = Signal(object)
    dropped = Signal(int)

    def __init__(self, queries: tuple[SavedQuery, ...], facets: Facets, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("جست‌وجوهای نگه‌داشته")
        self.resize(720, 420)
        self.finished.connect(self.deleteLater)
        self.queries, self.facets = list(queries), facets
        self.table = plain_table(2, name="جست‌وجوهای نگه‌داشته", wide=1)
        self.none = text("هنوز جست‌وجویی نگه نداشته‌اید (F11).", "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text("جست‌وجوهای نگه‌داشته", "heading"))
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        take = on_click(button("خواندن با این", "primary", key="Enter"), self._take)
        drop = on_click(button("فراموش کردن", key="Delete"), self._drop)
        back = on_click(button("بازگشت", key="Esc"), self.reject)
        take.setDefault(True)
        for push in (drop, back):
            push.setAutoDefault(False)
        column.addLayout(row(take, drop, 1, back))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete forgets the marked one."""
        if event.key() == Qt.Key.Key_Delete:
            self._drop()
        elif event.key() in ENTER:
            self._take()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        rows = [
            (one.title, " · ".join(form_of(one.filter).said(self.facets)) or "همه رویدادها")
            for one in self.queries
        ]
        fill(self.table, rows, HEADS)
        self.none.setVisible(not rows)
        self.table.setFocus()

    @property
    def _marked(self) -> SavedQuery | None:
        at = self.table.currentRow()
        return self.queries[at] if 0 <= at < len(self.queries) else None

    def _take(self) -> None:
        if marked := self._marked:
            self.taken.emit(marked.filter)
            self.accept()

    def _drop(self) -> None:
        if marked := self._marked:
            self.queries.remove(marked)
            self.dropped.emit(marked.id)
            self._show()
