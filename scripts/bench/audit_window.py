"""The auditor's table over a million entries: a page down, painted, pages coming from a worker.

Rows are made as they are asked for; the regulator's own share is in `scripts.bench.audit`.
"""

import resource
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

from scripts.bench.processes import run_python

Row = tuple[str, float, str, str]
ROWS, SCREENS = 1_000_000, 1500


def rows() -> Iterator[Row]:
    """In a process of its own."""
    said = run_python("from scripts.bench.audit_window import main; main()")
    median, p95, gap, grown = (float(part) for part in said.split()[-4:])
    yield "auditor's table of a million: a page down, painted, median", median, "ms", ""
    yield "auditor's table: the same, p95", p95, "ms", "≤ 16 ms"
    yield "auditor's table: widest gap of the event loop meanwhile", gap, "ms", "≤ 50 ms"
    yield "auditor's table: memory after that scroll", grown, "MB", ""


def main() -> None:
    """Print median, p95, the widest gap and how much memory the scroll took."""
    from PySide6.QtCore import QElapsedTimer, QTimer

    sys.setswitchinterval(0.001)
    window = _window()
    table = window.places.boxes["entries"].view.table
    ticks, meter, gaps = QElapsedTimer(), QTimer(), [0.0]
    meter.timeout.connect(lambda: gaps.append(ticks.nsecsElapsed() / 1e6) or ticks.start())
    before, taken, clock = _memory(), [], QElapsedTimer()
    ticks.start()
    meter.start(1)
    for _ in range(SCREENS):
        clock.start()
        bar = table.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep())
        table.viewport().repaint()
        taken.append(clock.nsecsElapsed() / 1e6)
        _turn(window)
    meter.stop()
    taken.sort()
    grown = (_memory() - before) / 1024
    print(statistics.median(taken), taken[len(taken) * 95 // 100], max(gaps[1:]), grown)
    window.close()


def _window() -> Any:
    from app.domain.audit import Facets, Scope, Session
    from ui import start
    from ui.audit_functions import AuditFunctions, Credentials, Entered
    from ui.audit_window import AuditWindow

    start.build_app()
    scope = Scope()
    session = Session("t", "", "name", "1", "auditor", ("entries",), scope)
    handed: dict[str, Callable[..., Any]] = {one.name: _nothing for one in fields(AuditFunctions)}
    handed |= _answers(Entered(session, Facets()))
    window = AuditWindow(AuditFunctions(**handed))
    window.resize(1366, 768)
    window.show()
    window._entered(window.functions.sign_in(Credentials("", "", "", "")))
    _turn(window)
    return window


def _answers(entered: Any) -> dict[str, Callable[..., Any]]:
    from app.domain.audit import Count
    from app.wiring import clock
    from ui.models.look import Look

    return {
        "now": clock.now,
        "look": Look,
        "address": str,
        "sign_in": lambda _told: entered,
        "entries": _page,
        "count": lambda _wanted: Count(10_000, capped=True),
    }


def _page(_wanted: object, after: int | None) -> Any:
    from app.domain.audit import PAGE, Page, Row

    top = ROWS if after is None else after
    made = tuple(
        Row(
            n,
            f"{n:043}",
            "0123456789abcdef",
            1,
            n,
            f"{n % 9000:05}",
            n % 9 + 1,
            "12",
            "receipt.issued",
            "2026-11-26T06:30:00.250Z",
            "2026-11-26T06:31:00.250Z",
            f"{n:018}",
            101,
            1_250_000,
            "accepted",
            "",
            n % 7 == 0,
        )
        for n in range(top - 1, max(-1, top - 1 - PAGE), -1)
    )
    return Page(made, made[0].n, made[-1].n, after is not None, made[-1].n > 0)


def _nothing(*_given: object) -> None:
    """What this bench never asks."""


def _turn(window: Any) -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    while window.tasks.running:
        QApplication.processEvents()


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
