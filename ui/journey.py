"""Plays an operator's first request on the real window, with real key events, and says what it saw.

For the demo, for tests and for the pictures of the manual. It types into the same widgets a person
does, and waits in the event loop until the window shows what it waits for; it never sleeps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from app.domain.forms import Answer
from app.domain.text import latin_digits
from ui.hands import Hands, Stuck
from ui.views.fields.picks import ChoiceEditor, YesNoEditor
from ui.views.fields.rows import RowsEditor
from ui.window import Window

Shoot = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Script:
    """What to type. `service` is a key; `told` the boxes of an amount the agency told."""

    passphrase: str
    operator: str
    password: str
    service: str
    answers: Mapping[str, Answer]
    told: Mapping[str, str] | None = None
    slip: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Saw:
    """What stood on the screen, as text."""

    service_title: str
    fee_total: str
    tariff_basis: tuple[str, ...]
    due: str
    tid: str
    v_code: str
    requests_today: str
    sync: str


def play(window: Window, script: Script, *, shoot: Shoot) -> Saw:
    """The whole path: unlock, sign in, choose, fill, register, pay, receipt, today, sync."""
    hands = Hands(window)
    _enter(hands, script, shoot)
    title = _choose(hands, script, shoot)
    total, basis, due = _fill(hands, script, shoot)
    tid, v_code = _take(hands, script, shoot)
    day, light = _look_round(hands, shoot)
    return Saw(title, total, basis, due, tid, v_code, day, light)


def greet(window: Window, script: Script) -> None:
    """Type passphrase and password, and leave the person at the desk."""
    _enter(Hands(window), script, lambda _step: None)


def _enter(hands: Hands, script: Script, shoot: Shoot) -> None:
    window = hands.window
    hands.wake()
    hands.wait(window.unlock.protection.text, "the protection in use")
    hands.type(script.passphrase, window.unlock.passphrase)
    shoot("01-unlock")
    hands.press(Qt.Key.Key_Return, window.unlock.passphrase)
    hands.wait(lambda: window.unlocked is not None, "the desk file to open")
    people = window.sign_in.people
    people.setCurrentIndex(max(0, people.findData(script.operator)))
    hands.type(script.password, window.sign_in.password)
    shoot("02-sign-in")
    hands.press(Qt.Key.Key_Return, window.sign_in.password)
    hands.settle(window)
    if window.shift is not None:
        hands.press(Qt.Key.Key_Space, window.shift.open)
    hands.wait(lambda: hasattr(window, "places"), "the desk")
    hands.settle(window)
    if window.morning:
        shoot("02-morning")
        hands.fkey(9)
        hands.wait(lambda: window.morning is None, "the morning to be acknowledged")


def _choose(hands: Hands, script: Script, shoot: Shoot) -> str:
    places = hands.window.places
    service = places.counter.unlocked.catalogue.by_key(script.service)
    hands.fkey(2)
    search = places.desk.services.search
    hands.type(service.title, search)
    hands.turn()
    for _ in range(len(places.counter.choosing.found)):
        if places.counter.choosing.marked is service:
            break
        hands.press(Qt.Key.Key_Down, search)
    shoot("03-search")
    hands.press(Qt.Key.Key_Return, search)
    hands.wait(lambda: places.desk.page, "the form")
    return service.title


def _fill(hands: Hands, script: Script, shoot: Shoot) -> tuple[str, tuple[str, ...], str]:
    counter = hands.window.places.counter
    desk = hands.window.places.desk
    assert desk.page is not None
    fields = desk.page.form.fields
    for name in fields:
        # Asked anew at each field: an answer may have shown or hidden the next ones.
        if name in script.answers and counter.request and name in counter.request.filled.shown:
            fields[name].focus()
            _answer(hands, fields[name].editor, script.answers[name])
    hands.turn()
    shoot("04-form")
    if counter.request and counter.request.told_wrong:
        _tell(hands, counter.request.told_wrong[0], script.told or {})
    _tick_papers(hands)
    shoot("05-fee")
    assert counter.request is not None
    basis = tuple(line.basis for line in fee_lines(hands.window))
    return desk.fee.total.text(), basis, desk.fee.due.words.text()


def _take(hands: Hands, script: Script, shoot: Shoot) -> tuple[str, str]:
    places = hands.window.places
    counter, desk = places.counter, places.desk
    hands.fkey(9)
    hands.wait(lambda: counter.stage in ("paying", "done") or _refused(places), "registration")
    if counter.stage == "filling":
        raise Stuck(_refused(places))
    hands.settle(hands.window)
    shoot("06-payment")
    while counter.stage == "paying" and counter.paying and counter.paying.can_pay:
        _pay(hands, script)
    hands.wait(lambda: counter.stage == "done", "the receipt")
    hands.settle(hands.window)
    shoot("07-receipt")
    tid = latin_digits(desk.promise.tid.text())
    digits = "".join(letter for letter in tid if letter in "0123456789")
    code = latin_digits(desk.promise.v_code.text()).strip("\u2066\u2069")
    hands.fkey(12)
    hands.settle(hands.window)
    return digits, code


def _pay(hands: Hands, script: Script) -> None:
    payment = hands.window.places.desk.payment
    if script.slip is None:
        hands.fkey(10)
    else:
        hands.fkey(11)
        for name, typed in script.slip.items():
            hands.type(typed, payment.boxes[name].editor)
        hands.fkey(9)
    hands.settle(hands.window)


def _look_round(hands: Hands, shoot: Shoot) -> tuple[str, str]:
    places = hands.window.places
    hands.fkey(3)
    hands.wait(lambda: places.today_view and places.today_view.rows.rowCount(), "today's rows")
    shoot("08-today")
    hands.fkey(4)
    hands.fkey(5)
    hands.settle(hands.window)
    shoot("09-sync")
    assert places.today_view is not None
    return places.today_view.total.text(), places.sync_view.title.text()


def _answer(hands: Hands, editor: Any, value: Answer) -> None:
    if isinstance(editor, ChoiceEditor):
        _pick(hands, editor, str(value))
    elif isinstance(editor, YesNoEditor):
        if editor.isChecked() != bool(value):
            hands.press(Qt.Key.Key_Space, editor)
    elif isinstance(editor, QLineEdit | QPlainTextEdit):
        hands.type(str(value), editor)
    elif isinstance(editor, RowsEditor) and isinstance(value, list):
        _rows(hands, editor, value)


def _rows(hands: Hands, editor: RowsEditor, rows: list[Any]) -> None:
    for item in rows:
        editor.add_row()
        for column, cell in zip(editor.field.columns, editor.cells(-1), strict=True):
            value = item.get(column.name) if isinstance(item, Mapping) else item
            if value is not None:
                _answer(hands, cell, value)


def _pick(hands: Hands, editor: ChoiceEditor, code: str) -> None:
    at = editor.findData(code)
    if at < 0:
        raise Stuck(f"no choice {code}")
    while editor.currentIndex() != at:
        down = editor.currentIndex() < at
        hands.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up, editor)


def _tell(hands: Hands, line: int, boxes: Mapping[str, str]) -> None:
    page = hands.window.places.desk.page
    assert page is not None
    page.told.focus(line)
    for name, typed in boxes.items():
        hands.type(typed, page.told.boxes[line][name].editor)
    hands.turn()


def _tick_papers(hands: Hands) -> None:
    page = hands.window.places.desk.page
    assert page is not None
    for tick in page.papers.findChildren(QCheckBox):
        if tick.isVisibleTo(page) and not tick.isChecked():
            tick.setFocus()
            hands.press(Qt.Key.Key_Space, tick)
    hands.turn()


def _refused(places: Any) -> str:
    notice = places.desk.fee.refusal
    return str(notice.words.text()) if notice.isVisibleTo(places.desk.fee) else ""


def fee_lines(window: Window) -> Any:
    """The fee lines in words, as the left column shows them."""
    from ui.models.side import fee_texts

    assert window.places.counter.request is not None
    return fee_texts(window.places.counter.request)
