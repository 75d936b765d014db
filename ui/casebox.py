"""A case and what its keys do: read it, begin an act, do it, and read it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.approvals import Approval
from app.domain.cases import Case
from app.domain.catalogue import Catalogue
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.forms import Answer
from ui import words
from ui.approving import Approving
from ui.deeds import Deed, deeds_of
from ui.functions import Functions
from ui.models import act_forms
from ui.models.act_form import ActForm
from ui.models.case import sheet_of
from ui.models.case_acts import CaseAct, acts_of
from ui.sending import Ends, Sending
from ui.tasks import Tasks
from ui.views.case import CaseView

ELSEWHERE = ("complete", "print", "pages")


class CaseBox(QObject):
    """`left`: back to the list; `acted`: something was written; `pages`: all papers of the case;
    `typing(act, case, form, approval)`: the request form is needed for it."""

    left = Signal()
    acted = Signal()
    pages = Signal(object)
    shown = Signal()
    typing = Signal(str, object, object, object)
    failed = Signal(object)

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
        self.functions, self.tasks = functions, tasks
        self.sending, self.approving, self.catalogue = sending, approving, catalogue
        self.deeds = deeds_of(functions, catalogue)
        self.case: Case | None = None
        self.acts: dict[str, CaseAct] = {}
        self.form: ActForm | None = None
        self.view.wanted.connect(self.begin)
        self.view.left.connect(self.leave)
        panel = self.view.panel
        panel.edited.connect(self._edited)
        panel.ticked.connect(self._ticked)
        panel.done.connect(self.do)
        panel.left.connect(self.leave)

    def open(self, tid: str) -> None:
        """Read a case and show it; another's asks for a reason first. `shown` when it is there."""
        finding = self.functions.finding
        if finding is None:
            return

        def refused(refusal: Refusal) -> None:
            self.sending.cases.or_ask(refusal, lambda: self.open(tid), self.failed.emit)

        def came(case: Case) -> None:
            fresh = self.case is None or self.case.tid != case.tid
            if fresh:
                self._close_form()
                self.view.say("")
            self._show(case)
            self.shown.emit()

        self.tasks.run(lambda: finding.case(tid), came, refused)

    def ask(self) -> None:
        """F5: read it again."""
        if self.case:
            self.open(self.case.tid)

    def key(self, key: str) -> bool:
        """What a key does here; False where it is not ours."""
        if key == "F5":
            self.ask()
        elif self.form is not None:
            if key == "F9":
                self.do()
        else:
            act = next((one for one in self.acts.values() if one.key == key), None)
            if act is None:
                return False
            self.begin(act.name)
        return True

    def leave(self) -> None:
        """Esc: the form first, then the case."""
        if self.form is None:
            self.left.emit()
        elif not self.form.busy:
            self._close_form()
            self.view.focus()

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
        elif deed := self.deeds.get(name):
            self.view.say("")
            self.tasks.run(lambda: deed.begin(case), self._begun, self._not_begun)

    def do(self) -> None:
        """F9: do what the form says, after a manager's word where one is needed."""
        form, case = self.form, self.case
        if form is None or case is None or form.busy:
            return
        if not form.ready:
            self._draw(form.press())
            self.view.panel.focus(form.first_wrong)
            return
        deed = self.deeds[form.name]
        self._draw(form.wait())
        if wanted := deed.asks(case, form):
            self.approving.ask(
                wanted, lambda approval: self._do(deed, case, form, approval), self._refused
            )
        else:
            self._do(deed, case, form, None)

    def forget(self) -> None:
        """Another person is at work: the case of the one before is gone."""
        self.case = None
        self._close_form()

    def _do(self, deed: Deed, case: Case, form: ActForm, approval: Approval | None) -> None:
        if form.name in ("renew", "correct"):
            self._close_form()
            self.typing.emit(form.name, case, deed.do(case, form, approval), approval)
            return
        self.tasks.run(
            lambda: deed.do(case, form, approval), lambda _: self._done(deed), self._refused
        )

    def _done(self, deed: Deed) -> None:
        self._close_form()
        self.view.say(deed.told)
        self.acted.emit()
        self.ask()

    def _refused(self, refusal: Refusal) -> None:
        if self.form:
            self._draw(self.form.refuse(refusal))
        # Money may have come in all the same.
        self.acted.emit()
        self.ask()

    def _begun(self, form: ActForm) -> None:
        if self.case:
            self._draw(form)
            self.view.panel.focus()

    def _not_begun(self, refusal: Refusal) -> None:
        self.view.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")

    def _edited(self, name: str, value: Answer) -> None:
        form = self.form
        if form is None or form.answers.get(name) == value:
            return
        if (form.name, name) == ("pay", "by") and self.case:
            payee = {line.payee: line.payee for line in form.plan}
            form = act_forms.pay_form(form.plan, payee, by=str(value))
        self._draw(form.answer(name, value))

    def _ticked(self, name: str, on: bool) -> None:
        if self.form and (name in self.form.ticked) != on:
            self._draw(self.form.tick(name, on))

    def _draw(self, form: ActForm) -> None:
        self.form = form
        self.view.show_form(form)

    def _close_form(self) -> None:
        self.form = None
        self.view.show_form(None)

    def _show(self, case: Case) -> None:
        self.case = case
        acts = acts_of(case)
        self.acts = {act.name: act for act in acts}
        self.view.show_case(sheet_of(case, self._agency, self.functions.now()))
        self.view.show_acts(acts)
        if self.form is None:
            self.view.focus()

    def _agency(self, key: str) -> str:
        return self.catalogue().agency_name(key)

    def _print(self, tid: str) -> None:
        self.view.say("در حال چاپ…", tone="info")
        self.sending.receipt(tid, Ends(lambda _: self._printed(), self._not_printed))

    def _printed(self) -> None:
        self.view.say("رسید به چاپگر فرستاده شد.")
        self.acted.emit()
        self.ask()

    def _not_printed(self, refusal: Refusal) -> None:
        given_up = isinstance(refusal, OperatorCanFix) and refusal.code == "reprint-given-up"
        tone = "info" if given_up else "warn"
        self.view.say(words.sentence(refusal), words.who_acts(refusal), tone=tone)
