"""The place of one entry: opened with its proof checked here, uncovered for a reason, walked along
its chain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.audit import Filter, Row
from ui.audit_functions import Opened
from ui.models.audit_entry import OpenEntry, reason_fits
from ui.models.entries import entry_name
from ui.views import files
from ui.views.audit_entry import AuditEntryView
from ui.views.reason import ReasonView

if TYPE_CHECKING:
    from ui.audit_places import AuditPlaces

PROOF = "برهان (*.tlog-proof)"
JOURNALLED = "نام شما، این رویداد و دلیل نزد سازمان ثبت می‌شود. دست‌کم ده حرف بنویسید."


class AuditEntryBox(QObject):
    """`leaf` is the entry asked for last: what comes for another is dropped."""

    def __init__(self, places: AuditPlaces) -> None:
        super().__init__(places)
        self.places, self.leaf = places, ""
        self.entry: OpenEntry | None = None
        self.view = AuditEntryView()
        self.view.acted.connect(self._act)
        places.allow(self.view.acts)

    def focus(self) -> None:
        """On what is read."""
        self.view.focus()

    def open(self, leaf: str) -> None:
        """Another entry."""
        self.leaf, self.entry = leaf, None
        self.ask()

    def ask(self) -> None:
        """F5."""
        leaf, entry = self.leaf, self.places.functions.entry
        self.entry = None
        self.view.show_busy("در حال خواندن و بررسی…")

        def came(opened: Opened) -> None:
            if leaf == self.leaf:
                may = self.places.may("unmask")
                self._show(OpenEntry(opened, self.places.entered.facets, may_unmask=may))
                if opened.lied is not None:
                    self.places.alarm(opened.lied)

        self.places.ask(lambda: entry(leaf), came, self.view.told)

    def case(self) -> None:
        """F7."""
        if self.entry:
            self.places.open_case(self.entry.sheet.row.leaf)

    def before(self) -> None:
        """F8."""
        self._walk(self.entry.sheet.before if self.entry else None)

    def after(self) -> None:
        """F9."""
        self._walk(self.entry.sheet.after if self.entry else None)

    def chain(self) -> None:
        """Shift+F8."""
        if self.entry:
            row = self.entry.sheet.row
            self.places.open_chain(row.office, row.desk)

    def package(self) -> None:
        """F12."""
        if self.entry:
            row = self.entry.sheet.row
            title = entry_name(row.type)
            self.places.open_package(Filter(), (row.leaf,), title)

    def unmask(self) -> None:
        """F10: what is covered, for a reason that is journalled."""
        if self.entry and self.entry.may_uncover:
            dialog = ReasonView("نمایش داده شخصی", JOURNALLED, self.view)
            dialog.agreed.connect(self._unmask)
            dialog.open()

    def save_proof(self) -> None:
        """F11: a file that anybody can check without us."""
        if self.entry and self.entry.sheet.proof:
            name = f"{self.entry.sheet.row.n}.tlog-proof"
            files.save_as(self.view, "نگه‌داشتن برهان", name, kinds=PROOF, then=self.keep_proof)

    def keep_proof(self, path: Path) -> None:
        """Write it there."""
        if self.entry:
            save, sheet = self.places.functions.save_proof, self.entry.sheet
            said = f"برهان در «{path.name}» نگه داشته شد."
            self.places.ask(
                lambda: save(sheet, path), lambda _: self._say(said), self.view.told, line="care"
            )

    def _unmask(self, reason: str) -> None:
        if not reason_fits(reason):
            self.view.told.say("دلیل کوتاه است؛ دست‌کم ده حرف بنویسید (F10).", tone="bad")
            return
        leaf, unmask = self.leaf, self.places.functions.unmask

        def came(body: Mapping[str, Any]) -> None:
            if leaf == self.leaf and self.entry:
                self._show(self.entry.uncovered(body))

        self.places.ask(lambda: unmask(leaf, reason), came, self.view.told)

    def _walk(self, row: Row | None) -> None:
        if row:
            self.open(row.leaf)

    def _show(self, entry: OpenEntry) -> None:
        self.entry = entry
        self.view.show_entry(entry)
        if self.places.here == "entry":
            self.view.focus()

    def _say(self, said: str) -> None:
        self.view.told.say(said, tone="good")

    def _act(self, name: str) -> None:
        if name == "back":
            self.places.back()
        else:
            getattr(self, name)()
