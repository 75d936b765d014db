"""A case and what its keys do: read it, begin an act on it, print, and read it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.cases import Case
from app.domain.catalogue import Catalogue
from app.domain.errors import Refusal
from ui import words
from ui.acting import Acting
from ui.approving import Approving
from ui.attaching import Attaching, Place
from ui.deeds import deeds_of
from ui.functions import Functions
from ui.models.case import sheet_of
from ui.models.case_acts import CaseAct, acts_of
from ui.sending import Ends, Sending
from ui.tasks import Tasks
from ui.views.case import CaseView
from ui.views.paper_look import PaperLook


class CaseBox(QObject):
    """`left`: back to the list; `acted`: something was written; `shown`: a case was read;
    `failed(refusal)`: it was not; `pages(case)`: all its papers; `typing(act, case, made,
    approval)`: the request form is needed."""

    left = Signal()
    acted = Signal()
    shown = Signal()
    failed = Signal(object)
    pages = Signal(object)
    typing = Signal(str, object, object, object)

    def __init__(
        self,
        functions: Functions,
        tasks: Tasks,
        sending: Sending,
        approving: Approving,
        *,
        catalogue: Callable[[], Catalogue],
    ) -> None:
        self.view = CaseView()
        super().__init__(self.view)
        self.functions, self.tasks, self.sending = functions, tasks, sending
        self.catalogue = catalogue
        self.case: Case | None = None
        self.acts: dict[str, CaseAct] = {}
        deeds = deeds_of(functions, catalogue)
        self.acting = Acting(self.view.acts, deeds, tasks, approving)
        self.acting.said.connect(self.view.say)
        self.acting.acted.connect(self._acted)
        self.acting.typing.connect(self.typing)
        self.acting.closed.connect(self.view.focus)
        copies = Place(self.view.acts.panel, self.acting.attach, lambda: self.acting.about)
        self.attaching = Attaching(functions, tasks, copies, self)
        self.view.acts.wanted.connect(self.begin)
        self.view.left.connect(self.leave)
        self.view.looked.connect(self.look)

    def open(self, tid: str, told: str = "") -> None:
        """Read a case; another's asks for a reason first. `told` is said over it."""
        finding = self.functions.finding
        if finding is None:
            return

        def refused(refusal: Refusal) -> None:
            self.sending.cases.or_ask(refusal, lambda: self.open(tid, told), self.failed.emit)

        self.tasks.run(lambda: finding.case(tid), lambda case: self._came(case, told), refused)

    def ask(self) -> None:
        """F5: read it again."""
        if self.case:
            self.open(self.case.tid)

    def key(self, key: str) -> bool:
        """What a key does here; False where it is not ours."""
        act = next((one for one in self.acts.values() if one.key == key), None)
        if self.acting.press(key):
            return True
        if key == "F5":
            self.ask()
        elif act is not None:
            self.begin(act.name)
        return key == "F5" or act is not None

    def leave(self) -> None:
        """Esc: the form first, then the case."""
        if not self.acting.leave():
            self.left.emit()

    def begin(self, name: str) -> None:
        """Open the form of an act, or say why it cannot be done."""
        act, case = self.acts.get(name), self.case
        if act is None or case is None:
            return
        if act.why:
            self.view.say(act.why, tone="warn")
        elif name == "print":
            self._print(case.tid)
        elif name == "pages":
            self.pages.emit(case)
        elif name == "complete":
            self.typing.emit(name, case, None, None)
        else:
            self.acting.begin(name, case)

    def look(self, title: str, name: str) -> None:
        """The copy that was kept of one of its papers."""
        look = self.functions.look_paper
        self.tasks.run(
            lambda: look(name),
            lambda pictures: PaperLook(title, pictures, self.view).open(),
            self._not_printed,
            line="look",
        )

    def forget(self) -> None:
        """Another person is at work: the case of the one before is gone."""
        self.case = None
        self.acting.close()

    def _came(self, case: Case, told: str) -> None:
        if told or self.case is None or self.case.tid != case.tid:
            self.acting.close()
            self.view.say(told)
        self.case = case
        acts = acts_of(case)
        self.acts = {act.name: act for act in acts}
        self.view.show_case(sheet_of(case, self._agency, self.functions.now()))
        self.view.acts.show_acts(acts)
        self.shown.emit()

    def _acted(self) -> None:
        self.acted.emit()
        self.ask()

    def _agency(self, key: str) -> str:
        return self.catalogue().agency_name(key)

    def _print(self, tid: str) -> None:
        self.view.say("در حال چاپ…", tone="info")
        self.sending.receipt(tid, Ends(lambda _: self._printed(), self._not_printed))

    def _printed(self) -> None:
        self.view.say("رسید به چاپگر فرستاده شد.")
        self._acted()

    def _not_printed(self, refusal: Refusal) -> None:
        tone = "info" if refusal.code == "reprint-given-up" else "warn"
        self.view.say(words.sentence(refusal), words.who_acts(refusal), tone)
