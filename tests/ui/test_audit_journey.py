"""An auditor's day on the real window over the real regulator, with keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from app.wiring.audit_kept import Kept
from tests.lying_log import Log
from tests.ui import guard
from tests.ui.audit_desk import NUMBER, SERVER, Auditing, auditing
from ui.models.audit_entry import WHOLE

REASON = "بررسی شکایت شماره ۱۲ شهروند"


@pytest.fixture
def at(tmp_path: Path, qapp: QApplication) -> Iterator[Auditing]:
    with auditing(tmp_path) as made:
        yield made


def dialog(at: Auditing) -> QDialog:
    (found,) = [one for one in at.window.findChildren(QDialog) if one.isVisible()]
    return found


def test_from_the_door_to_a_package_that_was_saved(at: Auditing, tmp_path: Path) -> None:
    code = at.code()
    with guard.watching() as found:
        at.sign_in(code)
        places = at.window.places
        assert places is not None
        _filters_and_opens(at)
        _sees_covered_data_for_a_reason(at)
        _follows_case_and_chain(at)
        _asks_the_office(at)
        _takes_a_package(at, tmp_path / "case.evidence.zip")
    assert found == []
    _was_journalled()


def _filters_and_opens(at: Auditing) -> None:
    boxes = at.window.places.boxes
    entries = boxes["entries"]
    whole = entries.view.rows.rowCount()
    at.key(7)
    box = entries.view.boxes.boxes["kind"]
    while not box.hasFocus():
        at.hands.press(Qt.Key.Key_Tab)
    while box.currentData() != "request.registered":
        at.hands.press(Qt.Key.Key_Down)
    at.key(9)
    assert 0 < entries.view.rows.rowCount() < whole
    assert entries.view.table.hasFocus()
    at.enter()
    entry = boxes["entry"].entry
    assert entry.verdict == (WHOLE, "good")
    assert [line.tone for line in entry.checks] == ["good"] * 6


def _sees_covered_data_for_a_reason(at: Auditing) -> None:
    box = at.window.places.boxes["entry"]
    assert box.entry.may_uncover
    assert any(line.covered for line in box.entry.lines)
    at.key(10)
    at.hands.type("کوتاه", dialog(at).reason)
    at.enter()
    assert box.entry.may_uncover
    at.key(10)
    at.hands.type(REASON, dialog(at).reason)
    at.enter()
    assert not box.entry.may_uncover
    assert not any(line.covered for line in box.entry.lines)


def _follows_case_and_chain(at: Auditing) -> None:
    places = at.window.places
    at.key(7)
    assert places.here == "case"
    assert len(places.boxes["case"].case.moments) >= 1
    at.hands.press(Qt.Key.Key_Escape)
    assert places.here == "entry"
    at.key(8, shift=True)
    assert places.here == "chain"
    view = places.boxes["chain"].view
    assert view.marked.kind == "opened"
    assert view.drawing.accessibleDescription()
    at.enter()
    assert places.here == "entries"


def _asks_the_office(at: Auditing) -> None:
    at.key(3)
    box = at.window.places.boxes["findings"]
    at.hands.wait(lambda: box.open_ is not None, "the finding to open")
    at.key(9)
    at.hands.type("چرا بیرون از ساعت کار؟", dialog(at).reason)
    at.enter()
    row = box.view.rows.at(0)
    assert row.finding.question == "چرا بیرون از ساعت کار؟"
    assert row.cells[-1] == "پرسش از دفتر"


def _takes_a_package(at: Auditing, path: Path) -> None:
    at.key(2)
    at.key(12)
    box = at.window.places.boxes["package"]
    at.key(9)
    assert not box.work.running  # a title and a reason are asked for
    at.hands.type("پرونده نمونه")
    at.hands.press(Qt.Key.Key_Tab)
    at.hands.type(REASON, box.view.boxes.boxes["reason"])
    at.key(9)
    save_as(at, path)
    packed = box.form.packed
    assert packed.flaw is None
    assert packed.entries == at.window.places.boxes["entries"].view.rows.rowCount()
    assert box.form.told[1] == "good"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    at.key(11)
    save_as(at, path)
    assert box.form.packed.flaw is not None
    assert box.form.told[1] == "bad"


def save_as(at: Auditing, path: Path) -> None:
    """Type a name into the system's own dialog, and Enter."""
    (asked,) = [one for one in at.window.findChildren(QFileDialog) if one.isVisible()]
    line = asked.findChild(QLineEdit, "fileNameEdit")
    line.clear()
    at.hands.type(str(path), line)
    at.hands.press(Qt.Key.Key_Return, line)
    at.settle()
    at.hands.wake()


def _was_journalled() -> None:
    from regulator.auditing.models import AuditRead

    asked = AuditRead.objects.filter(number=NUMBER)
    assert asked.filter(what="entry/unmask").get().reason == REASON
    assert {"session", "entries", "entry", "case", "chain", "findings", "package"} <= set(
        asked.values_list("what", flat=True)
    )


def test_an_ended_session_covers_the_work_and_the_same_person_goes_on(at: Auditing) -> None:
    from regulator.auditing.models import AuditSession

    at.sign_in()
    at.enter()
    places = at.window.places
    assert places.here == "entry"
    AuditSession.objects.all().delete()
    at.key(5)
    assert at.window.covered
    assert at.window.sign_in.trouble.isVisible()
    assert not at.window.sign_in.boxes["number"].isEnabled()
    for typed in (at.password, at.code()):
        at.hands.type(typed)
        at.hands.press(Qt.Key.Key_Return)
    at.settle()
    assert not at.window.covered
    assert (at.window.places, places.here) == (places, "entry")
    at.key(5)
    assert places.boxes["entry"].entry is not None


def test_wrong_words_and_a_cut_line_are_said_at_the_door(at: Auditing) -> None:
    at.password = "not that"
    at.sign_in()
    assert at.window.covered
    assert "گذرواژه" in at.window.sign_in.trouble.words.text()
    at.regulator.wire.down = True
    at.hands.type(at.code())
    at.enter()
    assert at.window.door.trouble
    at.regulator.wire.down = False


def test_a_log_that_lied_is_shown_at_sign_in_and_kept(at: Auditing, tmp_path: Path) -> None:
    from regulator.log import tree
    from regulator.log.models import Tile, TreeHead

    at.sign_in()
    assert at.window.places.entered.alarm is None
    seed = (at.regulator.data / "keys" / "log.key").read_bytes()
    log = Log(3, seed=seed)
    Tile.objects.all().delete()
    tree.keep(log.tiles.items())
    TreeHead.objects.update(size=log.head.size, note=log.note.decode())
    at.key(12, shift=True)
    for typed in (at.password, at.code()):
        at.hands.type(typed)
        at.hands.press(Qt.Key.Key_Return)
    at.settle()
    alarm = at.window.places.entered.alarm
    assert alarm is not None
    assert alarm.code == "log-rollback"
    assert at.window.places.shell.strips.count() == 1
    assert [one["code"] for one in Kept(tmp_path).lies(SERVER)] == ["log-rollback"]
