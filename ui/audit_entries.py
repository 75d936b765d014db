"""The entries place: reads pages ahead of the scroll, applies filters, keeps and takes up
searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.audit import Count, Filter, Page, SavedQuery
from app.domain.errors import Refusal
from app.domain.jalali import tehran_date
from ui.models.audit_filter import FilterForm, form_of
from ui.models.audit_rows import EntryRow, count_words
from ui.views.audit_entries import AuditEntriesView
from ui.views.audit_saved import SavedView
from ui.views.reason import ReasonView

if TYPE_CHECKING:
    from ui.audit_places import AuditPlaces

KEPT = "این پالایه‌ها با همین عنوان در حساب شما می‌ماند."


class AuditEntriesBox(QObject):
    """A turn grows with each reading: what comes for an older one is dropped."""

    def __init__(self, places: AuditPlaces) -> None:
        super().__init__(places)
        self.places, self.turn = places, 0
        self.form = FilterForm()
        self.wanted = Filter()
        self.view = AuditEntriesView()
        self.view.offer(places.entered.facets)
        places.allow(self.view.acts)
        self.view.boxes.know(tehran_date(places.functions.now()))
        self.view.rows.wanted.connect(self._page)
        self.view.applied.connect(self.apply)
        self.view.opened.connect(self.open_marked)
        self.view.acted.connect(lambda name: getattr(self, name)())

    def focus(self) -> None:
        """On the table."""
        self.view.focus()

    def ask(self) -> None:
        """F5: read from the newest on."""
        self.turn += 1
        self.view.told.say("")
        self.view.show_form(self.form, self.form.said(self.places.entered.facets))
        self.view.show_count("در حال خواندن…")
        self.view.rows.begin()
        turn, wanted, count = self.turn, self.wanted, self.places.functions.count

        def counted(found: Count) -> None:
            if turn == self.turn:
                self.view.show_count(count_words(found), nothing=not found.count)

        self.places.ask(lambda: count(wanted), counted, self.view.told)

    def open(self, wanted: Filter) -> None:
        """The entries of a filter that comes from elsewhere."""
        self.form, self.wanted = form_of(wanted), wanted
        self.ask()

    def apply(self) -> None:
        """F9, or Enter in a filter: read with what is typed, once nothing of it is wrong."""
        form = FilterForm(**self.view.boxes.typed())
        troubles = form.troubles
        self.view.boxes.show_troubles(troubles)
        if not troubles:
            self.open(form.filter)
            self.form = form
            self.focus()

    def clear(self) -> None:
        """F8."""
        self.open(Filter())

    def to_filter(self) -> None:
        """F7."""
        self.view.to_filter()

    def open_marked(self) -> None:
        """Enter."""
        if marked := self._marked:
            self.places.open_entry(marked.row.leaf)

    def case(self) -> None:
        """Shift+F7."""
        if marked := self._marked:
            self.places.open_case(marked.row.leaf)

    def chain(self) -> None:
        """Shift+F8."""
        if marked := self._marked:
            self.places.open_chain(marked.row.office, marked.row.desk)

    def package(self) -> None:
        """F12."""
        self.places.open_package(self.wanted, (), "")

    def saved(self) -> None:
        """F10: what this account kept."""
        functions = self.places.functions

        def came(queries: tuple[SavedQuery, ...]) -> None:
            dialog = SavedView(queries, self.places.entered.facets, self.view)
            dialog.taken.connect(self.open)
            dialog.dropped.connect(self._drop)
            dialog.open()

        if self.places.may("saved"):
            self.places.ask(functions.saved, came, self.view.told)

    def keep(self) -> None:
        """F11: under a title."""
        if self.places.may("saved"):
            dialog = ReasonView("نگه‌داشتن جست‌وجو", KEPT, self.view, label="عنوان")
            dialog.agreed.connect(self._keep)
            dialog.open()

    def _keep(self, title: str) -> None:
        keep, wanted = self.places.functions.keep_query, self.wanted
        self.places.ask(lambda: keep(title, wanted), lambda _: self._kept(title), self.view.told)

    def _kept(self, title: str) -> None:
        self.view.told.say(f"«{title}» نگه داشته شد؛ با F10 باز می‌شود.", tone="good")

    def _drop(self, number: int) -> None:
        drop = self.places.functions.drop_query
        self.places.ask(lambda: drop(number), lambda _: None, self.view.told)

    @property
    def _marked(self) -> EntryRow | None:
        marked: EntryRow | None = self.view.table.marked
        return marked

    def _page(self, page: int, after: int | None) -> None:
        turn, wanted = self.turn, self.wanted
        facets, entries = self.places.entered.facets, self.places.functions.entries

        def work() -> tuple[tuple[EntryRow, ...], int | None]:
            found: Page = entries(wanted, after)
            rows = tuple(EntryRow.of(row, facets) for row in found.rows)
            return rows, found.last if found.more_after else None

        def came(found: tuple[tuple[EntryRow, ...], int | None]) -> None:
            if turn == self.turn:
                self.view.rows.put(page, *found)
                if page == 0 and found[0]:
                    self.view.table.mark(0)

        def refused(refusal: Refusal) -> None:
            if turn == self.turn:
                self.view.rows.missed(page)
                self.places.refuse(refusal, self.view.told)

        self.places.tasks.run(work, came, refused, line="look")
