"""What people leave each other at the desk, and what each sees of the own pace alone."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.jalali import tehran_day
from app.domain.pace import pace_of
from local_db import pace_queries
from tests.desk.conftest import Desk
from tests.desk.doing import receipted
from tests.ui import seeing
from tests.ui.desk_cases import at_work
from ui import start
from ui.functions import Functions
from ui.window import Window


def test_a_note_is_left_and_ended_by_keys(window: Window) -> None:
    hands = at_work(window)
    hands.fkey(4, ctrl=True)
    hands.settle(window)
    view = window.places.persons.notebox.view
    hands.type("کاغذ رسید تمام شد", view.said)
    hands.fkey(9)
    hands.settle(window)
    assert [line.said for line in view.lines] == ["کاغذ رسید تمام شد"]
    assert "امیر آزمایشی" in view.lines[0].under
    assert view.said.text() == ""
    hands.press(Qt.Key.Key_Delete, view.list)
    hands.settle(window)
    assert view.lines == ()


def test_an_empty_note_is_refused_in_words_and_nothing_is_left(window: Window, desk: Desk) -> None:
    hands = at_work(window)
    hands.fkey(4, ctrl=True)
    hands.settle(window)
    before = _entries(desk)
    hands.fkey(9)
    hands.settle(window)
    view = window.places.persons.notebox.view
    assert view.told.words.text()
    assert _entries(desk) == before


def test_ones_own_pace_is_read_from_what_one_served(desk: Desk) -> None:
    for _ in range(3):
        receipted(desk)
    today = tehran_day(desk.clock.wall)
    with desk.here.db.read() as connection:
        mine, served = pace_queries.served_by(connection, "2", first=today - 28, last=today)
        others, _ = pace_queries.served_by(connection, "1", first=today - 28, last=today)
    assert pace_of(today, mine, served).requests == 3
    assert others == {}


def test_the_pace_is_put_away_when_another_person_comes(functions: Functions, qapp: object) -> None:
    from app.domain.pace import Pace

    window = start.build_window(replace(functions, own_pace=lambda: Pace(7, 300, 9, 320)))
    window.show()
    hands = at_work(window)
    hands.fkey(4, ctrl=True)
    hands.settle(window)
    view = window.places.persons.notebox.view
    shown = [label.text() for label in seeing.shown(view, QLabel)]
    assert {"۷", "۵ دقیقه", "روزهای پیش: ۹"} <= set(shown)
    assert seeing.clipped(window) == seeing.unnamed(window) == []
    window.places.persons.forget()
    hands.turn()
    assert "۷" not in [label.text() for label in seeing.shown(view, QLabel)]
    window.close()
    window.deleteLater()


def _entries(desk: Desk) -> int:
    with desk.here.db.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one())
