"""From the process's start to a caret in the service search, and a form of 60 fields opened.

The desk is in memory and any passphrase is right at once: what is measured is the window, its
imports and its catalogue, against an empty window. Deriving a key is meant to be slow.
"""

import statistics
import time
from collections.abc import Iterator

from scripts.bench.processes import run_python
from scripts.bench.window import EMPTY, first_frame

Row = tuple[str, float, str, str]
FIELDS = 60

READY = """
import time
from ui import start
start.working_app()  # first, as in life
from PySide6.QtCore import Qt
from scripts.bench.at_the_door import functions
from ui.hands import Hands
window = start.build_window(functions())
window.show()
hands = Hands(window)
hands.wake()
window.unlock.opened.emit("گذرواژه درست")
hands.wait(lambda: window.unlocked is not None, "unlock")
hands.type("1234", window.sign_in.password)
hands.press(Qt.Key.Key_Return, window.sign_in.password)
hands.wait(lambda: hasattr(window, "places"), "the desk")
hands.wait(window.places.desk.services.search.hasFocus, "the caret")
window.places.desk.services.search.repaint()
print(time.time_ns())
"""
FORM = """
import statistics, time
from dataclasses import replace
from ui import start
start.build_app()  # first, as in life
from PySide6.QtCore import QCoreApplication
from tests.ui.desk_functions import NOW, OFFICE, bundled_catalogue
from ui.models.request import Request
from ui.views.form_page import FormPage
catalogue = bundled_catalogue()
asked = lambda service: sum(1 for field in service.form.fields if field.asked)
service = max((one for one in catalogue.services.values() if one.offered), key=asked)
fields = [field for field in service.form.fields if field.asked and not field.columns]
more = tuple(
    replace(fields[n % len(fields)], name=f"more_{n}") if n >= len(fields) else fields[n]
    for n in range(FIELDS)
)
form = replace(service.form, fields=more)
taken = []
for _ in range(7):
    began = time.perf_counter()
    request = Request.begin(service, catalogue=catalogue, office=OFFICE, now=NOW)
    request = replace(request, service=replace(service, form=form))
    page = FormPage(request)
    page.resize(640, 700)
    page.show()
    page.grab()
    taken.append((time.perf_counter() - began) * 1000)
    page.close(); page.deleteLater(); QCoreApplication.processEvents()
print(len(page.form.fields), statistics.median(taken[1:]))
"""


def ready() -> float:
    """Milliseconds from starting the process to the caret in the search."""
    began = time.time_ns()
    return (int(run_python(READY).split()[-1]) - began) / 1e6


def rows(rounds: int = 5) -> Iterator[Row]:
    """Both, medians of runs in turn."""
    ready(), first_frame(EMPTY)  # warm: byte code and page cache
    taken = [(first_frame(EMPTY), ready()) for _ in range(rounds)]
    empty, ours = (statistics.median(times) for times in zip(*taken, strict=True))
    yield "ready to type in the service search", ours, "ms", ""
    yield "  ratio to an empty window's first frame", ours / empty, "×", "≤ 5"
    count, opened = run_python(FORM.replace("FIELDS", str(FIELDS))).split()
    yield f"a form of {count} fields opened and painted", float(opened), "ms", "≤ 100 ms"


if __name__ == "__main__":
    for name, value, unit, bar in rows():
        print(f"{name:<46} {value:9.2f} {unit:<3} {bar}")
