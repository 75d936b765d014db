"""Starts the window: refuses a Qt that would crash, dresses the application, catches bugs in slots.

`check_qt` needs no Qt, so the refusal can be told before anything of Qt is loaded.
"""

import builtins
import linecache
import sys
import traceback
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app.domain.errors import ManagerCanFix
from ui import memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from ui.audit_functions import AuditFunctions
    from ui.functions import Functions
    from ui.window import Window
_told: list[object] = []


def check_qt(qt: str = "", python: tuple[int, int] = sys.version_info[:2]) -> None:
    """Refuse PySide6 ≥ 6.12 on Python < 3.12: each void call there drops a reference of None.

    >>> check_qt("6.11.3", (3, 11)), check_qt("6.12.0", (3, 12))
    (None, None)
    """
    qt = qt or _installed()
    major, minor, *_ = (int(part) for part in f"{qt}.0".split(".")[:2])
    if (major, minor) >= (6, 12) and python < (3, 12):
        raise ManagerCanFix("qt-python-pair", qt=qt, python=f"{python[0]}.{python[1]}")


def run(functions: "Functions", *, first: "Callable[[Window], object] | None" = None) -> int:
    """Show the window until it is closed; the process's exit code. `first` runs once it shows."""
    check_qt()
    from PySide6.QtCore import QTimer

    app = working_app()
    sys.excepthook = tell_bug
    window = build_window(functions)
    window.show()
    if first is not None:
        QTimer.singleShot(0, lambda: first(window))
    return app.exec()


def run_audit(functions: "AuditFunctions") -> int:
    """Show the auditor's window until it is closed; the process's exit code."""
    check_qt()
    app = working_app()
    sys.excepthook = tell_bug
    from ui.audit_window import AuditWindow

    window = AuditWindow(functions)
    window.show()
    return app.exec()


def working_app() -> "QApplication":
    """The application of a process that is nothing but a window: its memory looked after."""
    memory.settle_down()
    app = build_app()
    from ui.collecting import Collecting

    Collecting(app)
    return app


def import_plainly() -> None:
    """Once PySide6 is there it reads the source of every module that is imported, lest one switch
    another spelling of its names on, and keeps it. Ours does not: 22 MB, and a tenth of the start.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
        linecache.clearcache()


def build_app() -> "QApplication":
    """The dressed application; the one there is, when there is one."""
    from PySide6.QtWidgets import QApplication

    import_plainly()
    from ui.theme import LIGHT, dress

    app = QApplication.instance()
    if isinstance(app, QApplication) and app.property("dressed"):
        return app
    app = app if isinstance(app, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("pishkhan")
    app.setApplicationDisplayName("پیشخوان")
    app.setCursorFlashTime(0)
    dress.prepare(app)
    dress.wear(app, LIGHT)
    app.setProperty("dressed", True)
    return app


def build_window(functions: "Functions") -> "Window":
    """The window at its unlock view, not yet shown."""
    build_app()
    from ui.window import Window

    return Window(functions)


def tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug is written to stderr and told on screen; the window lives on."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    traceback.print_exception(kind, error, trace)
    if issubclass(kind, KeyboardInterrupt):
        return
    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("خطای برنامه")
    box.setText("خطای برنامه رخ داد. آنچه ثبت شده بود سر جای خود است.")
    box.setInformativeText("این متن را برای پشتیبانی بفرستید:")
    box.setDetailedText("".join(traceback.format_exception(kind, error, trace)))
    # Without a parent nobody else would keep it on screen.
    _told.append(box)
    box.finished.connect(_told.clear)
    box.open()


def _installed() -> str:
    """The version by the name of the package's metadata folder: reading that loads nothing."""
    spec = find_spec("PySide6")
    if spec and spec.origin:
        for folder in Path(spec.origin).parent.parent.glob("[Pp]y[Ss]ide6*-*.dist-info"):
            return folder.name.split("-")[1].removesuffix(".dist")
    # A frozen build carries no metadata; the package itself knows.
    import PySide6

    return PySide6.__version__
