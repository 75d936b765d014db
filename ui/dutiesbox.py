"""The page of duties and what its keys do: answer, give back, ask to close, print it whole."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.approvals import Asked, Waiting, Word
from app.domain.duties import Duties
from app.domain.errors import Refusal
from app.domain.money import rials
from app.domain.pages import PageWanted
from ui import words
from ui.functions import Functions
from ui.models.door import Door
from ui.models.duties import Line, screen_of
from ui.office_functions import DutyFunctions
from ui.staff import AtDoor
from ui.tasks import Tasks
from ui.views.approval import ApprovalView
from ui.views.duties import ClosingView, DutiesView
from ui.views.reason import ReasonView

Answer = Callable[[str, str], object]


class DutiesBox(QObject):
    """`acted`: something was written that the regulator is to hear of."""

    acted = Signal()

    def __init__(self, functions: Functions, duties: DutyFunctions, tasks: Tasks) -> None:
        self.view = DutiesView()
        super().__init__(self.view)
        self.functions, self.duties, self.tasks = functions, duties, tasks
        self.dialog: ReasonView | ClosingView | None = None
        self.approval: ApprovalView | None = None
        self.waiting: tuple[Waiting, ...] = ()
        self.view.acted.connect(self.act)
        self.view.closing.connect(self.close_for_a_while)
        self.view.printed.connect(self.print_)

    def ask(self) -> None:
        """F5."""
        look, waiting = self.duties.look, self.functions.approvals_waiting
        self.tasks.run(lambda: (look(), waiting()), self._found, self._refused)

    def primary(self) -> None:
        """F9: what presses most."""
        self.view.press_first()

    def act(self, line: Line) -> None:
        """Answer a finding or a complaint, or give back what was taken too much."""
        if line.act == "approve":
            self._approve(line.subject)
            return
        answers: dict[str, tuple[Answer, str]] = {
            "finding": (self.duties.answer_finding, "پاسخ شما به سازمان می‌رسد و می‌ماند."),
            "complaint": (self.duties.answer_complaint, "گفته دفتر برای کارشناس سازمان می‌رود."),
            "remedy": (
                self.duties.give_back,
                "مبلغ اضافه از گیرنده آن پس خواسته می‌شود و یافته با همین گفته پاسخ می‌گیرد.",
            ),
        }
        do, under = answers[line.act]
        # What the regulator asks stands under the finding it is about.
        below = f"{line.under}\n{under}" if line.act == "finding" else under
        dialog = self.dialog = ReasonView(line.words, below, self.view, label="گفته دفتر")
        dialog.agreed.connect(lambda said: self._answer(do, line.subject, said))
        dialog.open()

    def _approve(self, subject: str) -> None:
        """What another desk asks: the manager proves who they are, as at the operator's desk."""
        asked = next((one.asked for one in self.waiting if one.asked.id == subject), None)
        if asked is not None:
            self.tasks.run(
                self.functions.at_door, lambda people: self._ask(asked, people), self._refused
            )

    def _ask(self, asked: Asked, people: tuple[AtDoor, ...]) -> None:
        managers = tuple(one for one in people if one.operator.role == "manager")
        view = self.approval = ApprovalView(asked.ask, managers, self.view)
        view.granted.connect(lambda word: self._word(view, asked, word, ""))
        view.refused.connect(lambda word, reason: self._word(view, asked, word, reason))
        view.open()
        view.secret.setFocus()

    def _word(self, view: ApprovalView, asked: Asked, word: Word, reason: str) -> None:
        answer = self.functions.answer_approval

        def done(_: object) -> None:
            view.accept()
            self._done("پاسخ شما برای آن باجه می‌رود.")

        view.show_door(Door().knock())
        self.tasks.run(
            lambda: answer(asked, word, reason),
            done,
            lambda refusal: view.show_door(Door().refuse(refusal)),
        )

    def close_for_a_while(self) -> None:
        """F7."""
        dialog = self.dialog = ClosingView(self.view)
        dialog.agreed.connect(lambda *asked: self._ask_closing(dialog, *asked))
        dialog.open()

    def print_(self) -> None:
        """F12: «آماده بازرسی», signed."""
        put, wanted = self.functions.print_page, PageWanted("inspection")
        self.tasks.run(lambda: put(wanted, None), self._on_paper, self._refused)

    def _answer(self, do: Answer, subject: str, said: str) -> None:
        self.tasks.run(lambda: do(subject, said), self._answered, self._refused)

    def _ask_closing(self, dialog: ClosingView, first: str, last: str, reason: str) -> None:
        ask = self.duties.ask_closing

        def refused(refusal: Refusal) -> None:
            dialog.trouble.say(words.sentence(refusal), words.who_acts(refusal))

        def asked(_: object) -> None:
            dialog.accept()
            self._done("درخواست تعطیلی نوشته شد و برای سازمان می‌رود.")

        self.tasks.run(lambda: ask(first, last, reason), asked, refused)

    def _answered(self, given: object) -> None:
        if isinstance(given, int):
            self._done(f"{rials(given)} ریال پس خواسته شد و یافته پاسخ گرفت.")
        else:
            self._done("پاسخ نوشته شد و برای سازمان می‌رود.")

    def _done(self, said: str) -> None:
        self.view.told.say(said, tone="good")
        self.acted.emit()
        self.ask()

    def _on_paper(self, _: object) -> None:
        self.view.told.say("برگه «آماده بازرسی» به چاپگر فرستاده شد.", tone="good")

    def _found(self, found: tuple[Duties, tuple[Waiting, ...]]) -> None:
        duties, self.waiting = found
        self.view.show_screen(screen_of(duties, self.waiting))

    def _refused(self, refusal: Refusal) -> None:
        self.view.told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")
