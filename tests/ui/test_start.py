"""The start: a Qt that would crash is refused, and the one we run keeps its references."""

import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.errors import ManagerCanFix, OperatorCanFix
from resources import sentence
from ui import start
from ui.tasks import Tasks

COLLECTING = """
import gc, threading, weakref
from PySide6.QtCore import QCoreApplication
from ui import start
from ui.collecting import YOUNG, Collecting
app = start.working_app()
print("on" if gc.isenabled() else "off")
class Ring:
    def __init__(self): self.ring = self
left = weakref.ref(Ring())
made = []
def work(): made.extend([] for _ in range(3 * YOUNG))
worker = threading.Thread(target=work)
worker.start()
worker.join()
print("kept" if left() else "gone")
app.findChild(Collecting).look()
print("kept" if left() else "gone")
app.shutdown()
print("on" if gc.isenabled() else "off")
"""


class Sender(QObject):
    sent = Signal(object)


@pytest.mark.parametrize(
    ("qt", "python", "refused"),
    [
        ("6.12.0", (3, 11), True),
        ("6.12", (3, 10), True),
        ("6.13.1", (3, 11), True),
        ("7.0.0", (3, 11), True),
        ("6.12.0", (3, 12), False),
        ("6.11.3", (3, 11), False),
        ("6.8.0", (3, 11), False),
    ],
)
def test_the_bad_pair_is_refused(qt: str, python: tuple[int, int], refused: bool) -> None:
    if not refused:
        return start.check_qt(qt, python)
    with pytest.raises(ManagerCanFix) as refusal:
        start.check_qt(qt, python)
    message = sentence(refusal.value)
    assert qt in message
    assert "ناسازگار" in message
    assert "abort" in message
    return None


def test_the_check_loads_no_qt() -> None:
    code = (
        "import sys, ui.start as s; s.check_qt(); print([m for m in sys.modules if 'PySide' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_workers_load_ahead_has_no_qt() -> None:
    # Classes of Qt that are made in two threads at once end the process.
    code = (
        "import sys, app.wiring.functions, app.wiring.session, ui.models.request;"
        " print([m for m in sys.modules if m.startswith(('PySide', 'shiboken'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_none_and_true_keep_their_references_over_a_thousand_calls(qapp: QApplication) -> None:
    label, sender = QLabel(), Sender()
    sender.sent.connect(label.setProperty.__class__)  # a slot that is a plain callable
    sender.sent.disconnect()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(1000):
        label.setText("متن")
        sender.sent.emit(1)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert after[0] > before[0] - 100
    assert after[1] > before[1] - 100


def test_work_runs_on_a_worker_and_lands_on_the_gui_thread(qtbot) -> None:  # type: ignore[no-untyped-def]
    tasks, where = Tasks(), {}

    def work() -> int:
        where["work"] = threading.current_thread()
        return 5_000_000_000

    def done(value: int) -> None:
        where["done"], where["value"] = threading.current_thread(), value

    tasks.run(work, done, lambda refusal: None)
    qtbot.waitUntil(lambda: "done" in where)
    assert where["work"] is not threading.main_thread()
    assert where["done"] is threading.main_thread()
    assert where["value"] == 5_000_000_000
    tasks.finish(lambda: None)


def test_a_refusal_goes_to_failed_and_the_order_is_kept(qtbot) -> None:  # type: ignore[no-untyped-def]
    tasks, heard = Tasks(), []

    def refuse() -> None:
        raise OperatorCanFix("date-shape")

    tasks.run(refuse, lambda _: heard.append("done"), lambda refusal: heard.append(refusal.code))
    tasks.run(lambda: "second", heard.append, lambda refusal: None)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["date-shape", "second"]
    tasks.finish(lambda: None)


def test_a_receiver_that_is_gone_is_skipped(qtbot) -> None:  # type: ignore[no-untyped-def]
    from shiboken6 import delete

    tasks, label = Tasks(), QLabel()
    gate, refused = threading.Event(), list[object]()
    tasks.run(lambda: gate.wait(5) and "late", label.setText, refused.append)
    delete(label)
    gate.set()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert refused == []
    heard: list[str] = []
    tasks.run(lambda: "next", heard.append, refused.append)
    qtbot.waitUntil(lambda: heard == ["next"])
    tasks.finish(lambda: None)


def test_a_bug_is_told_on_screen_and_on_stderr(qapp: QApplication, capsys) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtWidgets import QMessageBox

    try:
        raise ZeroDivisionError("اشکال")
    except ZeroDivisionError as error:
        start.tell_bug(type(error), error, error.__traceback__)
    box = next(w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox))
    assert box.windowTitle() == "خطای برنامه" or "خطای برنامه" in box.text()
    assert "ZeroDivisionError" in box.detailedText()
    assert "ZeroDivisionError" in capsys.readouterr().err
    box.close()
    box.deleteLater()


@pytest.mark.parametrize(
    ("begin", "read"),
    [("import PySide6.QtCore", True), ("from ui import start; start.build_app()", False)],
)
def test_no_source_is_read_and_kept_of_what_is_imported_later(begin: str, read: bool) -> None:
    """PySide6 by itself does, 22 MB of it; once it no longer does, ours may go."""
    code = f"{begin}\nimport sqlalchemy, linecache\nprint(len(linecache.cache) > 9)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(read)


def test_garbage_is_collected_on_the_windows_thread_while_a_window_works() -> None:
    """A worker that makes many objects frees none of the window's."""
    done = subprocess.run(
        [sys.executable, "-c", COLLECTING], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["off", "kept", "gone", "on"]
