"""Printers of Windows: silently to a named one, as a picture through Qt or as raw ESC/POS bytes.

The Qt way runs wherever Qt does (a Linux test paints into a PDF through it); the raw way exists on
Windows only and refuses plainly elsewhere. Qt is loaded when the first page is printed.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import printing
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.printers import Printer
from printing.outputs import language_bytes


def system_printer() -> Printer:
    """The printer this system uses when none is named; refuses where there is none."""
    found = import_module("PySide6.QtPrintSupport").QPrinterInfo.defaultPrinter()
    if found.isNull():
        raise ManagerCanFix("print-no-default")
    name = str(found.printerName())
    return Printer(name, "windows", name, "pdf")


@dataclass(frozen=True, slots=True)
class NamedPrinter:
    """A printer Windows has a driver for, on the page's exact size and without a dialog.

    Any thread may call it: a QPrinter is painted from the one that made it. `file` paints into a
    PDF instead: a test of the same path, and what the system's dialog calls «print to file».
    """

    printer: Printer
    file: str = ""
    copies: int = 1

    def put(self, name: str, pdf: bytes) -> str:
        """Raises «print-absent» for a name the system does not know, «print-refused» by it."""
        _qt()
        support = import_module("PySide6.QtPrintSupport")
        device = support.QPrinter(support.QPrinter.PrinterMode.HighResolution)
        if self.file:
            device.setOutputFormat(support.QPrinter.OutputFormat.PdfFormat)
            device.setOutputFileName(self.file)
        else:
            self.ready()
            device.setPrinterName(self.printer.address)
        device.setDocName(name)
        device.setCopyCount(self.copies)
        self._paint(device, pdf)
        return f"{self.printer.name} {name}"

    def ready(self) -> None:
        """Raises «print-absent» for a name the system does not know.

        Qt would quietly fall back on another printer.
        """
        _qt()
        support = import_module("PySide6.QtPrintSupport")
        if support.QPrinterInfo.printerInfo(self.printer.address).isNull():
            raise OperatorCanFix("print-absent", printer=self.printer.name)

    def _paint(self, device: Any, pdf: bytes) -> None:
        gui = import_module("PySide6.QtGui")
        pages = printing.pictures(pdf)
        _size(device, pages[0][0])
        painter = gui.QPainter()
        if not painter.begin(device):
            raise ManagerCanFix("print-refused", printer=self.printer.name)
        for place, (size, picture) in enumerate(pages):
            if place:
                _size(device, size)
                device.newPage()
            painter.drawImage(painter.viewport(), gui.QImage.fromData(picture))
        painter.end()


def _qt() -> None:
    """A command has no window, and Qt ends the process of whoever paints without an application."""
    gui = import_module("PySide6.QtGui")
    if gui.QGuiApplication.instance() is None:
        if sys.platform != "win32":
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _KEPT.append(gui.QGuiApplication([]))


_KEPT: list[Any] = []


def _size(device: Any, size: tuple[float, float]) -> None:
    """The page in millimetres, to its edges: the margins are in the page already."""
    gui, core = import_module("PySide6.QtGui"), import_module("PySide6.QtCore")
    exact = gui.QPageSize.SizeMatchPolicy.ExactMatch
    millimetres = gui.QPageSize.Unit.Millimeter
    page = gui.QPageSize(core.QSizeF(*size), millimetres, "", exact)
    device.setFullPage(True)
    device.setPageSize(page)
    device.setPageMargins(core.QMarginsF(0, 0, 0, 0))


class DocInfo(ctypes.Structure):
    """DOC_INFO_1W of winspool."""

    _fields_ = (
        ("document", ctypes.c_wchar_p),
        ("file", ctypes.c_wchar_p),
        ("kind", ctypes.c_wchar_p),
    )


@dataclass(frozen=True, slots=True)
class Spooler:
    """Raw bytes through the Windows spooler to a named printer: ESC/POS on USB."""

    printer: Printer

    def put(self, name: str, pdf: bytes) -> str:
        """Raises «print-no-spooler» off Windows, «print-absent», or «print-refused»."""
        spool = self._spool()
        content = language_bytes(self.printer, pdf)
        with self._opened(spool) as handle:
            self._write(spool, handle, content, name)
        return f"{self.printer.name} {name}"

    def ready(self) -> None:
        """Raises «print-no-spooler» off Windows, «print-absent» for a name it does not know."""
        with self._opened(self._spool()):
            return

    def _spool(self) -> Any:
        loader = getattr(ctypes, "WinDLL", None)
        if loader is None:
            raise ManagerCanFix("print-no-spooler", printer=self.printer.name)
        return loader("winspool.drv")

    @contextmanager
    def _opened(self, spool: Any) -> Iterator[ctypes.c_void_p]:
        handle = ctypes.c_void_p()
        if not spool.OpenPrinterW(self.printer.address, ctypes.byref(handle), None):
            raise OperatorCanFix("print-absent", printer=self.printer.name)
        try:
            yield handle
        finally:
            spool.ClosePrinter(handle)

    def _write(self, spool: Any, handle: ctypes.c_void_p, content: bytes, name: str) -> None:
        about, written = DocInfo(name, None, "RAW"), ctypes.c_ulong()
        if not spool.StartDocPrinterW(handle, 1, ctypes.byref(about)):
            raise ManagerCanFix("print-refused", printer=self.printer.name)
        try:
            spool.StartPagePrinter(handle)
            taken = spool.WritePrinter(handle, content, len(content), ctypes.byref(written))
            spool.EndPagePrinter(handle)
        finally:
            spool.EndDocPrinter(handle)
        if not taken or written.value != len(content):
            raise ManagerCanFix("print-refused", printer=self.printer.name)
