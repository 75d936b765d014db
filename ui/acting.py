"""One act at a time on whatever is marked: its form at the side, a manager's word, and its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.approvals import Approval, Ask
from app.domain.errors import Refusal
from app.domain.forms import Answer
from ui import words
from ui.approving import Approving
from ui.models.act_form import ActForm
from ui.tasks import Tasks
from ui.views.acts import ActsView

OWN = (
    *("F5", "F7", "F8", "F9", "F10", "F11", "F12"),
    *("Shift+F2", "Shift+F7", "Shift+F8", "Shift+F9", "Shift+F11"),
)


@dataclass(frozen=True, slots=True)
class Deed:
    """How an act on a subject begins (its form, read on a worker), is done, and is told of.

    `asks`: what a manager is asked first. `change`: another form after an answer. One that `types`
    needs the request form: what `do` made is handed on instead. A refusal of `half` means that a
    part is done: the form begins anew for the rest.
    """

    begin: Callable[[Any], ActForm]
    do: Callable[[Any, ActForm, Approval | None], object]
    told: str = ""
    asks: Callable[[Any, ActForm], Ask | None] = lambda _subject, _form: None
    change: Callable[[ActForm, str, Answer], ActForm] = lambda form, name, value: form.answer(
        name, value
    )
    types: bool = False
    half: str = ""


class Acting(QObject):
    """`said(sentence, who, tone)` for the screen; `acted`: something was, or may have been,
    written; `typing(name, subject, made, approval)`; `closed`: the acts are shown again."""

    said = Signal(str, str, str)
    acted = Signal()
    typing = Signal(str, object, object, object)
    closed = Signal()

    def __init__(
        self, view: ActsView, deeds: dict[str, Deed], tasks: Tasks, approving: Approving
    ) -> None:
        super().__init__(view)
        self.view, self.deeds, self.tasks, self.approving = view, deeds, tasks, approving
        self.form: ActForm | None = None
        self.subject: object = None
        view.panel.edited.connect(self._edited)
        view.panel.ticked.connect(self._ticked)
        view.panel.done.connect(self.do)
        view.panel.left.connect(self.leave)

    def begin(self, name: str, subject: object) -> None:
        """Open the form of an act."""
        if (deed := self.deeds.get(name)) and self.form is None:
            self.said.emit("", "", "info")
            self.subject = subject
            self.tasks.run(lambda: deed.begin(subject), self._begun, self._not_begun)

    def do(self) -> None:
        """F9: do what the form says, after a manager's word where one is needed."""
        form, subject = self.form, self.subject
        if form is None or form.busy:
            return
        if not form.ready:
            self._draw(form.press())
            self.view.panel.focus(form.first_wrong)
            return
        deed = self.deeds[form.name]
        self._draw(form.wait())
        if wanted := deed.asks(subject, form):
            self.approving.ask(
                wanted, lambda approval: self._do(deed, form, approval), self._refused
            )
        else:
            self._do(deed, form, None)

    def press(self, key: str) -> bool:
        """While a form is open F9 does it, F7 takes the words that were meant, and the keys of this
        place begin nothing else; those that go to other places still do."""
        if self.form is None or key not in OWN:
            return False
        if key == "F9":
            self.do()
        elif key == "F7":
            self.view.panel.accept_offer()
        return True

    @property
    def about(self) -> object:
        """What the open form is about; None while none is open."""
        return self.subject if self.form else None

    def attach(self, name: str, kept: str) -> None:
        """A copy of a paper of the form was kept."""
        if self.form is not None:
            self._draw(self.form.attach(name, kept))

    def leave(self) -> bool:
        """Esc: give the form up; False where none is open."""
        if self.form is None:
            return False
        if not self.form.busy:
            self.close()
        return True

    def close(self) -> None:
        """The acts again."""
        self.form = None
        self.view.show_form(None)
        self.closed.emit()

    def _do(self, deed: Deed, form: ActForm, approval: Approval | None) -> None:
        subject = self.subject
        if deed.types:
            made = deed.do(subject, form, approval)
            self.close()
            self.typing.emit(form.name, subject, made, approval)
            return
        self.tasks.run(
            lambda: deed.do(subject, form, approval), lambda _: self._done(deed), self._refused
        )

    def _done(self, deed: Deed) -> None:
        self.close()
        self.said.emit(deed.told, "", "good")
        self.acted.emit()

    def _refused(self, refusal: Refusal) -> None:
        if self.form:
            self._draw(self.form.refuse(refusal))
            self._go_on(self.form.name, refusal)
        # Money may have moved all the same.
        self.acted.emit()

    def _go_on(self, name: str, refusal: Refusal) -> None:
        deed, subject = self.deeds[name], self.subject
        if refusal.code == deed.half:
            self.tasks.run(
                lambda: deed.begin(subject).refuse(refusal), self._begun, self._not_begun
            )

    def _begun(self, form: ActForm) -> None:
        self._draw(form)
        self.view.panel.focus()

    def _not_begun(self, refusal: Refusal) -> None:
        self.said.emit(words.sentence(refusal), words.who_acts(refusal), "bad")

    def _edited(self, name: str, value: Answer) -> None:
        form = self.form
        if form is not None and form.answers.get(name) != value:
            self._draw(self.deeds[form.name].change(form, name, value))

    def _ticked(self, name: str, on: bool) -> None:
        if self.form and (name in self.form.ticked) != on:
            self._draw(self.form.tick(name, on))

    def _draw(self, form: ActForm) -> None:
        self.form = form
        self.view.show_form(form)
