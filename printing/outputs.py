"""Where finished pages go. One port; behind it a folder, the network, a cable, the spoolers.

Every output delivers the whole page or raises a `Refusal`, and never waits longer than it was
told to; the print job then stays queued and says why.
"""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import printing
from app.domain.errors import ManagerCanFix
from app.domain.printers import Printer


class Output(Protocol):
    """Takes a finished PDF under a name without personal data: its kind and tracking ID."""

    def put(self, name: str, pdf: bytes) -> Path | str:
        """Deliver the page; where it can be found afterwards, or the spooler's number for it.

        Raises a `Refusal` when the page did not go out; the print job then stays queued.
        """
        ...

    def ready(self) -> None:
        """Raises the refusal a page would meet now, as far as can be seen without printing."""
        ...


def output(printer: Printer) -> Output:
    """The output behind a printer's settings; what it needs is loaded only now."""
    if printer.kind == "folder":
        return Folder(Path(printer.address))
    if printer.kind == "tcp":
        from printing.tcp import Network

        return Network(printer)
    if printer.kind == "device":
        from printing.device import Device

        return Device(printer)
    if printer.kind == "cups":
        from printing.cups import Cups

        return Cups(printer)
    from printing.windows import NamedPrinter, Spooler

    return NamedPrinter(printer) if printer.kind == "windows" else Spooler(printer)


def language_bytes(printer: Printer, pdf: bytes) -> bytes:
    """The page in the printer's own language."""
    if printer.language == "pdf":
        return pdf
    return printing.language_of(pdf, cut=printer.cut, margins=printer.margins)


@dataclass(frozen=True, slots=True)
class Folder:
    """Pages as files. A second print of a name replaces the first in one step."""

    path: Path

    def put(self, name: str, pdf: bytes) -> Path:
        """Raises `ManagerCanFix` «print-folder» when the folder cannot be written (full, gone)."""
        if not re.fullmatch(r"[a-z0-9-]+", name):
            raise ValueError("a page is named by its kind and numbers: its tracking ID")
        target = self.path / f"{name}.pdf"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            _replace(target, pdf)
        except OSError as error:
            raise ManagerCanFix("print-folder", folder=str(self.path)) from error
        return target

    def ready(self) -> None:
        """Raises «print-folder» when nothing could be written there."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.path):
                return
        except OSError as error:
            raise ManagerCanFix("print-folder", folder=str(self.path)) from error


def _replace(target: Path, content: bytes) -> None:
    """Written and flushed beside the target, then renamed over it."""
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
