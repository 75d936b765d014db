"""The printers' screen and what its keys do: add, put right, take away, try, where pages go, and
where cards are taken.

Whatever is changed is kept whole or refused whole; printers are asked on the printers' line.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.domain.errors import Refusal
from app.domain.printer_settings import PrinterSettings, papers_of
from ui import words
from ui.functions import Functions
from ui.models.printers import Printers
from ui.tasks import Tasks
from ui.views.printer_forms import OfficeForm, PrinterForm, RouteForm, TerminalForm
from ui.views.printers import PrintersView

Form = PrinterForm | RouteForm | OfficeForm | TerminalForm


class PrinterBox(QObject):
    """The manager's; whoever else comes here is told so."""

    def __init__(self, functions: Functions, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.functions, self.tasks = functions, tasks
        self.state = Printers()
        self.form: Form | None = None
        view = self.view = PrintersView()
        view.added.connect(self.add)
        view.edited.connect(self.edit)
        view.removed.connect(self.remove)
        view.routed.connect(self.route)
        view.tried.connect(self.try_out)
        view.straight.connect(self.answer)
        view.office.connect(self.office)
        view.terminal.connect(self.terminal)

    def ask(self) -> None:
        """F5 and at the start: the settings, and a look at every printer."""
        if ask := self.functions.printer_settings:
            self.tasks.run(ask, self._opened, self._refused)

    def add(self) -> None:
        """F9."""
        self._open(PrinterForm(None, self.view), self._keep_printer)

    def edit(self) -> None:
        """Enter on a printer."""
        if printer := self.state.settings.named(self.view.marked):
            self._open(PrinterForm(printer, self.view), self._keep_printer)

    def remove(self) -> None:
        """Delete: its pages go the way of all others from now on."""
        if self.view.marked and not self.state.busy:
            self._keep(self.state.settings.without(self.view.marked))

    def route(self) -> None:
        """Enter on a kind of page."""
        if line := self.view.route:
            form = RouteForm(line.title, line.kind, self.state.settings, self.view)
            self._open(form, lambda: self._keep(form.settings.with_route(form.kind, form.route)))

    def office(self) -> None:
        """F7: hours and display."""
        form = OfficeForm(self.state.settings, self.view)
        form.tried.connect(lambda: self._try_display(form))
        self._open(form, lambda: self._keep(form.typed))

    def terminal(self) -> None:
        """F8: where cards are taken."""
        form = TerminalForm(self.state.settings, self.view)
        form.tried.connect(lambda: self._try_terminal(form))
        self._open(form, lambda: self._keep(form.typed))

    def try_out(self) -> None:
        """F12: the trial page; a roll printer is asked about its frame afterwards."""
        printer = self.state.settings.named(self.view.marked)
        if printer is None or self.state.busy:
            return
        try_, name = self.functions.try_printer, printer.name
        ways = self.state.settings.routes.values()
        used = [way.paper for way in ways if way.printer == name]
        paper = used[0] if used else papers_of(printer)[0 if printer.language == "escpos" else -2]
        self._show(replace(self.state, busy=True, asked=""))
        self.view.told.say("برگه آزمایش فرستاده می‌شود…", tone="info")
        rolls = name if printer.language == "escpos" else ""
        self.tasks.run(
            lambda: try_(name, paper), lambda _: self._tried(rolls), self._refused, line="paper"
        )

    def answer(self, straight: bool) -> None:
        """F10 and F11: a printer that keeps the left margin is sent a quarter less."""
        if printer := self.state.settings.named(self.state.asked):
            self._show(replace(self.state, asked=""))
            kept = replace(printer, margins=straight)
            self._keep(self.state.settings.with_printer(kept, instead=printer.name))

    def _open(self, form: Form, agreed: Callable[[], object]) -> None:
        if self.state.busy:
            return
        self.form = form
        form.agreed.connect(agreed)
        form.open()

    def _keep_printer(self) -> None:
        assert isinstance(self.form, PrinterForm)
        before = self.form.before.name
        self._keep(self.state.settings.with_printer(self.form.printer, instead=before))

    def _keep(self, settings: PrinterSettings) -> None:
        keep = self.functions.keep_printer_settings
        self._show(replace(self.state, busy=True))
        self.tasks.run(lambda: keep(settings), self._kept, self._not_kept)

    def _kept(self, settings: PrinterSettings) -> None:
        if self.form and isValid(self.form):
            self.form.accept()
        self.view.told.say("نگه داشته شد.")
        self._opened(settings)

    def _not_kept(self, refusal: Refusal) -> None:
        self._show(replace(self.state, busy=False))
        if self.form and isValid(self.form) and self.form.isVisible():
            self.form.refuse(words.sentence(refusal), words.who_acts(refusal))
        else:
            self._refused(refusal)

    def _opened(self, settings: PrinterSettings) -> None:
        self._show(replace(self.state, settings=settings, busy=False))
        for printer in settings.printers:
            self._probe(printer.name)

    def _probe(self, name: str) -> None:
        probe = self.functions.probe_printer
        self.tasks.run(
            lambda: probe(name),
            lambda _: self._show(self.state.see(name, None)),
            lambda refusal: self._show(self.state.see(name, refusal)),
            line="paper",
        )

    def _tried(self, rolls: str) -> None:
        self._show(replace(self.state, busy=False, asked=rolls))
        self.view.told.say("برگه آزمایش فرستاده شد؛ به کادر، خط‌کش و رمزینه آن نگاه کنید.")

    def _try_display(self, form: OfficeForm) -> None:
        if display := form.display:
            try_ = self.functions.try_display
            seen = "روی نمایشگر «خوش آمدید» باید دیده شود."
            self._try(form, lambda: try_(display), seen)

    def _try_terminal(self, form: TerminalForm) -> None:
        try_, address = self.functions.try_terminal, form.typed.terminal
        self._try(form, lambda: try_(address), "کارت‌خوان پاسخ داد.")

    def _try(self, form: Form, work: Callable[[], object], seen: str) -> None:
        self.tasks.run(
            work,
            lambda _: form.trouble.say(seen, tone="good"),
            lambda refusal: form.refuse(words.sentence(refusal), words.who_acts(refusal)),
            line="paper",
        )

    def _refused(self, refusal: Refusal) -> None:
        self._show(replace(self.state, busy=False))
        self.view.told.say(words.sentence(refusal), words.who_acts(refusal), tone="bad")

    def _show(self, state: Printers) -> None:
        self.state = state
        self.view.show_printers(state)
