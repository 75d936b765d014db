"""Practice: the same desk under a coloured frame, of which nothing stays and nothing counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.domain import tracking
from app.domain.errors import RegulatorCanFix
from app.wiring.functions import functions
from app.wiring.session import Session
from printing import text_of
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import anew
from tests.staff.conftest import enrolled
from tests.sync.conftest import PASSPHRASE, PASSWORD
from tests.ui import seeing
from ui import start
from ui.hands import Hands
from ui.journey import Script, _choose, _fill, _take
from ui.window import Window


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder, regulator = tmp_path_factory.mktemp("practice"), anew()
    enrolled(folder, regulator)
    regulator.wire.down = True
    return Session(folder, regulator.session)


@pytest.fixture(scope="module")
def window(qapp: QApplication, session: Session) -> Iterator[Window]:
    made = start.build_window(functions(session, None, session.folder / "papers"))
    made.show()
    hands = Hands(made)
    hands.wake()
    hands.type(PASSPHRASE, made.unlock.passphrase)
    hands.press(Qt.Key.Key_Return, made.unlock.passphrase)
    hands.settle(made)
    _come_in(hands, "2", PASSWORD)
    if made.shift:
        hands.press(Qt.Key.Key_Space, made.shift.open)
        hands.settle(made)
    while made.morning:
        hands.fkey(9)
        hands.settle(made)
    yield made
    hands.settle(made)
    made.close()
    made.deleteLater()
    QApplication.processEvents()


def test_a_practised_request_is_marked_everywhere_and_nothing_of_it_stays(
    window: Window, session: Session
) -> None:
    hands, before = Hands(window), _journal(session)
    real = window.places
    hands.fkey(12, ctrl=True)
    hands.settle(window)
    assert window.places is not real
    folder = _practice_folder(window)
    shown = {label.text() for label in seeing.shown(window.places.shell, QLabel)}
    assert "تمرینی" in shown
    script = Script("", "", "", "birth_cert_replace", REPLACE)
    _choose(hands, script, lambda _: None)
    _fill(hands, script, lambda _: None)
    tid, _ = _take(hands, script, lambda _: None)
    assert tracking.check(tid)[5:8] == "000"
    assert window.functions.today() == ()
    assert len(window.places.functions.today()) == 1
    assert seeing.clipped(window) == []
    (paper,) = (folder / "papers").glob("*.pdf")
    assert text_of(paper.read_bytes()).count("تمرینی – فاقد اعتبار") == 2
    hands.fkey(12, ctrl=True)
    hands.settle(window)
    assert window.places is real
    assert _journal(session) == before
    assert not folder.exists()


def test_locking_the_desk_ends_the_practice(window: Window) -> None:
    hands, real = Hands(window), window.places
    hands.fkey(12, ctrl=True)
    hands.settle(window)
    folder = _practice_folder(window)
    hands.fkey(12, shift=True)
    hands.settle(window)
    assert window.places is real
    assert window.entrance.here
    assert not folder.exists()
    hands.fkey(12, ctrl=True)
    hands.settle(window)
    assert window.places is real


def test_a_newcomers_first_day_is_practice_and_nothing_of_it_is_real(
    window: Window, session: Session
) -> None:
    hands, functions = Hands(window), window.functions
    functions.sign_in("1", PASSWORD, "password")
    newcomer = functions.staff.propose("نگار تازه‌کار")
    code = functions.staff.start_anew(newcomer.number)
    before = _journal(session)
    hands.wake()
    if window.entrance.here:
        window.entrance.ask()
    else:
        hands.fkey(12, shift=True)
    hands.settle(window)
    # The code opens nothing: first a password of one's own, and no shift is asked for.
    _come_in(hands, newcomer.number, code)
    new = window.entrance.new
    assert new is not None
    assert not new.boxes["pin"].text()
    for name, said in (("password", "گذرواژه نگار ۱"), ("again", "گذرواژه نگار ۱")):
        hands.type(said, new.boxes[name])
    hands.fkey(9)
    hands.settle(window)
    assert window.practising.on
    assert window.shift is None
    assert newcomer.name in window.places.shell.bar.who.text()
    script = Script("", "", "", "birth_cert_replace", REPLACE)
    _choose(hands, script, lambda _: None)
    _fill(hands, script, lambda _: None)
    tid, _ = _take(hands, script, lambda _: None)
    assert tracking.check(tid)[5:8] == "000"
    # At the real desk nothing may be begun, and the journal has her coming alone.
    hands.fkey(12, ctrl=True)
    hands.settle(window)
    assert not window.practising.on
    with pytest.raises(RegulatorCanFix, match="operator-not-approved"):
        functions.open_visit()
    assert functions.today() == ()
    assert set(_since(session, before)) == {"operator.changed", "operator.login"}


def _come_in(hands: Hands, number: str, secret: str) -> None:
    door = hands.window.sign_in
    door.people.setCurrentIndex(max(0, door.people.findData(number)))
    hands.type(secret, door.password)
    hands.press(Qt.Key.Key_Return, door.password)
    hands.settle(hands.window)


def _since(session: Session, count: int) -> list[str]:
    with session.desk.here.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars()
        return list(rows)[count:]


def _practice_folder(window: Window) -> Path:
    practice = window.practising.practice
    assert practice is not None
    (made,) = practice.functions.close.args  # type: ignore[attr-defined]
    return Path(made.folder)


def _journal(session: Session) -> int:
    with session.desk.here.db.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one())
