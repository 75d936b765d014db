"""The place of the evidence package: made at the regulator, saved here, and checked here before it
is called sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.audit import Filter
from app.domain.errors import Refusal
from app.domain.progress import Progress
from ui.audit_functions import Packed
from ui.longwork import LongWork
from ui.models.audit_package import PackageForm
from ui.views import files
from ui.views.audit_package import AuditPackageView

if TYPE_CHECKING:
    from ui.audit_places import AuditPlaces

TITLE, KIND, NAME = "نگه‌داشتن بسته ادله", "بسته ادله (*.zip)", "pishkhan.evidence.zip"


class AuditPackageBox(QObject):
    """One package at a time; Esc stops it at its next step."""

    def __init__(self, places: AuditPlaces) -> None:
        super().__init__(places)
        self.places, self.form = places, PackageForm()
        self.work = LongWork(places.tasks, self)
        self.work.progressed.connect(self._progressed)
        self.view = AuditPackageView()
        self.view.offer_clear(allowed=places.may("clear"))
        self.view.started.connect(self.start)
        self.view.checked.connect(self.check)
        self.view.stopped.connect(self.stop)
        self._draw()

    def focus(self) -> None:
        """In the first box that is still empty."""
        self.view.focus()

    def ask(self) -> None:
        """There is nothing to read."""

    def to_filter(self) -> None:
        """F7."""
        self.view.focus()

    def open(self, wanted: Filter, leaves: tuple[str, ...], title: str) -> None:
        """A package of those entries."""
        if not self.work.running:
            self.form = PackageForm(wanted, leaves, title)
            self.view.put(self.form)
            self._draw()
            self.view.focus()

    def start(self) -> None:
        """F9: where it is saved is asked first."""
        if self.work.running:
            return
        typed = self.view.boxes.typed()
        self.form = replace(self.form.typed(**typed), packed=None)
        self.view.boxes.show_troubles(self.form.troubles)
        if not self.form.troubles:
            files.save_as(self.view, TITLE, NAME, kinds=KIND, then=self.save)

    def save(self, path: Path) -> None:
        """Have it made, fetch it, write it there, check it."""
        self._show(replace(self.form, progress=Progress("making")))
        package, wanted = self.places.functions.package, self.form.wanted
        self.work.run(lambda tell: package(wanted, path, tell), self._packed, self._refused)

    def check(self) -> None:
        """F11: a package that is already there."""
        if not self.work.running:
            files.choose(self.view, "بررسی بسته ادله", KIND, self.check_file)

    def check_file(self, path: Path) -> None:
        """Every byte of it, here."""
        check = self.places.functions.check_package
        self._show(replace(self.form, progress=Progress("files"), packed=None))
        self.work.run(lambda tell: check(path, tell), self._packed, self._refused)

    def stop(self) -> None:
        """Esc."""
        self.work.stop()

    def _progressed(self, progress: Progress) -> None:
        if self.form.progress:
            self._show(replace(self.form, progress=progress))

    def _packed(self, packed: Packed) -> None:
        self._show(replace(self.form, progress=None, packed=packed))

    def _refused(self, refusal: Refusal) -> None:
        self._show(replace(self.form, progress=None))
        self.places.refuse(refusal, self.view.told)

    def _show(self, form: PackageForm) -> None:
        self.form = form
        self._draw()

    def _draw(self) -> None:
        self.view.show_form(self.form, self.form.about(self.places.entered.facets))
