"""The search in the window: any text at any speed, filters, pages, a scanner anywhere."""

import threading
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.domain import qr
from app.domain.acts import RequestRow
from app.domain.finding import Found, Wanted
from tests.desk.conftest import NOON, Desk
from tests.desk.doing import receipted
from tests.desk.test_unknown_payments import in_doubt
from tests.ui.desk_cases import at_work
from tests.ui.desk_functions import NOW, MemoryDesk
from tests.ui.layouts import DIGITS, WINDOWS, X11
from tests.ui.layouts import typed as typed_on
from tests.ui.test_first_request import _cut
from ui.functions import Functions
from ui.hands import Hands
from ui.models.search import Search
from ui.searchbox import SearchBox
from ui.tasks import Tasks
from ui.views.paged_rows import PAGE
from ui.window import Window


def at_search(window: Window) -> Hands:
    hands = at_work(window)
    hands.fkey(3, ctrl=True)
    hands.settle(window)
    return hands


def search(hands: Hands, typed: str) -> SearchBox:
    box = hands.window.places.following.searchbox
    box.view.field.clear()
    hands.type(typed, box.view.field)
    hands.settle(hands.window)
    return box


def found(box: SearchBox) -> list[str]:
    rows = (box.view.rows.painted(at) for at in range(box.view.rows.rowCount()))
    return [row.request.tid for row in rows]


def test_every_way_of_looking_finds_and_state_and_dates_narrow(window: Window, desk: Desk) -> None:
    first = receipted(desk)
    second, _, _ = in_doubt(desk)
    hands = at_search(window)
    assert found(search(hands, "نمونه")) == [second, first.tid]
    assert found(search(hands, "۰۰۰۰۰۰۰۰۱۹")) == [second, first.tid]
    assert found(search(hands, first.tid)) == [first.tid]
    assert found(search(hands, "ژاله")) == []
    box = search(hands, "kl,ki")  # the keys of «نمونه» on the other layout
    assert "منظور «نمونه» است؟" in box.view.empty.words.text()
    hands.press(Qt.Key.Key_Return, box.view.field)
    hands.settle(window)
    assert found(box) == [second, first.tid]
    hands.fkey(8)
    hands.settle(window)
    box = window.places.following.searchbox
    assert len(found(box)) == 2
    hands.fkey(7)
    box.view.state.setCurrentIndex(box.view.state.findData("receipted"))
    hands.settle(window)
    assert found(box) == [first.tid]
    hands.type("14050901", box.view.since)
    hands.settle(window)
    assert found(box) == []
    hands.type("9", box.view.since)
    hands.turn()
    assert box.view.wrong.isVisible()
    assert _cut(window) == []
    hands.fkey(8)
    hands.settle(window)
    assert len(found(box)) == 2


class Slow:
    """Finds what it is told, when it is let."""

    def __init__(self) -> None:
        self.gates: dict[str, threading.Event] = {}
        self.asked: list[str] = []

    def find(self, wanted: Wanted) -> Found:
        self.asked.append(wanted.text)
        if gate := self.gates.get(wanted.text):
            gate.wait(10)
        return Found(tuple(range(len(wanted.text))))

    def page(self, places: tuple[int, ...]) -> tuple[RequestRow, ...]:
        return tuple(
            RequestRow(f"{at:018}", 1, "خدمت", "نام", "ready", 1, NOW, "", True) for at in places
        )


@pytest.fixture
def slow(functions: Functions) -> tuple[Slow, Functions]:
    made = Slow()
    finding = replace(functions.finding, find=made.find, page=made.page)
    return made, replace(functions, finding=finding)


def test_typing_waits_for_nothing_and_a_late_answer_is_dropped(
    qapp: QApplication, slow: tuple[Slow, Functions]
) -> None:
    desk, functions = slow
    tasks = Tasks()
    box = SearchBox(functions, functions.finding, tasks)
    gate = desk.gates["م"] = threading.Event()
    for typed in ("م", "مر", "مری", "مریم"):
        box.view.typed.emit(typed)
    assert box.search.text == "مریم"
    assert box.view.rows.rowCount() == 0
    gate.set()
    while tasks.running:
        qapp.processEvents()
    assert desk.asked == ["م", "مریم"]
    assert box.view.rows.rowCount() == 4
    tasks.finish(lambda: None)


def test_a_long_list_is_read_by_pages_where_somebody_looks(
    qapp: QApplication, slow: tuple[Slow, Functions]
) -> None:
    _, functions = slow
    tasks = Tasks()
    box = SearchBox(functions, functions.finding, tasks)
    box.view.typed.emit("ن" * (3 * PAGE))
    while tasks.running:
        qapp.processEvents()
    rows = box.view.rows
    assert rows.painted(0).request.tid == f"{0:018}"
    assert rows.painted(2 * PAGE + 5) is None
    while tasks.running:
        qapp.processEvents()
    assert rows.painted(2 * PAGE + 5).request.tid == f"{2 * PAGE + 5:018}"
    tasks.finish(lambda: None)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    typed=st.text(max_size=60), since=st.text(max_size=12), until=st.text("۰۱۲۳۴/1405", max_size=10)
)
def test_any_text_in_any_field_is_a_search_or_finds_nothing(
    desk: Desk, functions: Functions, typed: str, since: str, until: str
) -> None:
    asked = Search().type(typed).narrow(state="", since=since, until=until)
    found = functions.finding.find.__wrapped__(asked.wanted)
    assert found.places == tuple(sorted(found.places, reverse=True))
    assert bool(asked.date_trouble("since")) <= bool(since.strip())


def scan(window: Window, keys: Iterable[str]) -> None:
    """As the platform sends a scanner's keys: to the native window."""
    native = window.windowHandle()
    for letter in (*keys, "\r"):
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(native, event)


def sealed(desk: Desk, tid: str) -> str:
    head = qr.Mark(b"abcd", tid, NOON, 1, 102, 256, 1, b"0" * 16)
    return qr.to_text(qr.seal(head, desk.here.signer), "p.example")


def test_a_receipt_scanned_anywhere_opens_its_case_and_leaves_the_field_as_it_was(
    window: Window, desk: Desk
) -> None:
    done = receipted(desk)
    hands = at_work(window)
    hands.wake()
    places = window.places
    places.counter.choose(places.counter.unlocked.catalogue.by_key("birth_cert_replace"))
    hands.turn()
    field = places.desk.page.form.fields["applicant_last_name"]
    field.focus()
    hands.type("نمونه", field.editor)
    receipt = sealed(desk, done.tid)
    # Whatever the layout is: a scanner only presses keys.
    persian = (typed_on(receipt, X11, digits=DIGITS), typed_on(receipt, WINDOWS))
    for keys in (receipt, *persian):
        hands.fkey(2)
        field.focus()
        scan(window, keys)
        hands.settle(window)
        assert places.here == "case"
        assert field.editor.text() == "نمونه"
    assert places.counter.request.answers["applicant_last_name"] == "نمونه"


def test_a_receipt_whose_request_is_nowhere_here_says_what_it_says_itself(
    window: Window, desk: Desk, memory: MemoryDesk
) -> None:
    hands = at_work(window)
    hands.wake()
    text = sealed(desk, "000000022071000195")
    scan(window, text)
    hands.settle(window)
    assert window.places.here == "search"
    assert memory.care.done[-1] == f"take_receipt {text}"
    assert window.places.following.searchbox.view.trouble.isVisible()
