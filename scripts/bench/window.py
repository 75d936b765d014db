"""Time from process start to the first painted frame: our unlock window against an empty one.

Runs both in turn, each in a process of its own, and prints the medians and their ratio.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from scripts.bench.processes import ROOT, environment

Row = tuple[str, float, str, str]

PAINTED = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.told)
        return False
    def told(self):
        sys.stdout.write(f"{time.time_ns()}\\n")
        sys.stdout.flush()
        os._exit(0)
"""
EMPTY = (
    PAINTED
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1366, 768)
eye = Eye()
window.installEventFilter(eye)
window.show()
app.exec()
"""
)
OURS = (
    """
import sys
from datetime import UTC, datetime
from ui import start
from ui.functions import Functions
start.check_qt()
def never(*_):
    raise AssertionError("the unlock view asks for nothing but the protection")
names = [name for name in Functions.__dataclass_fields__]
from ui.models.look import Look
functions = Functions(**{name: never for name in names} | {"care": None, "look": Look,
    "now": lambda: datetime(2026, 11, 21, tzinfo=UTC), "protection": lambda: "رمز"})
app = start.build_app()
window = start.build_window(functions)
"""
    + PAINTED
    + """
eye = Eye()
window.unlock.installEventFilter(eye)
window.show()
app.exec()
"""
)


def first_frame(code: str) -> float:
    """Milliseconds from starting the process to its first painted frame."""
    began = time.time_ns()
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(),
    )
    if not done.stdout.strip():
        raise SystemExit(done.stderr)
    return (int(done.stdout.split()[-1]) - began) / 1e6


def rows(rounds: int = 9) -> Iterator[Row]:
    """Medians of both, run in turn, and their ratio (the bar is 2.6)."""
    first_frame(EMPTY), first_frame(OURS)  # warm: byte code and page cache
    taken = [(first_frame(EMPTY), first_frame(OURS)) for _ in range(rounds)]
    empty, ours = (statistics.median(times) for times in zip(*taken, strict=True))
    yield "first painted frame, empty PySide6 window", empty, "ms", ""
    yield "first painted frame, unlock window", ours, "ms", ""
    yield "  ratio", ours / empty, "×", "≤ 2.6"


if __name__ == "__main__":
    for name, value, unit, bar in rows():
        print(f"{name:<46} {value:9.2f} {unit} {bar}")
