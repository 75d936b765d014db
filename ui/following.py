"""The places where requests are followed up: search, case, money, letters, the mending form.

Each is built when it is first asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.errors import OperatorCanFix, Refusal
from app.domain.jalali import tehran_date
from ui import words
from ui.scanning import Scanner

if TYPE_CHECKING:
    from app.domain.acts import RequestDraft
    from app.domain.approvals import Approval
    from app.domain.cases import Case
    from ui.care import FoundCase
    from ui.casebox import CaseBox
    from ui.keeping import Keeping
    from ui.letterbox import LetterBox
    from ui.mending import Mending
    from ui.moneybox import MoneyBox
    from ui.places import Places
    from ui.remending import Remending
    from ui.searchbox import SearchBox
    from ui.views.fields.lines import LineEditor

PLACES = ("search", "case", "money", "letters", "mend")
QR_LEAST = 100  # letters; no number, code or name is as long
BOXES = {"case": "casebox", "mend": "mending", "money": "moneybox", "letters": "letterbox"}
SEARCH_KEYS = {"F5": "ask", "F7": "filters", "F8": "clear"}


class Following(QObject):
    """Knows from where a case was opened, and goes back there."""

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self.places = places
        self.back, self.receipt = "search", ""

    def listen(self) -> None:
        """From now on a receipt's QR opens its case, whatever has the caret."""
        self.scanner = Scanner(self.places.shell.window())
        self.scanner.scanned.connect(self.scan)

    def scan(self, text: str) -> None:
        """A receipt was read while somebody works."""
        if self.places.shell.isVisible():
            from app.domain.finding import understood

            self.open(understood(text).tid, text)

    @cached_property
    def searchbox(self) -> SearchBox | None:
        """The search; None where the desk hands no finding."""
        places = self.places
        finding = places.functions.finding
        if finding is None:
            return None
        from ui.searchbox import SearchBox

        box = SearchBox(places.functions, finding, places.tasks)
        # Without a parent what listens to it would hold it, and all places, for ever.
        box.setParent(self)
        box.opened.connect(lambda tid: self.open(tid, box.search.text))
        for editor in (box.view.since, box.view.until):
            editor.calendar.connect(self.show_calendar)
        return box

    @cached_property
    def casebox(self) -> CaseBox:
        """The case."""
        places = self.places
        from ui.casebox import CaseBox

        box = CaseBox(
            places.functions,
            places.tasks,
            places.sending,
            places.approving,
            catalogue=places.catalogue,
        )
        box.setParent(self)
        box.left.connect(lambda: places.go(self.back))
        box.acted.connect(places.ask_light)
        box.shown.connect(self._show_case)
        box.pages.connect(self._pages)
        box.failed.connect(self._not_opened)
        box.typing.connect(self._type)
        box.view.acts.panel.calendar.connect(self.show_calendar)
        return box

    @cached_property
    def moneybox(self) -> MoneyBox | None:
        """Payments in doubt and money owed back."""
        places = self.places
        money = places.functions.money
        if money is None:
            return None
        from ui.moneybox import MoneyBox

        box = MoneyBox(places.functions, money, places.tasks, places.approving, agency=self._agency)
        box.acted.connect(places.ask_light)
        box.opened.connect(self.open)
        return box

    @cached_property
    def letterbox(self) -> LetterBox | None:
        """Papers to agencies and from them."""
        places = self.places
        finding = places.functions.finding
        if finding is None:
            return None
        from ui.letterbox import LetterBox

        box = LetterBox(finding, places.tasks, places.sending, catalogue=places.catalogue)
        box.acted.connect(places.ask_light)
        box.opened.connect(self.open)
        return box

    @cached_property
    def mending(self) -> Mending:
        """The form of a request that is put right."""
        places = self.places
        from ui.mending import Mending

        made = Mending(places.functions, places.tasks, lambda: places.counter.unlocked)
        made.setParent(self)
        made.opened.connect(lambda: self._bring("mend", made.view))
        made.left.connect(self.casebox.open)
        made.done.connect(self._mended)
        return made

    @cached_property
    def remending(self) -> Remending:
        """What goes on with such a form from its draft."""
        from ui.remending import Remending

        return Remending(self.mending, self.places.approving, self.places.sending.cases)

    def mend_on(self, draft: RequestDraft, place: str, name: str) -> None:
        """Go on putting a request right, from its draft."""
        self.remending.go_on(draft, place, name, self.places.draftbox.refuse)

    def keepers(self) -> tuple[Keeping, ...]:
        """What keeps the drafts of every form of a request, the counter's too."""
        mending = (self.mending.keeping,) if "mending" in self.__dict__ else ()
        return (self.places.counter.keeping, *mending)

    def show(self, place: str) -> None:
        """Bring one of the places to the front."""
        if place == "case":
            self.casebox.ask()
        elif place == "money":
            if box := self.moneybox:
                self.places.shell.show_place("money", box.view)
                box.ask()
        elif place == "letters":
            if letters := self.letterbox:
                self.places.shell.show_place("letters", letters.view)
                letters.view.focus()
                letters.ask()
        elif search := self.searchbox:
            self.places.shell.show_place("search", search.view)
            search.view.focus()
            search.ask()

    def open(self, tid: str, typed: str = "") -> None:
        """A case, from wherever we are; Esc goes back there. `typed` may be a receipt's QR: where
        nothing is known of the request, that is kept as a case of its own."""
        self.receipt = typed if len(typed) > QR_LEAST else ""
        if self.places.here != "case":
            self.back = self.places.here
        self.casebox.open(tid)

    def press(self, place: str, key: str) -> bool:
        """Let a key act here; False where it does what it does everywhere."""
        if place in BOXES:
            box = getattr(self, BOXES[place])
            return box is not None and bool(box.key(key))
        name = SEARCH_KEYS.get(key)
        if name is None or self.searchbox is None:
            return False
        getattr(self.searchbox, name)()
        return True

    def forget(self) -> None:
        """Another person is at work: what the one before looked at is put away."""
        for name in ("casebox", "mending", "moneybox"):
            if box := self.__dict__.get(name):
                box.forget()
        if "searchbox" in self.__dict__ and self.searchbox:
            self.searchbox.clear()

    def show_calendar(self, editor: LineEditor) -> None:
        """↓ in a date: a month to look at."""
        from ui.models.month import Month
        from ui.views.fields.calendar import CalendarView

        unlocked = self.places.counter.unlocked
        today = tehran_date(self.places.functions.now())
        month = Month.begin(
            editor.text(), today, unlocked.catalogue.calendar, province=unlocked.office.province
        )
        self.calendar = CalendarView(month, editor)
        self.calendar.picked.connect(editor.pick)
        self.calendar.open_below(editor)

    def _agency(self, key: str) -> str:
        return self.places.catalogue().agency_name(key)

    def _type(self, act: Any, case: Case, made: Any, approval: Approval | None) -> None:
        """An act of the case that needs a form of the request."""
        try:
            if act == "complete":
                self._complete(case)
            else:
                from ui.mending import Mend

                self.mending.open(Mend(act, case, made, approval))
        except Refusal as refusal:
            self._not_opened(refusal)

    def _complete(self, case: Case) -> None:
        """The second visit: the request screen goes on where the first one stopped."""
        places = self.places
        requests = places.functions.requests
        if places.counter.bound or requests is None:
            raise OperatorCanFix("desk-busy")

        def second() -> RequestDraft:
            # Its visit begins, as every one at the counter, when something is done in it.
            return requests.second_visit("", case.tid)

        def begun(draft: RequestDraft) -> None:
            if places.counter.resume(draft, "", ""):
                places.go("request")

        places.tasks.run(second, begun, self._not_opened)

    def _mended(self, tid: str, told: str) -> None:
        self.places.ask_light()
        self.casebox.open(tid, told)

    def _bring(self, place: str, view: QWidget) -> None:
        self.places.here = place
        self.places.shell.show_place(place, view)

    def _show_case(self) -> None:
        self._bring("case", self.casebox.view)
        if self.casebox.acting.form is None:
            self.casebox.view.focus()

    def _not_opened(self, refusal: Refusal) -> None:
        """Told where the case was asked for; of a receipt whose request is nowhere here, what the
        receipt itself says."""
        care, receipt = self.places.functions.care, self.receipt
        if refusal.code == "request-unknown" and receipt and care:
            self.receipt = ""
            take = care.take_receipt
            self.places.tasks.run(lambda: take(receipt), self._found, self._not_opened)
            return
        said, who = words.sentence(refusal), words.who_acts(refusal)
        here = self.places.here
        if here == "case":
            self.casebox.view.say(said, who, tone="bad")
        elif here == "today":
            self.places.day().view.trouble.say(said, who, tone="bad")
        elif here == "money" and self.moneybox:
            self.moneybox.view.say(said, who, "bad")
        elif here == "letters" and self.letterbox:
            self.letterbox.view.say(said, who, "bad")
        elif self.searchbox:
            self.searchbox.view.trouble.say(said, who)

    def _found(self, case: FoundCase) -> None:
        from ui.models.tending import found_line

        line = found_line(case)
        if self.searchbox:
            self.places.go("search")
            said = f"{line.tid}: {line.said}"
            self.searchbox.view.trouble.say(said, f"{line.pill}. {line.meaning}", tone=line.tone)

    def _pages(self, case: Case) -> None:
        from ui.models.pages import Pages

        title = str(case.body["service_title"])
        more = Pages.of_service(title, case.service)
        self.places.pagebox.of_request(title, case.tid, more)
