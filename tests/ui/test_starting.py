"""The guided paths before a desk is open: every page asks, refuses, goes on, goes back, stops."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.domain.catalogue import Catalogue
from app.domain.errors import OperatorCanFix, TimeCanFix
from app.domain.text import latin_digits
from tests.ui.desk_care import AMIR, MemoryCare
from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import _cut
from ui import start
from ui.care import House
from ui.hands import Hands
from ui.theme import dress
from ui.views.start_pages import RecoveryPage
from ui.views.wizard import WizardView
from ui.window import Window

STRONG = "سه کبوتر آبی در باران"


@pytest.fixture
def desk(catalogue: Catalogue) -> MemoryDesk:
    return MemoryDesk(catalogue, care=MemoryCare(home=House(desk=False)))


@pytest.fixture
def hands(window: Window) -> Iterator[Hands]:
    hands = Hands(window)
    hands.wake()
    hands.settle(window)
    yield hands
    if dress.current().name == "dark":
        window.looks.switch()


def view(hands: Hands) -> WizardView:
    return hands.window.starting.view


def fill(hands: Hands, **typed: str) -> None:
    page = view(hands).page
    assert page is not None
    for name, words in typed.items():
        page.lines[name].clear()
        hands.type(words, page.lines[name])


def go(hands: Hands) -> str:
    """Enter; the title of the page that stands then, or what stands in the way."""
    view(hands).next.click()
    hands.settle(hands.window)
    trouble = view(hands).trouble
    shown = trouble.words.text() if trouble.isVisibleTo(view(hands)) else ""
    return shown or view(hands).title.text()


def _all_words(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def choose(hands: Hands, name: str) -> None:
    view(hands).page.choices[name].click()  # type: ignore[union-attr]
    hands.settle(hands.window)


def test_an_empty_folder_leads_through_the_whole_path_into_the_office(
    hands: Hands, desk: MemoryDesk
) -> None:
    assert view(hands).title.text() == "به پیشخوان خوش آمدید"
    assert not view(hands).leave.isVisibleTo(view(hands))
    choose(hands, "enrol")
    fill(hands, url="https://pishkhan.example/", code="۱۲۳۴-۵۶۷۸")
    assert go(hands) == "گذرواژه باجه"
    fill(hands, passphrase=STRONG, again=STRONG)
    assert go(hands) == "عدد بازبینی"
    assert desk.care.done[-1] == "meet https://pishkhan.example 1234-5678"
    assert go(hands) == "نخستین مدیر دفتر"
    fill(hands, password="a password", again="a password")
    assert go(hands) == "کلید بازیابی"
    page = view(hands).page
    assert isinstance(page, RecoveryPage)
    page.print.click()
    hands.settle(hands.window)
    assert "چاپ شد" in page.said.text()
    fill(hands, **{str(place): page.groups[place] for place in page.asked})
    assert go(hands) == "کارت‌خوان و چاپگر"
    assert go(hands) == "همکاران"  # nothing typed: both are left for later
    assert go(hands) == "کد شروع همکاران"
    assert "4821 3907" in latin_digits(_all_words(view(hands).page))
    assert go(hands) == "باجه آماده است"
    view(hands).page.box.setChecked(True)  # type: ignore[union-attr]
    view(hands).next.click()
    hands.settle(hands.window)
    assert desk.care.done[1:] == [
        *("appoint 1", "recovery_key", "print_recovery", "start_people 2", "keep_in_keyring")
    ]
    assert desk.done[-1] == "unlock"  # with what was typed: nobody is asked again
    assert not hands.window.starting.said


def test_what_is_wrong_is_said_on_its_page_and_nothing_is_spent(
    hands: Hands, desk: MemoryDesk
) -> None:
    choose(hands, "enrol")
    assert "https://" in go(hands)
    fill(hands, url="https://pishkhan.example")
    assert "کد ثبت" in go(hands)
    fill(hands, code="1")
    go(hands)
    fill(hands, passphrase="کوتاه", again="کوتاه")
    assert "کوتاه" in go(hands)
    fill(hands, passphrase="1234567890", again="1234567890")
    assert "سست" in go(hands)
    fill(hands, passphrase=STRONG, again=STRONG + "x")
    assert "یکسان نیست" in go(hands)
    assert desk.care.done == []
    fill(hands, again=STRONG)
    desk.care.refuse["meet"] = OperatorCanFix("enrolment-code-refused")
    assert go(hands) != "عدد بازبینی"
    assert view(hands).title.text() == "گذرواژه باجه"
    assert go(hands) == "عدد بازبینی"
    go(hands)
    fill(hands, password="short", again="short")
    assert "نویسه" in go(hands)


def test_a_device_that_is_silent_is_kept_and_told_of_once(hands: Hands, desk: MemoryDesk) -> None:
    desk.care.silent = (TimeCanFix("terminal-silent"),)
    hands.window.starting._gear((AMIR,))
    hands.turn()
    fill(hands, terminal="192.168.1.20")
    assert "یک نشانی و یک درگاه" in go(hands)
    fill(hands, terminal="۱۹۲.۱۶۸.۱.۲۰:۸۸۸۸", printer="192.168.1.30:9100")
    assert "پاسخ نمی‌دهد" in go(hands)
    assert go(hands) == "همکاران"
    assert desk.care.done == ["equip ۱۹۲.۱۶۸.۱.۲۰:۸۸۸۸ 192.168.1.30:9100"]
    view(hands).page.ticks["2"].setChecked(False)
    assert go(hands) == "باجه آماده است"


def test_the_recovery_key_is_held_against_what_was_written_down(
    hands: Hands, desk: MemoryDesk
) -> None:
    hands.window.starting.said["passphrase"] = STRONG
    hands.window.starting._recovery()
    hands.settle(hands.window)
    page = view(hands).page
    assert isinstance(page, RecoveryPage)
    first, second = page.asked
    assert first < second
    fill(hands, **{str(first): page.groups[first], str(second): "0000000"})
    assert "از روی کاغذ" in go(hands)
    desk.care.refuse["print_recovery"] = OperatorCanFix("date-shape")
    page.print.click()
    hands.settle(hands.window)
    assert page.said.property("tone") == "bad"


def test_strings_that_differ_put_the_enrolment_aside(hands: Hands, desk: MemoryDesk) -> None:
    choose(hands, "enrol")
    fill(hands, url="https://pishkhan.example", code="1")
    go(hands)
    fill(hands, passphrase=STRONG, again=STRONG)
    go(hands)
    assert "123 456" in latin_digits(
        view(hands).page.findChildren(type(view(hands).title))[0].text()  # type: ignore[union-attr]
    )
    view(hands).leave.click()
    hands.settle(hands.window)
    assert desk.care.done[-1] == "forget"
    assert "باطل" in view(hands).trouble.words.text()


def test_a_long_step_shows_itself_and_is_stopped(hands: Hands, desk: MemoryDesk) -> None:
    desk.care.hold_at = "restore"
    choose(hands, "restore")
    fill(hands, file="/stick/a.pkbackup", passphrase="x")
    view(hands).next.click()
    hands.wait(lambda: view(hands).bar.isVisibleTo(view(hands)), "progress")
    assert "توقف" in view(hands).leave.text()
    assert not view(hands).next.isEnabled()
    view(hands).leave.click()
    desk.care.gate.set()
    hands.settle(hands.window)
    assert "متوقف" in view(hands).trouble.words.text()
    assert desk.care.done == []
    assert view(hands).title.text() == "بازگرداندن از پشتیبان"


@pytest.mark.parametrize(
    ("old", "title"), [(True, "ثبت دوباره باجه"), (False, "پشتیبان جای خود نشست")]
)
def test_a_backup_that_came_back_leads_on(
    hands: Hands, desk: MemoryDesk, old: bool, title: str
) -> None:
    desk.care.old = old
    choose(hands, "move" if old else "restore")
    fill(hands, file="/stick/a.pkbackup", passphrase="گذرواژه درست")
    assert go(hands) == title
    if old:
        fill(hands, code="1")
        assert go(hands) == "عدد بازبینی"
        assert desk.care.done[-1] == "enrol_again 1"
    view(hands).next.click()
    hands.settle(hands.window)
    assert hands.window.unlocked is not None


def test_the_lost_laptop_says_whom_to_call(hands: Hands) -> None:
    choose(hands, "lost")
    assert "گم شد" in view(hands).title.text()
    assert not view(hands).next.isVisibleTo(view(hands))
    view(hands).leave.click()
    assert view(hands).title.text() == "به پیشخوان خوش آمدید"


@pytest.mark.parametrize("dark", [False, True])
def test_no_page_cuts_a_word(hands: Hands, dark: bool) -> None:
    if dark:
        hands.window.looks.switch()
    for name in ("enrol", "move", "restore", "lost"):
        choose(hands, name)
        assert _cut(view(hands)) == []
        view(hands).leave.click()
        hands.turn()
    assert _cut(view(hands)) == []


class TestAtTheDoor:
    """Where there is a desk already."""

    @pytest.fixture
    def desk(self, catalogue: Catalogue) -> MemoryDesk:
        home = House(desk=True, keyring=True)
        return MemoryDesk(catalogue, care=MemoryCare(home=home))

    def test_the_keyring_opens_and_when_it_does_not_the_passphrase_does(
        self, hands: Hands, desk: MemoryDesk
    ) -> None:
        door = hands.window.unlock
        assert door.keyring.isVisibleTo(door)
        desk.care.refuse["unlock_by_keyring"] = OperatorCanFix("keyring-silent")
        door.keyring.click()
        hands.settle(hands.window)
        assert "گذرواژه باجه را بنویسید" in door.trouble.words.text()
        assert door.passphrase.isEnabled()
        door.keyring.click()
        hands.settle(hands.window)
        assert hands.window.unlocked is not None

    def test_other_ways_lead_to_a_new_enrolment_and_back_to_the_door(
        self, hands: Hands, desk: MemoryDesk
    ) -> None:
        door = hands.window.unlock
        door.more.click()
        hands.settle(hands.window)
        choose(hands, "recover")
        fill(hands, key="1", passphrase=STRONG, again=STRONG, code="9")
        assert go(hands) == "عدد بازبینی"
        assert desk.care.done[-1] == "recover 9"

        door.more.click()
        hands.settle(hands.window)
        view(hands).leave.click()
        hands.settle(hands.window)
        assert hands.window.doors.currentWidget() is door

    def test_an_old_copy_is_enrolled_again_or_only_looked_at(
        self, hands: Hands, desk: MemoryDesk, qapp: QApplication
    ) -> None:
        desk.restored = True
        hands.type("گذرواژه درست", hands.window.unlock.passphrase)
        hands.window.unlock.open.click()
        hands.settle(hands.window)
        assert "کهنه" in view(hands).title.text()
        choose(hands, "look")
        assert hands.window.doors.currentWidget() is hands.window.sign_in


def test_the_window_without_any_care_is_as_before(qapp: QApplication, catalogue: Catalogue) -> None:
    from dataclasses import replace

    desk = MemoryDesk(catalogue)
    window = start.build_window(replace(desk.functions(), care=None))
    window.show()
    Hands(window).settle(window)
    assert not window.unlock.more.isVisibleTo(window.unlock)
    window.close()
    window.deleteLater()
    qapp.processEvents()
