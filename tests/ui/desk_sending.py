"""A sending queue in memory for the windows: lines, lights and a stick, by the values alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.by_hand import Answered, Heard, Packed, Step, Totals
from app.domain.entry import Cum
from app.domain.errors import ManagerCanFix
from app.domain.office import DeskTotals
from app.domain.outbox import CatchUp, Light, QueueKey, QueueLine, Sending, Uplink
from tests.ui.desk_functions import NOW, MemoryDesk
from tests.ui.test_first_request import _signed_in
from ui import start
from ui.hands import Hands
from ui.window import Window

TIDS = ("723011000328200031", "723011000328200128", "723011000328200225")
EARLY = NOW - timedelta(minutes=36)
AWAY = Uplink(True, 3, "regulator-away", "time", NOW + timedelta(minutes=4), EARLY)
FEE = QueueLine(
    QueueKey("verdict", 11),
    "flagged",
    NOW - timedelta(days=1),
    TIDS[0],
    "تعویض شناسنامه",
    412,
    "leaf-fee",
    "request.registered",
    reason="fee-differs",
    owner="manager",
)
SIGNATURE = QueueLine(
    QueueKey("verdict", 12),
    "quarantined",
    NOW - timedelta(hours=5),
    seq=731,
    leaf="leaf-signature",
    type="payment.succeeded",
    reason="bad-signature",
    owner="regulator",
)
PAPER = QueueLine(
    QueueKey("document", 3),
    "trying",
    EARLY,
    TIDS[1],
    "عکس پرسنلی",
    tries=2,
    next_try=NOW + timedelta(minutes=2),
    reason="regulator-away",
    sent=120_000,
    size=400_000,
)
REQUEST = QueueLine(
    QueueKey("request", 40), "waiting", EARLY, TIDS[2], "صدور شناسنامه نوزاد", count=6
)
OTHERS = QueueLine(QueueKey("others", 0), "waiting", EARLY, count=4)
LIGHTS = (
    Light("regulator", "away", EARLY, "regulator-away"),
    Light("terminal", "good", NOW - timedelta(minutes=3)),
    Light("printer", "away", NOW - timedelta(minutes=12), "print-no-paper", {"printer": "EPSON"}),
    Light("inquiries", "manual"),
)
TOTALS = Totals(
    (
        DeskTotals(1, Cum(31, 15_500_000, 0), NOW - timedelta(minutes=20)),
        DeskTotals(2, Cum(24, 12_340_000, 500_000), NOW, own=True),
        DeskTotals(3, Cum(12, 6_000_000, 0), NOW - timedelta(hours=1), whole=False),
    ),
    Cum(67, 33_840_000, 500_000),
)


PACKED = Packed(18, 12, 1, 0, "0" * 64)


@dataclass
class MemorySending:
    """`note` says that a function was called; what was done stands in lists."""

    note: Callable[[str], None] = lambda _what: None
    lines: dict[QueueKey, QueueLine] = field(default_factory=dict)
    uplink: Uplink = field(default_factory=Uplink)
    catch_up: CatchUp | None = None
    lamps: tuple[Light, ...] = LIGHTS
    pages: list[tuple[QueueKey, ...]] = field(default_factory=list)
    retried: list[QueueKey] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    outcome: Packed | Answered | Heard = PACKED
    carried: list[str] = field(default_factory=list)
    steps: int = 3
    pause: Callable[[], None] = lambda: None
    operator_may: bool = True

    def put(self, *lines: QueueLine) -> None:
        """Lines in the order of the screen."""
        self.lines |= {line.key: line for line in lines}

    def functions(self) -> dict[str, Any]:
        return {
            "queue": self._queue,
            "queue_page": self._page,
            "lights": self._lights,
            "retry_line": self._retry,
            "switch_sync": self._switch,
            "cancel_sync": self._cancel,
            "answer_finding": self._answer,
            "courier_name": lambda: "pishkhan-72301-02-14050830.courier",
            "courier_write": self._carry,
            "courier_take": self._carry,
            "office_totals": lambda: TOTALS,
        }

    def _queue(self) -> Sending:
        self.note("queue")
        return Sending(tuple(self.lines), self.uplink, self.catch_up)

    def _page(self, keys: tuple[QueueKey, ...]) -> tuple[QueueLine, ...]:
        self.note("queue_page")
        self.pages.append(keys)
        return tuple(self.lines[key] for key in keys if key in self.lines)

    def _lights(self) -> tuple[Light, ...]:
        self.note("lights")
        return self.lamps

    def _retry(self, key: QueueKey) -> None:
        self.note("retry_line")
        self.retried.append(key)
        self.lines.pop(key, None)

    def _switch(self, on: bool) -> None:
        self.note("switch_sync")
        self.uplink = replace(self.uplink, on=on)

    def _cancel(self) -> None:
        self.note("cancel_sync")
        self.catch_up = None

    def _answer(self, leaf: str, words: str) -> None:
        self.note("answer_finding")
        if not self.operator_may:
            raise ManagerCanFix("right-missing")
        self.answers.append((leaf, words))
        self.lines = {key: one for key, one in self.lines.items() if one.leaf != leaf}

    def _carry(self, path: str, step: Step) -> Any:
        self.note("carry")
        for done in range(self.steps):
            self.pause()
            step(done + 1, self.steps)
        self.carried.append(path)
        return self.outcome


@pytest.fixture
def sending(desk: MemoryDesk) -> MemorySending:
    made = MemorySending(note=desk._note)
    made.put(FEE, SIGNATURE, PAPER, REQUEST, OTHERS)
    return made


@pytest.fixture
def window(qapp: QApplication, desk: MemoryDesk, sending: MemorySending) -> Iterator[Window]:
    made = start.build_window(replace(desk.functions(), **sending.functions()))
    made.show()
    yield made
    Hands(made).settle(made)
    made.close()
    made.deleteLater()
    qapp.processEvents()


def queue_shown(window: Window) -> Hands:
    """Signed in, on the queue's screen."""
    hands = _signed_in(window)
    hands.fkey(4)
    hands.settle(window)
    return hands
