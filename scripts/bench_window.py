"""Time from process start to the first painted frame: our unlock window against an empty one.

Runs both in turn, each in a process of its own, and prints the medians and their ratio.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

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
functions = Functions(**{name: never for name in names} | {
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
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)},
    )
    if not done.stdout.strip():
        raise SystemExit(done.stderr)
    return (int(done.stdout.split()[-1]) - began) / 1e6


def main() -> int:
    """Print both medians and the ratio; fail when it passes the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--limit", type=float, default=3.0)
    wanted = parser.parse_args()
    first_frame(EMPTY), first_frame(OURS)  # warm: byte code and page cache
    rounds = [(first_frame(EMPTY), first_frame(OURS)) for _ in range(max(7, wanted.rounds))]
    empty, ours = (statistics.median(times) for times in zip(*rounds, strict=True))
    ratio = ours / empty
    print(f"first painted frame: empty window {empty:.0f} ms, unlock window {ours:.0f} ms")
    print(f"ratio {ratio:.2f} (limit {wanted.limit:.1f})")
    return 0 if ratio <= wanted.limit else 1


if __name__ == "__main__":
    sys.exit(main())
