"""Printers of CUPS, through its own `lp`: the page's exact size, never scaled."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from math import ceil

from app.domain.errors import ManagerCanFix, OperatorCanFix, TimeCanFix
from app.domain.printers import Printer
from printing.outputs import language_bytes
from printing.pdfium import opened

_MM_PER_POINT = 25.4 / 72
_NAMED = {(210, 297): "A4", (148, 210): "A5", (297, 420): "A3"}


@dataclass(frozen=True, slots=True)
class Cups:
    """A queue of CUPS, by name: pages for a driver, or raw ESC/POS for a queue without one."""

    printer: Printer

    def put(self, name: str, pdf: bytes) -> str:
        """CUPS's own number for the job («queue-12»); the paper comes out in its time.

        Raises «print-no-paper», «print-refused», «print-no-spooler» or «print-busy».
        """
        self.ready()
        command = ["lp", "-d", self.printer.address, "-t", name]
        if self.printer.language == "escpos":
            done = self._run([*command, "-o", "raw"], language_bytes(self.printer, pdf))
        else:
            size = ["-o", f"media={media(pdf)}", "-o", "print-scaling=none"]
            done = self._run([*command, *size], pdf)
        if done.returncode:
            raise ManagerCanFix("print-refused", printer=self.printer.name)
        said = done.stdout.decode(errors="replace").split()
        return next((word for word in said if word.startswith(f"{self.printer.address}-")), name)

    def ready(self) -> None:
        """What CUPS knows of the printer before it is given a page; the same refusals."""
        state = self._run(["lpstat", "-l", "-p", self.printer.address], b"")
        told = state.stdout.decode(errors="replace")
        if state.returncode or "disabled" in told:
            raise ManagerCanFix("print-refused", printer=self.printer.name)
        if "media-empty" in told:
            raise OperatorCanFix("print-no-paper", printer=self.printer.name)

    def _run(self, command: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - a list, no shell; the queue is a setting
                command,
                input=content,
                capture_output=True,
                timeout=self.printer.seconds,
                check=False,
                env=_plain_words(),
            )
        except FileNotFoundError as missing:
            raise ManagerCanFix("print-no-spooler", printer=self.printer.name) from missing
        except subprocess.TimeoutExpired as slow:
            raise TimeCanFix("print-busy", printer=self.printer.name) from slow


def _plain_words() -> dict[str, str]:
    """lpstat speaks the user's language; we read the English one."""
    return {**os.environ, "LC_ALL": "C"}


def media(pdf: bytes) -> str:
    """The first page's size as CUPS writes it: `A4`, or `Custom.80x171mm`."""
    with opened(pdf) as document:
        wide, tall = document[0].get_size()
    # Rounded up, or the last line of a roll would be outside; a hair over is no millimetre.
    size = ceil(wide * _MM_PER_POINT - 0.05), ceil(tall * _MM_PER_POINT - 0.05)
    return _NAMED.get(size, f"Custom.{size[0]}x{size[1]}mm")
