"""The people screen of the manager and what its keys do; to others it says whose it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from app.domain.acts import Operator
from app.domain.catalogue import Catalogue
from app.domain.errors import Refusal
from app.domain.staff import Authorisation, DoorRules, PersonalRead, Standing
from ui import words
from ui.functions import Functions
from ui.models.people import People, PersonLine, read_rows
from ui.models.people_acts import ACTS, OF_THE_OFFICE
from ui.staff import Staff
from ui.tasks import Tasks
from ui.views.allowed import AllowedView
from ui.views.people import PeopleView
from ui.views.question import QuestionView
from ui.views.reason import ReasonView
from ui.views.staff_dialogs import CodeView, ReadsView, RulesView


class PeopleBox(QObject):
    """`ruled` says that the rules of the door changed."""

    ruled = Signal()

    def __init__(
        self,
        staff: Staff,
        functions: Functions,
        tasks: Tasks,
        catalogue: Callable[[], Catalogue],
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.staff, self.functions, self.tasks, self.catalogue = staff, functions, tasks, catalogue
        self.people = People()
        self.dialog: QDialog | None = None
        self.view = PeopleView()
        self.view.acted.connect(self.act)

    def ask(self) -> None:
        """Read the list anew."""
        self.tasks.run(self.staff.everybody, self._show, self._refused)

    def forget(self) -> None:
        """Another person is at work."""
        self.view.trouble.say("")
        self._show(())

    def press(self, key: str) -> bool:
        """Let a key act here; False where it is not ours, and does what it does everywhere."""
        names = {shown: name for name, _, shown in (*ACTS, *OF_THE_OFFICE)}
        if key in names:
            self.act(names[key])
        return key in names

    def act(self, name: str) -> None:
        """One of the screen's acts, for the marked person or for the office."""
        office = {"propose": self._propose, "reads": self._reads, "rules": self._rules}
        marked = {
            "start": self._start,
            "unlock": self._unlock,
            "switch": self._switch,
            "services": self._services,
        }
        if name in office:
            office[name]()
        elif (line := self.view.marked) and self.view.pushes[name].isEnabled():
            marked[name](line)

    def _start(self, line: PersonLine) -> None:
        under = "گذرواژه و رمز کوتاه کنونی دیگر کار نمی‌کند. کد را تنها به خود او بدهید."
        view = QuestionView(f"کد شروع تازه برای {line.name}؟", under, "ساختن کد", self.view)
        start = self.staff.start_anew

        def made(code: str) -> None:
            self.ask()
            self._open(CodeView(line.name, code, self.view))

        view.agreed.connect(lambda: self.tasks.run(lambda: start(line.number), made, self._refused))
        self._open(view)

    def _unlock(self, line: PersonLine) -> None:
        unlock = self.staff.unlock
        self.tasks.run(lambda: unlock(line.number), self._done, self._refused)

    def _switch(self, line: PersonLine) -> None:
        disabled = line.standing.person.disabled
        act = self.staff.enable if disabled else self.staff.disable
        if disabled:
            self.tasks.run(lambda: act(line.number), self._done, self._refused)
            return
        under = "از همین حالا در این باجه، و پس از همگام‌سازی در باجه‌های دیگر، وارد نمی‌شود."
        view = QuestionView(f"{line.name} غیرفعال شود؟", under, "غیرفعال کردن", self.view)
        view.agreed.connect(
            lambda: self.tasks.run(lambda: act(line.number), self._done, self._refused)
        )
        self._open(view)

    def _services(self, line: PersonLine) -> None:
        view = AllowedView(line, self.catalogue(), self.view)
        authorise = self.staff.authorise

        def kept(_: object) -> None:
            view.accept()
            self.ask()

        def keep(listed: tuple[Authorisation, ...] | None) -> None:
            self.tasks.run(lambda: authorise(line.number, listed), kept, view.refuse)

        view.agreed.connect(keep)
        self._open(view)

    def _propose(self) -> None:
        under = "تا تأیید سازمان تنها تمرین می‌کند. پس از آن کد شروع بدهید."
        view = ReasonView("همکار تازه", under, self.view, label="نام و نام خانوادگی")
        propose = self.staff.propose

        def made(operator: Operator) -> None:
            self.view.trouble.say(f"{operator.name} به سازمان پیشنهاد شد.", tone="good")
            self.tasks.run(self.staff.everybody, self._list, self._refused)

        view.agreed.connect(lambda name: self.tasks.run(lambda: propose(name), made, self._refused))
        self._open(view)

    def _reads(self) -> None:
        def shown(reads: tuple[PersonalRead, ...]) -> None:
            rows = read_rows(reads, self.people, self.functions.now())
            self._open(ReadsView(rows, self.view))

        self.tasks.run(self.staff.reads, shown, self._refused)

    def _rules(self) -> None:
        if self.functions.door_rules is None:
            return
        set_rules = self.staff.set_rules

        def opened(rules: DoorRules) -> None:
            view = RulesView(rules, self.view)
            view.agreed.connect(lambda wished: keep(view, wished))
            self._open(view)

        def keep(view: RulesView, wished: DoorRules) -> None:
            def refused(refusal: Refusal) -> None:
                view.trouble.say(words.sentence(refusal), words.who_acts(refusal))

            def kept(_: object) -> None:
                view.accept()
                self.ruled.emit()

            self.tasks.run(lambda: set_rules(wished), kept, refused)

        self.tasks.run(self.functions.door_rules, opened, self._refused)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._gone)
        dialog.open()

    def _gone(self, _result: int) -> None:
        if self.sender() is self.dialog:
            self.dialog = None

    def _done(self, _: object) -> None:
        self.ask()

    def _show(self, found: tuple[Standing, ...]) -> None:
        self.view.trouble.say("")
        self._list(found)

    def _list(self, found: tuple[Standing, ...]) -> None:
        self.people = People.of(found, self.catalogue(), self.functions.now())
        self.view.show_people(self.people)

    def _refused(self, refusal: Refusal) -> None:
        self.view.trouble.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")
