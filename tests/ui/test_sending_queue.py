"""The sending queue: lights, lines with owner and key, one or all sent, answered, by hand, off."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

import resources
from app.domain import wire
from app.domain.outbox import CatchUp, Light, QueueKey, QueueLine, Uplink
from tests.ui.desk_functions import NOW, MemoryDesk
from tests.ui.desk_sending import (
    AWAY,
    FEE,
    LIGHTS,
    OTHERS,
    PAPER,
    REQUEST,
    SIGNATURE,
    MemorySending,
    queue_shown,
    sending,
    window,
)
from tests.ui.test_first_request import _cut
from ui.models.light import STATES, lamps_of
from ui.models.sending import Queue, row_of
from ui.theme import DARK, LIGHT, dress
from ui.views.finding import FindingView
from ui.views.lamps import BarLamps, LampCards
from ui.views.sending_rows import PAGE, PAGES
from ui.window import Window

ROOT = Path(__file__).resolve().parents[2]
__all__ = ["sending", "window"]


@pytest.mark.parametrize(
    ("line", "who", "does"),
    [
        (FEE, "مدیر دفتر", "Enter"),
        (SIGNATURE, "سازمان تنظیم مقررات", "export-journal"),
        (PAPER, "", "F9"),
        (replace(PAPER, state="held", next_try=None, owner="manager"), "مدیر دفتر", "F9"),
        (replace(REQUEST, state="held", reason="sync-off", owner="operator"), "متصدی", "F11"),
    ],
    ids=["finding", "quarantined", "document", "held", "off"],
)
def test_a_line_names_owner_and_the_key_that_helps(line: QueueLine, who: str, does: str) -> None:
    row = row_of(line, NOW)
    assert who in row.who
    assert does in row.fix
    assert "{" not in row.said


def test_a_line_says_tries_next_try_and_why() -> None:
    row = row_of(PAPER, NOW)
    assert row.title == "مدرک «عکس پرسنلی»"
    assert row.under.split(" · ")[1:] == [
        "۳۰٪ رسیده", "از ۰۹:۵۵", "۲ بار تلاش", "تلاش بعدی ۱۰:۳۳",
    ]  # fmt: skip
    assert "دسترسی نیست" in row.why
    soon = replace(PAPER, next_try=NOW + timedelta(seconds=20))
    assert "تا یک دقیقه دیگر" in row_of(soon, NOW).under


def test_every_reason_of_the_wire_has_its_sentence() -> None:
    rules = (ROOT / "regulator/oversight/rules.py").read_text(encoding="utf-8")
    findings = re.findall(r'Broken\("([a-z-]+)"', rules)
    assert len(findings) >= 7
    codes = (*wire.REASONS, *findings, "body-missing", "fork", "rollback")
    assert [code for code in codes if f"verdict-{code}" not in resources.messages()] == []
    off = row_of(replace(REQUEST, state="held", reason="sync-off", owner="operator"), NOW)
    assert "با F11 روشن" in off.why  # a key is named as it stands on the keyboard
    lacking = replace(FEE, reason="body-missing", owner="time")
    assert row_of(lacking, NOW).who == "کاری لازم نیست"
    assert "F9" in row_of(replace(lacking, body=True), NOW).fix
    odd = row_of(replace(FEE, reason="never-heard-of"), NOW)
    assert "never-heard-of" in odd.why


def test_every_light_says_since_when_and_what_still_works() -> None:
    lamps = {lamp.which: lamp for lamp in lamps_of(LIGHTS, NOW)}
    assert [lamps[which].tone for which in lamps] == ["bad", "good", "bad", ""]
    assert lamps["regulator"].since == "از ۰۹:۵۵"
    assert "پذیرش" in lamps["regulator"].works
    assert "کاغذ چاپگر «\u2066EPSON\u2069» تمام شده است" in lamps["printer"].said
    assert lamps["inquiries"].state == "وصل نیست؛ دستی"
    for which in lamps:
        for shine in STATES:
            (lamp,) = lamps_of((Light(which, shine, NOW),), NOW)
            assert lamp.works


def test_the_screen_shows_lights_and_lines_and_cuts_nothing(
    qapp: QApplication, window: Window, desk: MemoryDesk, sending: MemorySending
) -> None:
    sending.uplink, sending.catch_up = AWAY, CatchUp(1_200, 18_000)
    hands = queue_shown(window)
    view = window.places.sync_view
    assert view.count.text().startswith("۲ رویداد نیازمند اقدام · ۱ مدرک در صف")
    assert view.progress.text() == "۱٬۲۰۰ از ۱۸٬۰۰۰"
    assert "کارت‌خوان: برقرار" in window.places.shell.bar.lamps.toolTip()
    for theme in (LIGHT, DARK):
        dress.wear(qapp, theme)
        hands.turn()
        for _ in range(5):
            assert _cut(window) == []
            hands.press(Qt.Key.Key_Down, view.list)
    dress.wear(qapp, LIGHT)
    assert desk.on_gui == []


def test_f9_sends_the_marked_one_and_f5_all(
    window: Window, desk: MemoryDesk, sending: MemorySending
) -> None:
    hands = queue_shown(window)
    view = window.places.sync_view
    hands.fkey(9)
    assert sending.retried == []  # a verdict is not sent again, it is answered
    hands.press(Qt.Key.Key_Down, view.list)
    hands.press(Qt.Key.Key_Down, view.list)
    hands.fkey(9)
    hands.settle(window)
    assert sending.retried == [PAPER.key]
    assert PAPER.key not in view.queue.keys
    hands.fkey(5)
    hands.settle(window)
    assert "sync" in desk.done
    assert desk.on_gui == []


def test_enter_answers_a_verdict_and_it_leaves_the_queue(
    window: Window, sending: MemorySending
) -> None:
    hands = queue_shown(window)
    view = window.places.sync_view
    assert view.marked.line == FEE
    hands.press(Qt.Key.Key_Return, view.list)
    dialog = _dialog(window)
    assert not dialog.agree.isEnabled()
    hands.type("مبلغ از روی نامه دستگاه", dialog.words)
    assert dialog.agree.isEnabled()
    dialog.agree.click()
    hands.settle(window)
    assert sending.answers == [("leaf-fee", "مبلغ از روی نامه دستگاه")]
    assert FEE.key not in view.queue.keys


def test_an_answer_that_is_refused_keeps_what_was_written(
    window: Window, sending: MemorySending
) -> None:
    sending.operator_may = False
    hands = queue_shown(window)
    hands.press(Qt.Key.Key_Return, window.places.sync_view.list)
    dialog = _dialog(window)
    hands.type("نوشته", dialog.words)
    dialog.agree.click()
    hands.settle(window)
    assert "مدیر دفتر" in dialog.told.words.text()
    assert dialog.words.toPlainText() == "نوشته"
    assert sending.answers == []
    dialog.reject()


def test_f11_switches_the_line_and_f8_ends_a_long_round(
    window: Window, sending: MemorySending
) -> None:
    hands = queue_shown(window)
    hands.fkey(11)
    hands.settle(window)
    assert not sending.uplink.on
    assert window.places.sync_view.switch.accessibleName() == "روشن کردن ارسال"
    hands.fkey(11)
    hands.settle(window)
    assert sending.uplink == Uplink()
    sending.catch_up = CatchUp(5, 500)
    window.places.ask_light()
    hands.settle(window)
    assert window.places.sync_view.stop.isVisible()
    hands.fkey(8)
    hands.settle(window)
    assert sending.catch_up is None
    assert not window.places.sync_view.stop.isVisible()


def test_a_long_queue_is_read_by_pages_and_only_where_one_looks(
    window: Window, sending: MemorySending
) -> None:
    many = [replace(REQUEST, key=QueueKey("request", n)) for n in range(30 * PAGE)]
    sending.put(*many)
    hands = queue_shown(window)
    view = window.places.sync_view
    assert len(set(sending.pages)) == 1
    for at in range(0, len(view.queue.keys), PAGE):
        view.list.scrollTo(view.rows.index(at))
        view.list.setCurrentIndex(view.rows.index(at))
        hands.settle(window)
    assert {len(keys) for keys in sending.pages} <= {PAGE, len(view.queue.keys) % PAGE}
    assert len(view.rows._pages) <= PAGES
    assert view.marked is not None
    assert view.rows.row(len(view.queue.keys)) is None


def test_a_row_without_its_page_is_blank_and_asks_once(qapp: QApplication) -> None:
    from ui.views.sending_rows import RowPainter, SendingRows

    rows, asked = SendingRows(), []
    rows.wanted.connect(asked.append)
    rows.show(Queue((FEE.key, REQUEST.key)))
    picture = QPixmap(600, 80)
    painter, option = QPainter(picture), QStyleOptionViewItem()
    option.rect = picture.rect()
    for _ in range(2):
        RowPainter().paint(painter, option, rows.index(0))
    assert asked == [(FEE.key, REQUEST.key)]
    rows.put((FEE.key, REQUEST.key), (row_of(FEE, NOW), row_of(REQUEST, NOW)))
    RowPainter().paint(painter, option, rows.index(1))
    painter.end()
    assert rows.data(rows.index(0)).startswith("ثبت درخواست – رویداد ۴۱۲")
    rows.put((OTHERS.key,), (row_of(OTHERS, NOW),))  # of an older queue
    assert rows.row(0).line == FEE


def test_an_empty_queue_says_so(window: Window, sending: MemorySending) -> None:
    sending.lines.clear()
    hands = queue_shown(window)
    view = window.places.sync_view
    assert view.empty.isVisible()
    assert not view.list.isVisible()
    for key in (8, 9, 11):
        hands.fkey(key)
    hands.settle(window)
    assert view.marked is None


def _dialog(window: Window) -> FindingView:
    return window.places.sync_view.findChildren(FindingView)[-1]


def test_a_lying_log_has_a_light_of_its_own_for_as_long_as_it_lies(window: Window) -> None:
    cards, bar = LampCards(), BarLamps()
    lying = (*LIGHTS, Light("log", "lying", NOW, "log-fork"))
    for lights, many in ((LIGHTS, 0), (lying, 1), (LIGHTS, 0), (lying, 1)):
        lamps = lamps_of(lights, NOW)
        for drawn, parts in ((cards, cards.cards), (bar, bar.icons)):
            drawn.show_lamps(lamps)
            QApplication.processEvents()
            found = [parts[one] for one in parts if one == "log"]
            assert sum(part.isVisibleTo(drawn) for part in found) == many
    assert "هر دو سر" in lamps[-1].why
    assert not re.search(r"[{}()]", lamps[-1].why)
