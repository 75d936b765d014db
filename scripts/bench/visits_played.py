"""The visits themselves, in the process that is measured: see `scripts.bench.visits`."""

import time
from collections import Counter
from itertools import accumulate
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

import printing
from app.devices.terminal import Terminal
from app.domain.forms import Answer
from app.wiring.functions import functions
from app.wiring.session import Session
from ui import start
from ui.hands import Hands
from ui.journey import Script, _choose, _fill, _take, greet
from ui.window import Window

SERVICE = "birth_cert_replace"
SLIP = {"terminal": "90000001", "trace": "4521", "last4": "4417"}


class Paced(Hands):
    """Fingers that let the window paint after each key."""

    def type(self, words: str, target: QWidget | None = None) -> None:
        for letter in words:
            super().type(letter, target)
            QCoreApplication.processEvents()


class Meter(QObject):
    """How long the event loop was away, and whether a screen came up meanwhile."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        # Counted by the tenth of a millisecond: a list of them would be memory that grows.
        self.gaps: Counter[int] = Counter()
        self.opening: Counter[int] = Counter()
        self.last, self.scene = time.perf_counter(), self._scene()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._tick)
        timer.start(1)

    def _tick(self) -> None:
        now, scene = time.perf_counter(), self._scene()
        gap, self.last = (now - self.last) * 1000, now
        (self.gaps if scene == self.scene else self.opening)[round(gap * 10)] += 1
        self.scene = scene

    def _scene(self) -> tuple[int, ...]:
        desk = self.window.places.desk
        return id(desk.page), desk.side.currentIndex(), desk.middle.currentIndex()


def play(
    folder: str, visits: int, *, passphrase: str, password: str, answers: dict[str, Answer]
) -> None:
    """Print `half end p99 worst opening`."""
    printing.work_apart()
    here = Path(folder)
    terminal = Terminal("127.0.0.1", 9, 0.2)
    window = start.build_window(functions(Session(here), terminal, here / "papers"))
    window.show()
    greet(window, Script(passphrase, "2", password, SERVICE, answers))
    meter, resident = Meter(window), []
    _sit_down(window)
    for number in range(visits):
        _visit(window, number, answers)
        if number in (visits // 2 - 1, visits - 1):
            resident.append(_resident())
    p99, widest = _within(meter.gaps, 0.99), _within(meter.gaps, 1.0)
    print(*resident, p99, widest, _within(meter.opening, 1.0), flush=True)
    Hands(window).settle(window)
    window.close()


def _sit_down(window: Window) -> None:
    """The first citizen comes two seconds after the desk: what is loaded ahead counts as gaps."""
    arrived = time.monotonic() + 2
    Hands(window).wait(lambda: time.monotonic() > arrived, "the first citizen")


def _within(gaps: Counter[int], share: float) -> float:
    """The gap, in milliseconds, that this share of them does not pass."""
    passed = accumulate(gaps[gap] for gap in sorted(gaps))
    reached = (
        gap
        for gap, so_far in zip(sorted(gaps), passed, strict=True)
        if so_far >= share * gaps.total()
    )
    return next(reached, 0) / 10


def _visit(window: Window, number: int, answers: dict[str, Answer]) -> None:
    hands = Paced(window)
    # Another citizen each time: nothing is filled in from an earlier request.
    answers = answers | {"applicant_national_id": _citizen(number)}
    slip = SLIP | {"rrn": f"{612_345_600_000 + number}"}
    script = Script("", "", "", SERVICE, answers, slip=slip)
    _choose(hands, script, lambda _: None)
    _fill(hands, script, lambda _: None)
    _take(hands, script, lambda _: None)
    hands.fkey(9)
    hands.settle(window)


def _citizen(number: int) -> str:
    """A national ID that passes its check."""
    digits = f"{123_000_000 + number}"
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11
    return f"{digits}{rest if rest < 2 else 11 - rest}"


def _resident() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
