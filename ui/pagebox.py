"""«برگه‌ها» and what its keys do: show a page as it will come out, print it, or ask where to.

The system's own dialog opens here only («چاپ با…»); everything else prints without a word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui import words
from ui.models.pages import Pages
from ui.sending import Ends, Sending
from ui.views.pages import PagesView
from ui.views.print_with import ask

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.errors import Refusal
    from app.domain.pages import PageKind, PageWanted
    from ui.functions import Functions
    from ui.tasks import Tasks


class PageBox(QObject):
    """One list at a time. `acted` says that something was printed, or that it was tried."""

    acted = Signal()

    def __init__(
        self, functions: Functions, tasks: Tasks, parent: QWidget, sending: Sending
    ) -> None:
        super().__init__(parent)
        self.functions, self.tasks, self._parent, self.sending = functions, tasks, parent, sending
        self.pages: Pages | None = None
        self.view: PagesView | None = None

    def of_request(self, title: str, tid: str, more: Pages | None = None) -> None:
        """What there is to print of a request; `more` stands under it."""
        offers = self.functions.page_offers

        def offered(kinds: tuple[PageKind, ...]) -> None:
            pages = Pages.of_request(title, tid, kinds)
            self.open(pages.more(more) if more else pages)

        self.tasks.run(lambda: offers(tid), offered, lambda _refusal: offered(()))

    def open(self, pages: Pages) -> None:
        """Show the list with the first page drawn; an empty one does not open."""
        if not pages.lines or self.view is not None:
            return
        self.pages = pages
        view = self.view = PagesView(pages, self._parent)
        view.marked.connect(self.mark)
        view.printed.connect(self.print_)
        view.printed_with.connect(self.print_with)
        view.finished.connect(self._closed)
        view.open()
        view.list.setFocus()

    def mark(self, at: int) -> None:
        """Draw the page the keys stand on."""
        if self.pages and (line := self.pages.mark(at).marked):
            wanted, preview = line.wanted, self.functions.page_preview
            self._show(self.pages.mark(at))

            def refused(refusal: Refusal) -> None:
                self.sending.cases.or_ask(refusal, lambda: self.mark(at), self._not_drawn)

            self.tasks.run(
                lambda: preview(wanted),
                lambda pictures: self._drawn(wanted, pictures),
                refused,
                line="paper",
            )

    def print_(self) -> None:
        """F12: to the printer its kind is sent to."""
        if wanted := self._begin():
            self.sending.page(wanted, Ends(self._printed, self._refused))

    def print_with(self) -> None:
        """F11: «چاپ با…», the system's own dialog."""
        picked = ask(self.view) if self.view and self.pages and not self.pages.busy else None
        if picked is not None and (wanted := self._begin()):
            self.sending.page(wanted, Ends(self._printed, self._refused), picked)

    def _begin(self) -> PageWanted | None:
        pages = self.pages
        if not pages or pages.busy or not pages.marked:
            return None
        self._show(replace(pages, busy=True))
        self._tell("در حال چاپ…", tone="info")
        return pages.marked.wanted

    def _printed(self, _where: str) -> None:
        self._ended("چاپ شد.", "", "good")

    def _refused(self, refusal: Refusal) -> None:
        self._ended(words.sentence(refusal), words.who_acts(refusal), "warn")

    def _ended(self, told: str, who: str, tone: str) -> None:
        self.acted.emit()
        if self.pages:
            self._show(replace(self.pages, busy=False))
        self._tell(told, who, tone=tone)

    def _drawn(self, wanted: PageWanted, pictures: tuple[bytes, ...]) -> None:
        if self.pages and self.pages.marked and self.pages.marked.wanted == wanted:
            self._show(replace(self.pages, pictures=pictures))

    def _not_drawn(self, refusal: Refusal) -> None:
        self._tell(words.sentence(refusal), words.who_acts(refusal))

    def _show(self, pages: Pages) -> None:
        self.pages = pages
        if self.view and isValid(self.view):
            self.view.show_pages(pages)

    def _tell(self, told: str, who: str = "", *, tone: str = "warn") -> None:
        if self.view and isValid(self.view):
            self.view.say(told, who, tone=tone)

    def _closed(self, _result: int) -> None:
        self.view = self.pages = None
