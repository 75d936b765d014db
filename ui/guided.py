"""What every guided path is made of: one page at a time, what was typed kept as it goes, and long
steps that show themselves and can be stopped."""

import secrets
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.domain.errors import Refusal
from app.domain.progress import Progress, Tell
from ui import words
from ui.care import Care
from ui.longwork import LongWork
from ui.models.starting import STEPS, Flow
from ui.tasks import Tasks
from ui.views.start_pages import RecoveryPage
from ui.views.wizard import WizardView
from ui.views.wizard_pages import Page


class Guided(QObject):
    """`said` holds what was typed, by the names of the lines. `print_key` is one that nothing else
    of the window hears; `counts`: its pages are steps of one way."""

    print_key = ""
    counts = False

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.said: dict[str, str] = {}
        self.flow: Flow = "choices"
        self.work = LongWork(tasks, self)
        self.view = WizardView()
        self.work.progressed.connect(self._progressed)
        self.view.forward.connect(self._forward)
        self.view.back.connect(self._back)
        self.view.stopped.connect(self.work.stop)
        self._next: Callable[[], object] = lambda: None
        self._before: Callable[[], object] | None = None

    def show(
        self,
        flow: Flow,
        page: Page,
        forward: Callable[[], object],
        back: Callable[[], object] | None,
    ) -> None:
        """A page, where Enter leads from it, and where Esc does (None: there is no way back)."""
        self.flow, self._next, self._before = flow, forward, back
        self.view.show_page(page, STEPS.get(flow, (0, 0)) if self.counts else (0, 0))
        self.view.leave.setVisible(back is not None)

    def do(self, work: Callable[[Tell], Any], done: Callable[[Any], object]) -> None:
        """A long step; what stands in its way is said on the page it began from."""
        self.view.busy(words.BEGUN)
        self.view.leave.show()
        self.view.trouble.say("")
        self.work.run(work, done, self.failed)

    def failed(self, refusal: Refusal) -> None:
        """Say it; the page stays as it was."""
        self.view.leave.setVisible(self._before is not None)
        self.view.refuse(words.sentence(refusal), words.who_acts(refusal))

    def _forward(self) -> None:
        if self.view.page is not None and not self.work.running:
            self.said |= self.view.page.values()
            self._next()

    def _back(self) -> None:
        if not self.work.running and self._before is not None:
            self._before()

    def _progressed(self, progress: Progress) -> None:
        if self.work.running:
            self.view.busy(progress)


def recovery_sheet(
    guided: Guided, care: Care, passphrase: str, after: Callable[[], object]
) -> None:
    """A new recovery key: drawn, shown once, printed if wished, and typed back in part."""

    def drawn(key: str) -> None:
        first = secrets.randbelow(8)
        second = (first + 1 + secrets.randbelow(7)) % 8
        asked = (min(first, second), max(first, second))
        page = RecoveryPage(key, asked, print_key=guided.print_key)
        page.printed.connect(lambda: _print(guided, care, page, key=key))
        guided.show("recovery", page, after, None)

    guided.do(lambda _tell: care.recovery_key(passphrase), drawn)


def _print(guided: Guided, care: Care, page: RecoveryPage, *, key: str) -> None:
    page.tell("در حال چاپ…", "info")
    guided.tasks.run(
        lambda: care.print_recovery(key),
        lambda _: page.tell("چاپ شد؛ روی برگه را ببینید.", "good"),
        lambda refusal: page.tell(words.sentence(refusal), "bad"),
    )
