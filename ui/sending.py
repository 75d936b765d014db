"""Pages on their way to paper: asks for what one needs first, then sends it on the printers' line.

A receipt that was printed before needs a reason; after many copies also a manager's word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import OperatorCanFix
from app.domain.pages import PageWanted
from ui.cases import Cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.approvals import Approval
    from app.domain.errors import Refusal
    from app.domain.printers import HandPicked
    from ui.approving import Approving
    from ui.functions import Functions
    from ui.tasks import Tasks
    from ui.views.why import WhyView


@dataclass(frozen=True, slots=True)
class Ends:
    """Who hears that it came out (and where), or why not."""

    done: Callable[[str], object]
    failed: Callable[[Refusal], object]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page, the printer that was picked for it by hand, and who waits for it."""

    wanted: PageWanted
    ends: Ends
    picked: HandPicked | None = None
    approval: Approval | None = None


class Sending(QObject):
    """One question at a time; Esc at any of them prints nothing."""

    def __init__(
        self, functions: Functions, tasks: Tasks, parent: QWidget, approving: Approving
    ) -> None:
        super().__init__(parent)
        self.functions, self.tasks, self._parent = functions, tasks, parent
        self.approving, self.cases = approving, Cases(functions, tasks, parent)
        self.view: WhyView | None = None

    def receipt(self, tid: str, ends: Ends) -> None:
        """The receipt of a request: its first copy, or a further one after its reason."""
        self.page(PageWanted("receipt", tid=tid), ends)

    def page(self, wanted: PageWanted, ends: Ends, picked: HandPicked | None = None) -> None:
        """Any page, to the printer of its kind or to the one picked."""
        self._send(_Sheet(wanted, ends, picked))

    def _send(self, sheet: _Sheet) -> None:
        self.tasks.run(
            lambda: self._print(sheet),
            sheet.ends.done,
            lambda refusal: self._refused(sheet, refusal),
            line="paper",
        )

    def _print(self, sheet: _Sheet) -> str:
        functions, wanted = self.functions, sheet.wanted
        if sheet.picked:
            return functions.print_with(wanted, sheet.picked, sheet.approval)
        if wanted.kind == "receipt" and not wanted.reason:
            return functions.print_receipt(wanted.tid)
        return functions.print_page(wanted, sheet.approval)

    def _refused(self, sheet: _Sheet, refusal: Refusal) -> None:
        if refusal.code == "reprint-reason":
            self._ask_reason(sheet)
        elif refusal.code == "approval-missing" and sheet.approval is None:
            from app.domain.approvals import Ask

            wanted = sheet.wanted
            self.approving.ask(
                Ask("reprint", wanted.reason, tid=wanted.tid),
                lambda approval: self._send(replace(sheet, approval=approval)),
                sheet.ends.failed,
            )
        else:
            self.cases.or_ask(refusal, lambda: self._send(sheet), sheet.ends.failed)

    def _ask_reason(self, sheet: _Sheet) -> None:
        from ui.views.why import REPRINT, WhyView

        view = self.view = WhyView(REPRINT, self._parent)
        view.agreed.connect(lambda reason: self._because(sheet, reason))
        view.rejected.connect(lambda: sheet.ends.failed(OperatorCanFix("reprint-given-up")))
        view.open()
        view.reason.setFocus()

    def _because(self, sheet: _Sheet, reason: str) -> None:
        self._send(replace(sheet, wanted=replace(sheet.wanted, reason=reason)))
