"""The place of findings: the list read by pages, the marked one opened, and moved with words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.audit import FindingPage, FindingRow, Move
from app.domain.audit_sheets import FindingSheet
from app.domain.errors import Refusal
from app.domain.jalali import tehran_date
from ui.models.audit_findings import MOVES, FindingForm, FindingLine, OpenFinding, moved
from ui.views.audit_findings import AuditFindingsView
from ui.views.reason import ReasonView

if TYPE_CHECKING:
    from ui.audit_places import AuditPlaces

# The mark may run through the list; only where it rests is a finding opened.
RESTS = 150
Lines = tuple[tuple[FindingLine, ...], int | None]


class AuditFindingsBox(QObject):
    """`open_` is the finding beside the list; a turn grows with each reading."""

    def __init__(self, places: AuditPlaces) -> None:
        super().__init__(places)
        self.places, self.turn = places, 0
        self.form = FindingForm()
        self.open_: OpenFinding | None = None
        self.view = AuditFindingsView(moves=places.may("moves"))
        self.view.offer(places.entered.facets)
        self.view.boxes.know(tehran_date(places.functions.now()))
        self.view.rows.wanted.connect(self._page)
        self.view.applied.connect(self.apply)
        self.view.acted.connect(lambda name: getattr(self, name)())
        self.resting = QTimer(self)
        self.resting.setSingleShot(True)
        self.resting.setInterval(RESTS)
        self.resting.timeout.connect(self._open)
        self.view.marked.connect(self.resting.start)

    def focus(self) -> None:
        """On the list."""
        self.view.focus()

    def ask(self) -> None:
        """F5."""
        self.turn += 1
        self.view.told.say("")
        self.view.rows.begin()

    def apply(self) -> None:
        """Enter in a filter."""
        form = FindingForm(**self.view.boxes.typed())
        self.view.boxes.show_troubles(form.troubles)
        if not form.troubles:
            self.form = form
            self.ask()
            self.focus()

    def clear(self) -> None:
        """F8."""
        self.form = FindingForm()
        self.view.boxes.put({})
        self.view.boxes.show_troubles({})
        self.ask()

    def to_filter(self) -> None:
        """F7."""
        self.view.to_filter()

    def open_rows(self) -> None:
        """Enter: the entry the finding is about."""
        if marked := self._marked:
            self.places.open_entry(marked.finding.leaf)

    def question(self) -> None:
        """F9."""
        self._ask_words("ask")

    def assign(self) -> None:
        """F10."""
        self._ask_words("assign")

    def close_it(self) -> None:
        """F11."""
        self._ask_words("close")

    def refer(self) -> None:
        """F12."""
        self._ask_words("refer")

    def suppress(self) -> None:
        """Shift+F8."""
        self._ask_words("suppress")

    def _ask_words(self, way: Move) -> None:
        if (marked := self._marked) and self.places.may("moves"):
            about, under, label = MOVES[way]
            dialog = ReasonView(about, under, self.view, label=label)
            number = marked.finding.id
            dialog.agreed.connect(lambda typed: self._move(number, way, typed))
            if way == "assign":
                dialog.least = 1
                dialog.reason.setText(self.places.entered.session.number)
                dialog.reason.selectAll()
            dialog.open()

    def _move(self, number: int, way: Move, typed: str) -> None:
        move = self.places.functions.move
        try:
            to, text = moved(way, typed)
        except Refusal as refusal:
            self.places.refuse(refusal, self.view.told)
            return

        def came(_row: FindingRow) -> None:
            self.ask()
            self.view.told.say(f"انجام شد: {MOVES[way][0]}", tone="good")

        self.places.ask(lambda: move(number, way, to, text), came, self.view.told)

    @property
    def _marked(self) -> FindingLine | None:
        marked: FindingLine | None = self.view.table.marked
        return marked

    def _open(self) -> None:
        if (marked := self._marked) is None:
            return
        number, finding = marked.finding.id, self.places.functions.finding

        def came(sheet: FindingSheet) -> None:
            now = self._marked
            if now and now.finding.id == sheet.row.id:
                self._show(sheet)

        self.places.ask(lambda: finding(number), came, self.view.told)

    def _show(self, sheet: FindingSheet) -> None:
        self.open_ = OpenFinding(sheet, self.places.entered.facets)
        self.view.show_finding(self.open_)

    def _page(self, page: int, after: int | None) -> None:
        turn, wanted = self.turn, self.form.filter
        facets, findings = self.places.entered.facets, self.places.functions.findings

        def work() -> Lines:
            found: FindingPage = findings(wanted, after)
            rows = tuple(FindingLine.of(row, facets) for row in found.rows)
            return rows, found.last if found.more_after else None

        def came(found: Lines) -> None:
            if turn == self.turn:
                self.view.rows.put(page, *found)
                if page == 0:
                    self._first(nothing=not found[0])

        def refused(refusal: Refusal) -> None:
            if turn == self.turn:
                self.view.rows.missed(page)
                self.places.refuse(refusal, self.view.told)

        self.places.tasks.run(work, came, refused, line="look")

    def _first(self, *, nothing: bool) -> None:
        self.view.show_empty(nothing=nothing)
        if nothing:
            self.view.show_finding(None)
            return
        kept = self.open_.sheet.row.id if self.open_ else 0
        at = next((n for n in range(self.view.rows.rowCount()) if self._id(n) == kept), 0)
        self.view.table.mark(at)

    def _id(self, row: int) -> int:
        found: FindingLine | None = self.view.rows.at(row)
        return found.finding.id if found else 0
