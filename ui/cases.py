"""Somebody else's case is looked at only after a reason, which the journal keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.errors import Refusal
    from ui.functions import Functions
    from ui.tasks import Tasks
    from ui.views.why import WhyView


class Cases(QObject):
    """Goes on where a function refused with «read-reason-needed»; everything else is told."""

    def __init__(self, functions: Functions, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.functions, self.tasks, self._parent = functions, tasks, parent
        self.view: WhyView | None = None

    def or_ask(
        self,
        refusal: Refusal,
        again: Callable[[], object],
        failed: Callable[[Refusal], object],
    ) -> None:
        """Ask why and do it again; Esc leaves it refused."""
        if refusal.code != "read-reason-needed":
            failed(refusal)
            return
        tid, read = str(refusal.facts["tid"]), self.functions.read_case

        def agreed(reason: str) -> None:
            self.tasks.run(lambda: read(tid, reason), lambda _: again(), failed)

        from ui.views.why import READ, WhyView

        view = self.view = WhyView(READ, self._parent)
        view.agreed.connect(agreed)
        view.rejected.connect(lambda: failed(refusal))
        view.open()
        view.reason.setFocus()
