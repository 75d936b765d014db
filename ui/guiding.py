"""F1: the guide of a service on screen, and on paper for the citizen to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.domain.pages import PageWanted
from ui import words
from ui.sending import Ends, Sending

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.errors import Refusal
    from ui.models.guide import Guide
    from ui.views.guide import GuideView


class Guiding(QObject):
    """One guide at a time. `told(service)`: its paper came out for somebody."""

    told = Signal(int)

    def __init__(self, sending: Sending, parent: QWidget) -> None:
        super().__init__(parent)
        self.sending, self._parent = sending, parent
        self.view: GuideView | None = None

    def open(self, guide: Guide, service: int) -> None:
        """Show it; F12 sends it to the printer of guides."""
        from ui.views.guide import GuideView

        view = self.view = GuideView(guide, self._parent)
        view.printed.connect(lambda: self._print(service))
        view.open()

    def _print(self, service: int) -> None:
        self._tell("در حال چاپ…", tone="info")

        def done(_where: str) -> None:
            self._tell("راهنما چاپ شد.")
            self.told.emit(service)

        ends = Ends(done, self._jammed)
        self.sending.page(PageWanted("guide", service=service), ends)

    def _jammed(self, refusal: Refusal) -> None:
        self._tell(words.sentence(refusal), words.who_acts(refusal), tone="warn")

    def _tell(self, told: str, who: str = "", *, tone: str = "good") -> None:
        if self.view and isValid(self.view):
            self.view.say_paper(told, who, tone=tone)
