"""Printers on the network: raw bytes to port 9100, and what they say about paper, if anything.

An ESC/POS printer is asked first whether it has paper and at the end whether it has read all: one
that answered the first question and not the second has stalled, whatever the socket believes.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.printers import Printer
from printing.escpos import ASK_DONE, ASK_PAPER, NO_PAPER
from printing.outputs import language_bytes

PORT = 9100
# Silent printers cost each page this long; a printer that talks answers within milliseconds.
_LISTEN = 0.4
_PIECE = 4096


@dataclass(frozen=True, slots=True)
class Network:
    """A printer at host:port."""

    printer: Printer

    def put(self, name: str, pdf: bytes) -> str:
        """Raises «print-absent», «print-no-paper», «print-stalled» or «print-cut-short»."""
        content = language_bytes(self.printer, pdf)
        until = time.monotonic() + self.printer.seconds
        with self._connected() as line:
            talks = self.printer.language == "escpos" and self._has_paper(line)
            self._send(line, content, until)
            if talks:
                self._confirm(line, until)
        return f"{self.printer.name} {name}"

    def send(self, content: bytes) -> None:
        """Bytes as they are, nothing asked: for what is no printer."""
        until = time.monotonic() + self.printer.seconds
        with self._connected() as line:
            self._send(line, content, until)

    def ready(self) -> None:
        """Raises «print-absent», or «print-no-paper» where the printer says so."""
        with self._connected() as line:
            if self.printer.language == "escpos":
                self._has_paper(line)

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        host, port = _place(self.printer)
        try:
            line = socket.create_connection((host, port), self.printer.seconds)
        except OSError as away:
            raise OperatorCanFix("print-absent", printer=self.printer.name) from away
        with line:
            # Little may wait unsent in our own memory: what was sent was taken.
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _PIECE)
            yield line

    def _has_paper(self, line: socket.socket) -> bool:
        """Whether it answers at all; raises when it answers that its paper is out."""
        answer = self._ask(line, ASK_PAPER, _LISTEN)
        if answer and answer[0] & NO_PAPER == NO_PAPER:
            raise OperatorCanFix("print-no-paper", printer=self.printer.name)
        return bool(answer)

    def _ask(self, line: socket.socket, question: bytes, seconds: float) -> bytes:
        """One byte of answer; empty when none came in time."""
        line.settimeout(max(seconds, 0.01))
        try:
            line.sendall(question)
            return line.recv(1)
        except TimeoutError:
            return b""
        except OSError as cut:
            raise OperatorCanFix("print-cut-short", printer=self.printer.name) from cut

    def _send(self, line: socket.socket, content: bytes, until: float) -> None:
        for at in range(0, len(content), _PIECE):
            line.settimeout(max(until - time.monotonic(), 0.01))
            try:
                line.sendall(content[at : at + _PIECE])
            except TimeoutError as stalled:
                raise self._stalled(sent=at) from stalled
            except OSError as cut:
                raise OperatorCanFix("print-cut-short", printer=self.printer.name) from cut

    def _confirm(self, line: socket.socket, until: float) -> None:
        if not self._ask(line, ASK_DONE, until - time.monotonic()):
            raise OperatorCanFix("print-cut-short", printer=self.printer.name)

    def _stalled(self, sent: int) -> OperatorCanFix:
        """Nothing on paper yet: may be tried again. Otherwise somebody must look."""
        return OperatorCanFix(
            "print-cut-short" if sent else "print-stalled", printer=self.printer.name
        )


def _place(printer: Printer) -> tuple[str, int]:
    """`host`, `host:port` or `[v6]:port`."""
    host, colon, port = printer.address.rpartition(":")
    if not colon or (":" in host and not host.startswith("[")):
        return printer.address, PORT
    if not port.isdigit():
        raise ManagerCanFix("print-settings", printer=printer.name)
    return host.strip("[]"), int(port)
