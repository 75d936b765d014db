"""What a manager does about the desk itself, from the check-up and back to it."""

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.errors import ManagerCanFix
from tests.ui.desk_care import CASE
from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import _cut, _signed_in
from ui.care import NewVersion
from ui.hands import Hands
from ui.models.tending import found_line
from ui.tending import Tending
from ui.views.care_pages import FoundPage
from ui.views.start_pages import RecoveryPage
from ui.window import Window


@pytest.fixture
def hands(window: Window) -> Hands:
    hands = _signed_in(window)
    hands.fkey(6, shift=True)
    hands.settle(window)
    hands.fkey(9)
    hands.settle(window)
    return hands


def tending(hands: Hands) -> Tending:
    found = hands.window.places.carebox.tending  # type: ignore[union-attr]
    assert found is not None
    return found


def tended(hands: Hands) -> bool:
    return hands.window.places.carebox.tending is not None  # type: ignore[union-attr]


def choose(hands: Hands, name: str) -> None:
    tending(hands).view.page.choices[name].click()  # type: ignore[union-attr]
    hands.settle(hands.window)


def go(hands: Hands, **typed: str) -> str:
    view = tending(hands).view
    assert view.page is not None
    for name, words in typed.items():
        view.page.lines[name].setText(words)
    view.next.click()
    hands.settle(hands.window)
    return view.trouble.words.text() or view.title.text()


def test_a_backup_goes_where_it_is_wished_and_back_to_the_check_up(
    hands: Hands, desk: MemoryDesk
) -> None:
    choose(hands, "backup")
    assert go(hands) == "پوشه را برگزینید."
    assert go(hands, folder="/stick") == "پشتیبان گرفته شد"
    assert desk.care.done[-1] == "back_up /stick"
    assert _cut(tending(hands).view) == []
    tending(hands).view.next.click()
    hands.settle(hands.window)
    assert not tended(hands)


def test_a_second_copy_of_the_entries_is_chosen(hands: Hands, desk: MemoryDesk) -> None:
    choose(hands, "mirror")
    assert go(hands, folder="/stick") == "نسخه دوم رویدادها"
    assert desk.care.done[-1] == "mirror /stick"


def test_a_new_passphrase_takes_the_old_one_and_a_strong_new_one(
    hands: Hands, desk: MemoryDesk
) -> None:
    choose(hands, "passphrase")
    assert go(hands, passphrase="x") == "گذرواژه باجه"
    assert "کوتاه" in go(hands, passphrase="y", again="y")
    strong = "سه کبوتر آبی در باران"
    assert go(hands, passphrase=strong, again=strong) == "گذرواژه تازه"
    assert desk.care.done[-1] == f"change_passphrase {strong}"


def test_an_erasure_says_what_it_takes_and_what_is_left(hands: Hands, desk: MemoryDesk) -> None:
    choose(hands, "erase")
    assert go(hands) == "دستور امحا"
    assert "شناسه پیگیری" in go(hands)
    assert "مبنای" in go(hands, tid="7")
    assert desk.care.done[-1] != "erase 7"
    assert go(hands, ground="حکم") == "امحا شد"
    assert desk.care.done[-1] == "erase 7"
    told = [label.text() for label in tending(hands).view.findChildren(QLabel)]
    assert "پوشه بازیابی پیشین: /x." in told
    assert _cut(tending(hands).view) == []


def test_keys_need_the_passphrase_and_a_refusal_stays_on_its_page(
    hands: Hands, desk: MemoryDesk
) -> None:
    choose(hands, "keyring")
    assert "گذرواژه" in go(hands)
    desk.care.refuse["keep_in_keyring"] = ManagerCanFix("keyring-silent")
    assert "پاسخ نداد" in go(hands, passphrase="x")
    assert go(hands) == "کلیددان سیستم"
    tending(hands).view.next.click()
    hands.settle(hands.window)
    hands.fkey(9)
    choose(hands, "recovery")
    assert go(hands, passphrase="x") == "کلید بازیابی"
    page = tending(hands).view.page
    assert isinstance(page, RecoveryPage)
    go(hands, **{str(place): page.groups[place] for place in page.asked})
    assert tending(hands).view.title.text() == "نگهداری باجه"


def test_a_move_says_what_it_ends_before_it_ends_it(hands: Hands, desk: MemoryDesk) -> None:
    choose(hands, "move")
    assert "move" not in desk.care.done
    assert go(hands) == "بسته انتقال"
    assert go(hands, folder="/stick") == "کار این باجه در اینجا پایان یافت"
    assert desk.care.done[-1] == "move"
    assert not tending(hands).view.leave.isVisibleTo(tending(hands).view)
    tending(hands).view.next.click()
    hands.settle(hands.window)
    assert hands.window.places.watch.restored


def test_receipts_are_scanned_one_after_the_other(hands: Hands, desk: MemoryDesk) -> None:
    choose(hands, "found")
    go(hands, text="HTTPS://X/R/A")
    go(hands, text="HTTPS://X/R/B")
    assert [what for what in desk.care.done if "take" in what] == [
        "take_receipt HTTPS://X/R/A",
        "take_receipt HTTPS://X/R/B",
    ]
    page = tending(hands).view.page
    assert isinstance(page, FoundPage)
    assert page.lines["text"].text() == ""
    assert len(tending(hands).found) == 2
    line = found_line(CASE)
    assert (line.pill, line.tone) == ("اصل است", "good")
    assert "۸۵۰٬۰۰۰ ریال" in line.said
    assert _cut(tending(hands).view) == []
    tending(hands).view.leave.click()
    tending(hands).view.leave.click()
    hands.settle(hands.window)
    assert not tended(hands)


def test_another_version_is_read_about_fetched_and_the_window_closes(
    hands: Hands, desk: MemoryDesk
) -> None:
    choose(hands, "version")
    assert go(hands) == "نسخه تازه‌ای نیست"
    tending(hands).view.next.click()
    hands.settle(hands.window)
    assert not tended(hands)
    hands.fkey(9)
    hands.settle(hands.window)
    desk.care.newer = NewVersion("0.2.0", "چاپ رسید تندتر شد.", 72)
    choose(hands, "version")
    assert "۰.۲.۰" in go(hands, folder="/stick")
    assert desk.care.done[-1] == "find_version /stick"
    assert _cut(tending(hands).view) == []
    desk.care.refuse["take_version"] = ManagerCanFix("update-shift-open", count=1)
    assert go(hands).startswith("۱ شیفت هنوز باز است")
    desk.care.typed = "sudo apt install --allow-downgrades '/home/clerk/debian-amd64-0.2.0.deb'"
    assert go(hands) == "آماده نصب است"
    assert tending(hands).view.page.lines["command"].text() == desk.care.typed  # type: ignore[union-attr]
    assert _cut(tending(hands).view) == []
    assert go(hands)
    assert not hands.window.isVisible()
