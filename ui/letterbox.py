"""Papers to agencies and from them, and what the keys do: scan, write the list, print it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.acts import RequestRow
from app.domain.catalogue import Catalogue
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.finding import Wanted
from app.domain.letters import LetterRow, Sheet
from app.domain.pages import PageWanted
from app.domain.text import persian_digits
from ui import words
from ui.counter_functions import FindFunctions
from ui.models.case_acts import CaseAct
from ui.models.letters import NEW, PAPER, LetterDraft, acts_of, count, rows_of
from ui.sending import Ends, Sending
from ui.tasks import Tasks
from ui.views.letters import LettersView

Scanned = tuple[RequestRow, tuple[str, ...]]


class LetterBox(QObject):
    """`acted`: something was written or printed; `opened(tid)`: the case of a sheet is wanted."""

    acted = Signal()
    opened = Signal(str)

    def __init__(
        self,
        finding: FindFunctions,
        tasks: Tasks,
        sending: Sending,
        *,
        catalogue: Callable[[], Catalogue],
    ) -> None:
        agencies = ((key, one.name) for key, one in catalogue().agencies.items())
        self.view = LettersView(tuple(sorted(agencies, key=lambda one: one[1])))
        super().__init__(self.view)
        self.finding, self.tasks, self.sending = finding, tasks, sending
        self.catalogue = catalogue
        self.draft, self.busy = LetterDraft(), False
        self.lists: tuple[LetterRow, ...] = ()
        self.view.scanned.connect(self.scan)
        self.view.chosen.connect(self._chosen)
        self.view.moved.connect(self._moved)
        self.view.opened.connect(self.open)
        self.view.acts.wanted.connect(self.begin)
        self._draw()

    def ask(self) -> None:
        """The lists of today."""
        self.tasks.run(self.finding.letters, self._listed, self._refused)

    def scan(self, typed: str) -> None:
        """A number was typed or read: its request, and which of its papers are away."""
        finding = self.finding

        def look() -> Scanned:
            rows = finding.page(finding.find(Wanted(typed)).places[:2]) if typed.strip() else ()
            if len(rows) != 1:
                raise OperatorCanFix("request-unknown")
            return rows[0], finding.away(rows[0].tid)

        self.tasks.run(look, self._scanned, self._not_scanned)

    def key(self, key: str) -> bool:
        """What a key does here; False where it is not ours."""
        act = next((one for one in self._acts() if one.key == key), None)
        if key == "F5":
            self.ask()
        elif act is not None:
            self.begin(act.name)
        return key == "F5" or act is not None

    def begin(self, name: str) -> None:
        """Do it, or say why it cannot be done."""
        why = next((act.why for act in self._acts() if act.name == name), "")
        if why:
            self.view.say(why, tone="warn")
        elif name == "write":
            self._write()
        elif name == "turn":
            self._put(self.draft.turn())
        elif name == "drop":
            self._put(self.draft.drop(self.view.marked_key))
        elif name == "print":
            self._print(self.view.marked_key)

    def open(self) -> None:
        """Enter on a sheet of the list: its case."""
        at = self.view.marked_key.removeprefix(NEW)
        if self.view.marked_key.startswith(NEW):
            self.opened.emit(self.draft.rows[int(at)].tid)

    def forget(self) -> None:
        """Another person is at work: a list that was begun stays, it is the office's."""
        self.view.say("")

    def _write(self) -> None:
        draft, finding = self.draft, self.finding
        letter = draft.letter(self.view.carrier.text())
        if self.busy:
            return
        self.busy = True
        write = finding.send if draft.direction == "sent" else finding.receive
        self.tasks.run(lambda: write(letter), self._written, self._refused)

    def _written(self, number: int | str) -> None:
        self.busy = False
        said = f"فهرست شماره {persian_digits(number)}" if isinstance(number, int) else "فهرست"
        self._put(LetterDraft(self.draft.direction))
        self.view.say(f"{said} ثبت شد. چاپ: F12.")
        self.acted.emit()
        self.ask()

    def _scanned(self, found: Scanned) -> None:
        request, away = found
        view, received = self.view, self.draft.direction == "received"
        typed = view.paper.text().strip()
        names = (
            (typed,) if typed else (away if received and away else (PAPER[self.draft.direction],))
        )
        sheets = view.sheets.answer()
        many = sheets if isinstance(sheets, int) and sheets > 0 else 1
        place = view.place.text().strip() if received else ""
        service = self.catalogue().services.get(request.service)
        try:
            if received and not place:
                raise OperatorCanFix("paper-place-missing")
            draft = self.draft.add(
                request,
                tuple(Sheet(request.tid, name, many, place) for name in names),
                service.agency if service else "",
            )
        except Refusal as refusal:
            self._not_scanned(refusal)
            return
        self._put(draft)
        # F8 takes back what was scanned last.
        view.list.setCurrentIndex(view.rows.index(len(draft.rows) - 1))
        view.wait_for_next()

    def _not_scanned(self, refusal: Refusal) -> None:
        self.view.refuse(words.sentence(refusal))

    def _chosen(self, agency: str) -> None:
        self._put(replace(self.draft, agency=agency))

    def _listed(self, lists: tuple[LetterRow, ...]) -> None:
        self.lists = lists
        self._draw()

    def _refused(self, refusal: Refusal) -> None:
        self.busy = False
        self.view.say(words.sentence(refusal), words.who_acts(refusal), "bad")

    def _put(self, draft: LetterDraft) -> None:
        self.draft = draft
        self.view.say("")
        self._draw()

    def _draw(self) -> None:
        agency = self.catalogue().agency_name
        self.view.show_draft(self.draft)
        rows = rows_of(self.draft, self.lists, agency)
        self.view.show_rows(dict(rows), count(self.draft, self.lists))

    def _acts(self) -> tuple[CaseAct, ...]:
        return acts_of(self.draft, self.view.marked_key)

    def _moved(self) -> None:
        self.view.acts.show_acts(self._acts())

    def _print(self, name: str) -> None:
        self.view.say("در حال چاپ…", tone="info")
        ends = Ends(lambda _: self._printed(), self._refused)
        self.sending.page(PageWanted("agency-list", letter=name), ends)

    def _printed(self) -> None:
        self.view.say("فهرست به چاپگر فرستاده شد.")
        self.acted.emit()
