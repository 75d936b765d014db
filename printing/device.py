"""Printers on a cable: a device file (USB) or a serial port, never waited for without end."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.errors import OperatorCanFix
from app.domain.printers import Printer
from printing.outputs import language_bytes

_PIECE = 4096


@dataclass(frozen=True, slots=True)
class Device:
    """A printer behind a file of the system: /dev/usb/lp0, /dev/ttyS0, COM3."""

    printer: Printer

    def put(self, name: str, pdf: bytes) -> str:
        """Raises «print-absent», «print-stalled», «print-no-paper» or «print-cut-short».

        On Windows the system gives no way to wait with a limit; the port's own time-out holds.
        """
        self.send(language_bytes(self.printer, pdf))
        return f"{self.printer.name} {name}"

    def send(self, content: bytes) -> None:
        """Bytes as they are; the same refusals."""
        with self._opened() as handle:
            if sys.platform == "win32":
                self._write_all(handle, content)
            else:
                self._write_in_time(handle, content)

    def ready(self) -> None:
        """Raises «print-absent» when the port cannot be opened."""
        with self._opened():
            return

    @contextmanager
    def _opened(self) -> Iterator[int]:
        flags = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
        flags |= getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(self.printer.address, flags)
        except OSError as away:
            raise OperatorCanFix("print-absent", printer=self.printer.name) from away
        try:
            if self.printer.baud:
                _set_speed(handle, self.printer.baud)
            yield handle
        finally:
            os.close(handle)

    def _write_all(self, handle: int, content: bytes) -> None:
        try:
            while content:
                content = content[os.write(handle, content) :]
        except OSError as cut:
            raise OperatorCanFix("print-cut-short", printer=self.printer.name) from cut

    def _write_in_time(self, handle: int, content: bytes) -> None:
        until, sent = time.monotonic() + self.printer.seconds, 0
        while sent < len(content):
            left = until - time.monotonic()
            _, ready, _ = select.select([], [handle], [], max(left, 0))
            if not ready:
                code = "print-cut-short" if sent else "print-stalled"
                raise OperatorCanFix(code, printer=self.printer.name)
            sent += self._write(handle, content[sent : sent + _PIECE], sent)

    def _write(self, handle: int, piece: bytes, sent: int) -> int:
        try:
            return os.write(handle, piece)
        except BlockingIOError:
            return 0
        except OSError as error:
            # The kernel's printer driver says ENOSPC when the paper is out.
            paper = error.errno == 28
            code = "print-no-paper" if paper and not sent else "print-cut-short"
            raise OperatorCanFix(code, printer=self.printer.name) from error


def _set_speed(handle: int, baud: int) -> None:
    """Raw bytes, eight bits, that speed; what is not a serial port is left as it is."""
    if sys.platform == "win32" or not os.isatty(handle):
        return
    import termios
    import tty

    tty.setraw(handle)
    speed = getattr(termios, f"B{baud}")
    state = termios.tcgetattr(handle)
    state[4] = state[5] = speed
    termios.tcsetattr(handle, termios.TCSANOW, state)
