"""The place of the supervision board: thirty days to begin with; an office leads to its entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.audit import Filter
from app.domain.board import Board
from app.domain.jalali import days_after, show, tehran_date
from app.domain.reform import ReformReport
from ui.models.audit_board import OpenBoard
from ui.models.audit_filter import FilterForm
from ui.models.audit_reform import OpenReform
from ui.views import files
from ui.views.audit_board import AuditBoardView

if TYPE_CHECKING:
    from ui.audit_places import AuditPlaces

DAYS, KEEP = 30, "نگه‌داشتن داشبورد"
KINDS = "جدول (*.xlsx);;متن (*.csv);;داده (*.json)"


class AuditBoardBox(QObject):
    """Asks for the days that are typed, once nothing of them is wrong."""

    def __init__(self, places: AuditPlaces) -> None:
        super().__init__(places)
        self.places = places
        self.view = AuditBoardView()
        self.view.wanted.connect(self.ask)
        self.view.opened.connect(self.open_marked)
        self.view.exported.connect(self.export)
        today = tehran_date(places.functions.now())
        self.view.boxes.know(today)
        self.view.put(show(days_after(today, -DAYS)), show(today))

    def focus(self) -> None:
        """On the table."""
        self.view.focus()

    def ask(self) -> None:
        """F5, or Enter in a day."""
        if (days := self._days) is None:
            return
        read, now = self.places.functions.board, self.places.functions.now

        def came(board: Board | ReformReport) -> None:
            shown = OpenBoard(board, now()) if isinstance(board, Board) else OpenReform(board)
            self.view.show_board(shown)
            if self.places.here == "board":
                self.view.focus()

        self.places.ask(lambda: read(days.since, days.until), came, self.view.told)

    def to_filter(self) -> None:
        """F7."""
        self.view.to_filter()

    def next_table(self) -> None:
        """F8."""
        self.view.next_table()

    def open_marked(self) -> None:
        """Enter: the entries of the office, or of the province, in those days."""
        line, days = self.view.table.marked, self._days
        if line is None or days is None or not line.code:
            return
        whole = self.view.table_name == "provinces"
        offices, provinces = ((), (line.code,)) if whole else ((line.code,), ())
        wanted = Filter(offices, provinces, since=days.since, until=days.until)
        self.places.open_rows(wanted)

    def export(self) -> None:
        """F11."""
        files.save_as(self.view, KEEP, "board.xlsx", kinds=KINDS, then=self.save)

    def save(self, path: Path) -> None:
        """Write it there, in the form its name ends with."""
        if (days := self._days) is None:
            return
        export = self.places.functions.export_board

        def done(_nothing: object) -> None:
            self.view.told.say(f"در «{path.name}» نگه داشته شد.", tone="good")

        self.places.ask(
            lambda: export(days.since, days.until, path), done, self.view.told, line="care"
        )

    @property
    def _days(self) -> Filter | None:
        form = FilterForm(**self.view.boxes.typed())
        self.view.boxes.show_troubles(form.troubles)
        return None if form.troubles else form.filter
