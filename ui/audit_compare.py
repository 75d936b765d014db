"""The place where two desks, offices or periods are compared; it begins with this month and the one
before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.audit import Compared
from app.domain.jalali import days_after, show, tehran_date
from ui.models.audit_compare import Side, figures
from ui.views.audit_compare import AuditCompareView

if TYPE_CHECKING:
    from ui.audit_places import AuditPlaces

DAYS = 30


class AuditCompareBox(QObject):
    """Asks with what is typed, once nothing of it is wrong."""

    def __init__(self, places: AuditPlaces) -> None:
        super().__init__(places)
        self.places = places
        self.view = AuditCompareView()
        self.view.wanted.connect(self.ask)
        today = tehran_date(places.functions.now())
        for boxes in self.view.sides_:
            boxes.know(today)
        middle, start = days_after(today, -DAYS), days_after(today, -2 * DAYS)
        before = Side(since=show(start), until=show(days_after(middle, -1)))
        self.view.put((before, Side(since=show(middle), until=show(today))))

    def focus(self) -> None:
        """On the table."""
        self.view.focus()

    def to_filter(self) -> None:
        """F7."""
        self.view.to_filter()

    def ask(self) -> None:
        """F9."""
        a, b = self.view.sides
        wrong = False
        for boxes, side in zip(self.view.sides_, (a, b), strict=True):
            boxes.show_troubles(side.troubles)
            wrong = wrong or bool(side.troubles)
        if wrong:
            return
        compare = self.places.functions.compare

        def came(rows: tuple[Compared, ...]) -> None:
            self.view.told.say("")
            self.view.show_figures(figures(rows))
            if self.places.here == "compare":
                self.view.focus()

        self.places.ask(lambda: compare(a.filter, b.filter), came, self.view.told)
