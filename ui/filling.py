"""The form on screen: each key press makes the next value, is drawn, and is kept as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.models import versions
from ui.models.drafts import Move

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.domain.acts import RequestDraft
    from app.domain.catalogue import Catalogue
    from app.domain.forms import Answer
    from ui.keeping import Keeping
    from ui.models.request import Request
    from ui.models.told import ToldEntry
    from ui.views.desk import DeskView
    from ui.views.form_page import FormPage


class Filling(QObject):
    """One request at a time; None while nobody's is on screen. `visit` is the citizen's."""

    left = Signal(str)

    def __init__(self, desk: DeskView, keeping: Keeping) -> None:
        super().__init__(desk)
        self.desk, self.keeping = desk, keeping
        self.request: Request | None = None
        self.visit = ""
        keeping.told.connect(self._kept)
        desk.built.connect(self._built)

    def open(self, request: Request, place: str = "") -> None:
        """Show the form, the caret on its first question or where it stood."""
        self.request = request
        self.desk.begin(request, self._join)
        self._draw()
        if self.desk.page:
            if place:
                self.desk.page.stand(place)
            else:
                self.desk.page.focus(self.desk.page.form.first())

    def close(self) -> None:
        """What was typed is saved; nothing is on screen."""
        self.keeping.begin()
        self.request = None
        self.desk.rest()

    @property
    def free(self) -> Request | None:
        """The request, while it may be changed."""
        return self.request if self.request and not self.request.locked else None

    def to_trouble(self) -> None:
        """The caret goes to the first thing that is missing or wrong."""
        if self.free and self.desk.page:
            self.request = self.free.press()
            self._draw()
            if place := self.request.first_trouble:
                self.desk.page.focus(place)

    def lock(self, locked: bool) -> None:
        """While it is being registered nothing can be changed; a refused one opens again."""
        if self.request:
            self.request = self.request.lock(locked)
            self._draw(busy=locked)

    def keep(self) -> None:
        """Save it soon, with the caret's place."""
        if self.free and self.desk.page:
            place = self.desk.page.form.place()
            self.keeping.touch(self.free.unfinished(self.visit), place)

    def moved(self) -> None:
        """The caret went elsewhere: a draft remembers where."""
        if self.free and self.desk.page and (place := self.desk.page.form.place()):
            self.keeping.moved(self.free.unfinished(self.visit), place)

    def give(self, answers: Mapping[str, Answer]) -> None:
        """Earlier answers of the same citizen into what stands empty, marked; the caret stays."""
        if self.free and self.desk.page and (fitting := self.free.lacking_of(answers)):
            self.request = self.free.take_over(fitting)
            self.desk.page.form.fill(fitting)
            self._draw()
            self.moved()

    def upgrade(self) -> None:
        """What the newer form makes of the answers; nothing moves before it is agreed."""
        if self.free and versions.newer(self.free):
            from ui.views.upgrade import UpgradeView

            view = UpgradeView(Move.of(versions.move_of(self.free)), self.desk)
            view.agreed.connect(self._upgraded)
            view.open()

    def swap(self, catalogue: Catalogue) -> None:
        """A newer release: the same answers and form version, priced by it."""
        if self.free:
            self.request = versions.rebased(self.free, catalogue)
            self._draw()

    def tell_homeless(self, draft: RequestDraft) -> None:
        """A draft whose form version is gone: answers without a place are read out first."""
        if self.request and self.desk.page:
            lost = versions.homeless(self.request.service, draft)
            said = f"این پاسخ‌ها در کاربرگ کنونی جایی ندارند: {lost}" if lost else ""
            self.desk.page.standing.say(said, "اقدام با متصدی" if lost else "")

    def _upgraded(self) -> None:
        if self.free:
            self.open(versions.upgraded(self.free))
            self.keep()

    def _built(self, screen: QWidget) -> None:
        from ui.views.fee import FeeView

        if isinstance(screen, FeeView):
            screen.exemptions.claimed.connect(self._claimed)

    def _join(self, page: FormPage) -> None:
        page.edited.connect(self._edited)
        page.left.connect(self._left)
        page.upgrade.connect(self.upgrade)
        page.told.told.connect(self._told)
        page.papers.ticked.connect(self._ticked)
        from ui.attaching import Attaching, Place

        copies = Place(page.papers, self._attached)
        Attaching(self.keeping.functions, self.keeping.tasks, copies, page.papers)
        page.papers.coded.connect(self._coded)

    def _edited(self, name: str, value: Answer) -> None:
        self._change(lambda request: request.answer(name, value))

    def _told(self, line: int, entry: ToldEntry) -> None:
        self._change(lambda request: request.tell(line, entry))

    def _ticked(self, title: str, on: bool) -> None:
        if self.request and (title in self.request.papers) != on:
            self._change(lambda request: request.tick(title, on))

    def _coded(self, title: str, code: str) -> None:
        self._change(lambda request: request.verify(title, code))

    def _attached(self, title: str, name: str) -> None:
        self._change(lambda request: request.attach(title, name))

    def _claimed(self, key: str, evidence: str | None) -> None:
        self._change(lambda request: request.claim(key, evidence))

    def _change(self, make: Callable[[Request], Request]) -> None:
        """The next value, drawn; kept when something of it is new."""
        if before := self.free:
            self.request = make(before)
            self._draw()
            if before.unfinished("") != self.request.unfinished(""):
                self.keep()

    def _left(self, name: str) -> None:
        """A field was left: its error may show, and what waits is saved at once."""
        self.keeping.save()
        if self.free and name not in self.free.seen:
            self.request = self.free.leave(name)
            self._draw()
        self.left.emit(name)

    def _kept(self, words_: str, who: str) -> None:
        if self.desk.page:
            self.desk.page.show_kept(words_, who)

    def _draw(self, *, busy: bool = False) -> None:
        if self.request and self.desk.page:
            self.desk.page.show_request(self.request)
            self.desk.fee.show_request(self.request, busy)
