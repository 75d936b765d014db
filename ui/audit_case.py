"""The place of a case: opened from any of its entries, with a way to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.audit import Filter
from app.domain.audit_sheets import CaseSheet
from ui.models.audit_case import Moment, OpenCase
from ui.views.audit_case import AuditCaseView

if TYPE_CHECKING:
    from ui.audit_places import AuditPlaces


class AuditCaseBox(QObject):
    """`named` is a leaf of the case or its tracking ID."""

    def __init__(self, places: AuditPlaces) -> None:
        super().__init__(places)
        self.places, self.named = places, ""
        self.case: OpenCase | None = None
        self.view = AuditCaseView()
        self.view.opened.connect(self.open_marked)
        self.view.packed.connect(self.package)
        self.view.left.connect(places.back)

    def focus(self) -> None:
        """On the line of time."""
        self.view.focus()

    def open(self, named: str) -> None:
        """Another case."""
        self.named = named
        self.ask()

    def ask(self) -> None:
        """F5."""
        named, read = self.named, self.places.functions.case
        self.case = None
        self.view.show_busy("در حال خواندن…")

        def came(sheet: CaseSheet) -> None:
            if named == self.named:
                self.case = OpenCase(sheet, self.places.entered.facets)
                self.view.show_case(self.case)

        self.places.ask(lambda: read(named), came, self.view.told)

    def open_marked(self) -> None:
        """Enter: the entry behind the marked point."""
        marked: Moment | None = self.view.line.marked
        if marked and marked.leaf:
            self.places.open_entry(marked.leaf)

    def package(self) -> None:
        """F12: all entries of the case."""
        if self.case:
            leaves = tuple(row.leaf for row in self.case.sheet.entries)
            self.places.open_package(Filter(), leaves, self.case.title)
