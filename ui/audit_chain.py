"""The place of a desk's chain: asked for by office and desk, or come to from an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.audit import Filter
from app.domain.audit_sheets import Chains
from ui.models.audit_chain import Drawing, drawings
from ui.models.audit_filter import FilterForm
from ui.views.audit_chain import AuditChainView

if TYPE_CHECKING:
    from ui.audit_places import AuditPlaces


class AuditChainBox(QObject):
    """Shows one desk of what came; F8 goes to the next."""

    def __init__(self, places: AuditPlaces) -> None:
        super().__init__(places)
        self.places = places
        self.asked: tuple[str, int | None] | None = None
        self.drawings: tuple[Drawing, ...] = ()
        self.at = 0
        self.view = AuditChainView()
        self.view.wanted.connect(self.want)
        self.view.opened.connect(self.open_marked)
        self.view.other.connect(self.next_one)

    def focus(self) -> None:
        """On the list, or where a desk is asked for."""
        self.view.focus()

    def want(self, office: str, desk: str) -> None:
        """What was typed, once it is right."""
        form = FilterForm(offices=office, desk=desk)
        troubles = form.troubles
        named = {"office": "offices", "desk": "desk"}
        shown = {box: troubles[name] for box, name in named.items() if name in troubles}
        self.view.boxes.show_troubles(shown)
        wanted = form.filter
        if not shown and len(wanted.offices) == 1:
            self.asked = (wanted.offices[0], wanted.desk)
            self.ask()

    def open(self, office: str, desk: int) -> None:
        """The desk of an entry."""
        self.view.put(office, str(desk))
        self.asked = (office, desk)
        self.ask()

    def ask(self) -> None:
        """F5."""
        if self.asked is None:
            self.view.choose()
            return
        (office, desk), chains = self.asked, self.places.functions.chains

        def came(found: Chains) -> None:
            self.drawings, self.at = drawings(found, self.places.functions.now()), 0
            self._show()

        self.places.ask(lambda: chains(office, desk, ""), came, self.view.told)

    def choose(self) -> None:
        """F7."""
        self.view.choose()

    def next_one(self) -> None:
        """F8: the next desk of the office."""
        if self.drawings:
            self.at = (self.at + 1) % len(self.drawings)
            self._show()

    def open_marked(self) -> None:
        """Enter: the entries of that key on those days."""
        if marked := self.view.marked:
            since, until = marked.days
            wanted = Filter(dev=marked.dev, since=since, until=until)
            self.places.open_rows(wanted)

    def _show(self) -> None:
        drawing = self.drawings[self.at] if self.drawings else None
        self.view.show_drawing(drawing, self.at, len(self.drawings))
        if self.places.here == "chain":
            self.view.focus()
