"""The catalogue at the window: ranked and pinned search, standing, morning, banners, swap."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt

from app.domain.catalogue import Catalogue
from app.domain.changes import Change
from app.domain.errors import NobodyCanFix
from app.domain.jalali import parse
from app.domain.money import parse_rials
from app.domain.notices import Notice
from tests.ui.desk_functions import NOW, OFFICE, MemoryDesk
from tests.ui.newer import CLOSING, KEY, RELIEF, STOPPED, listed, second_form
from tests.ui.test_first_request import SCRIPT, _choose, _cut, _signed_in
from ui.functions import Habits, Morning, Release
from ui.hands import Hands
from ui.journey import _fill
from ui.models.banners import banners, ending
from ui.models.choosing import Choosing
from ui.models.guide import guide_of
from ui.models.morning import news_of
from ui.models.request import Request
from ui.window import Window

TODAY = "1405/08/30"
MORNING = Morning(
    8,
    (
        Change("tariff", "1", "صدور شناسنامه", 800_000, 960_000, "1405/01/01", "نوبت اول"),
        Change("tariff", "2", "پلاک", 900_000, None, "1405/01/01"),
        Change("closure", "1405/09/02", "آلودگی هوا", since="1405/09/02"),
    ),
    (Notice("n", 1, "نشانی تازه", "نشانی سامانه عوض شد.", "ab"),),
)


def test_pinned_comes_first_then_what_is_used_most(catalogue: Catalogue) -> None:
    choosing = Choosing.begin(catalogue).type("شناسنامه")
    first, second, third = (service.number for service in choosing.found[:3])
    learned = choosing.learn(Habits({second: 9}, frozenset({third})))
    assert [service.number for service in learned.found[:3]] == [third, second, first]
    assert learned.marked is choosing.marked


def test_the_wrong_layout_is_found_and_offered(catalogue: Catalogue) -> None:
    choosing = Choosing.begin(catalogue).type("akhskhli")
    assert choosing.offer == "شناسنامه"
    assert choosing.found
    assert choosing.type("شناسنامه").offer == ""


def test_standing_and_who_must_act(catalogue: Catalogue) -> None:
    choosing = Choosing.begin(listed(catalogue), office=OFFICE, on=TODAY)
    stopped, closing = (choosing.catalogue.services[n] for n in (STOPPED, CLOSING))
    assert choosing.standing(stopped) == "stopped"
    assert choosing.refusal(stopped).owner == "regulator"
    assert choosing.refusal(closing).code == "service-closing"
    assert choosing.refusal(closing, opened="1405/06/30") is None
    assert Choosing.begin(catalogue, office=OFFICE, on=TODAY).refusal(stopped) is None


def test_a_pin_is_set_by_key_and_comes_back(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    services = window.places.desk.services
    hands.press(Qt.Key.Key_Down, services.search)
    marked = window.places.counter.choosing.marked
    hands.fkey(2, shift=True)
    hands.settle(window)
    assert desk.habits.pinned == {marked.number}
    assert window.places.counter.choosing.found[0] is marked
    assert window.places.counter.choosing.marked is marked


def test_f7_in_the_search_takes_the_other_layouts_words(window: Window) -> None:
    hands = _signed_in(window)
    services = window.places.desk.services
    hands.type("akhskhli", services.search)
    assert "شناسنامه" in services.count.text()
    hands.fkey(7)
    assert services.search.text() == "شناسنامه"


def test_a_stopped_service_is_not_begun_and_says_why(window: Window, desk: MemoryDesk) -> None:
    desk.catalogue = listed(desk.catalogue)
    hands = _signed_in(window)
    places = window.places
    hands.type(desk.catalogue.services[STOPPED].title, places.desk.services.search)
    hands.press(Qt.Key.Key_Return, places.desk.services.search)
    assert places.counter.stage == "choosing"
    assert "متوقف" in places.desk.services.why.words.text()
    assert "سازمان تنظیم مقررات" in places.desk.services.why.who.text()


def test_the_morning_is_shown_until_it_is_acknowledged(window: Window, desk: MemoryDesk) -> None:
    desk.morning = MORNING
    hands = _signed_in(window)
    assert window.doors.currentWidget() is window.morning
    assert _cut(window) == []
    hands.fkey(3)
    assert window.places.here == "request"
    desk.refuse_once.add("acknowledge")
    hands.fkey(9)
    hands.settle(window)
    assert window.morning.trouble.isVisible()
    hands.fkey(9)
    hands.settle(window)
    assert window.morning is None
    assert desk.morning is None
    assert window.doors.currentWidget() is window.places.shell


def test_closing_the_window_before_acknowledges_nothing(window: Window, desk: MemoryDesk) -> None:
    desk.morning = MORNING
    _signed_in(window)
    window.close()
    assert desk.morning is MORNING


def test_the_news_tells_old_and_new_with_the_year() -> None:
    news = news_of(MORNING)
    tariffs = news.sections[0].lines
    assert (tariffs[0].old, tariffs[0].new, tariffs[0].way) == ("۸۰۰٬۰۰۰", "۹۶۰٬۰۰۰", "گران‌تر")
    assert "۱۴۰۵" in tariffs[0].note
    assert tariffs[1].way == "برداشته شد"
    assert news.notices == (("نشانی تازه", "نشانی سامانه عوض شد.", False),)


def test_banners_say_who_must_act_and_the_last_good_one_serves(catalogue: Catalogue) -> None:
    release = Release(8, True, NOW - timedelta(days=9), NobodyCanFix("release-altered"))
    tables = ending(catalogue, parse("1405/12/20"))
    found = banners(release, tables, cut_off=2, now=NOW)
    assert [banner.tone for banner in found] == ["warn", "bad", "warn", "warn"]
    assert all(banner.who for banner in found)
    assert "نسخه ۸ در کار است" in found[1].words
    assert "۲۹ اسفند" in found[2].words
    assert ending(catalogue, parse("1405/08/30")) is None
    assert banners(Release(8), None, cut_off=0, now=NOW) == ()


def test_a_newer_release_is_swapped_in_under_the_form(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, KEY)
    fields = window.places.desk.page.form.fields
    fields["applicant_first_name"].focus()
    hands.type("زهرا")
    desk.catalogue, desk.release = second_form(desk.catalogue), Release(8, stale=True)
    window.places.ask_light()
    hands.settle(window)
    hands.settle(window)
    counter = window.places.counter
    assert counter.unlocked.catalogue is desk.catalogue
    assert counter.request.answers["applicant_first_name"] == "زهرا"
    assert counter.request.service.form.version == 1
    assert window.places.desk.page.newer.isVisible()
    assert window.places.shell.strips.count() == 1
    assert desk.on_gui == []


def test_the_guide_says_waiver_standing_and_what_is_undeclared(catalogue: Catalogue) -> None:
    newer = listed(catalogue)
    choosing = Choosing.begin(newer, office=OFFICE, on=TODAY)
    guide = guide_of(newer, newer.by_key(KEY), choosing)
    assert len(guide.card) == 11
    assert "انتشار موقت: مدیرکل خدمات" in guide.waiver
    assert guide.standing[0] == "فعال"
    undeclared = [line.title for line in guide.where if line.tone == "bad"]
    assert "ساعت ارائه" in undeclared
    stopped = guide_of(newer, newer.services[STOPPED], choosing)
    assert "سازمان تنظیم مقررات" in stopped.why_not[1]


def test_an_exemption_needs_its_evidence_and_lowers_the_fee(
    window: Window, desk: MemoryDesk
) -> None:
    desk.catalogue = listed(desk.catalogue)
    hands = _signed_in(window)
    _choose(hands, window.places, KEY)
    _fill(hands, SCRIPT, lambda step: None)
    counter, view = window.places.counter, window.places.desk.fee.exemptions
    full = counter.request.fee.total
    boxes = view.boxes[RELIEF.key]
    hands.press(Qt.Key.Key_Space, boxes.claim)
    assert counter.request.fee.refusal.code == "exemption-evidence"
    hands.type("12 مورخ 1405/01/20", boxes.paper)
    hands.press(Qt.Key.Key_Space, boxes.seen)
    assert counter.request.fee.refusal is None
    assert parse_rials(window.places.desk.fee.total.text()) == full // 2
    hands.fkey(9)
    hands.settle(window)
    (draft,) = desk.drafts.values()
    assert draft.exemptions[0].evidence.startswith("12 مورخ")


def test_counties_follow_their_own_province(catalogue: Catalogue) -> None:
    request = Request.begin(catalogue.by_key(KEY), catalogue=catalogue, office=OFFICE, now=NOW)
    chosen = request.answer("residence_province", "23").answer("residence_county", "تهران")
    other = chosen.answer("residence_province", "04")
    assert "residence_county" not in other.answers
    assert replace(chosen).answers["residence_county"] == "تهران"


def test_the_age_stands_below_the_birth_date(catalogue: Catalogue) -> None:
    request = Request.begin(catalogue.by_key(KEY), catalogue=catalogue, office=OFFICE, now=NOW)
    field = request.service.form.field("applicant_birth_date")
    assert request.answer(field.name, "1368/04/17").field_state(field).derived == "سن: ۳۷ سال"
    assert request.answer(field.name, "1368/14/17").field_state(field).derived == ""


def test_a_bug_in_register_frees_the_form_and_says_so(window: Window, desk: MemoryDesk) -> None:
    import sys

    hands = _signed_in(window)
    _choose(hands, window.places, KEY)
    _fill(hands, SCRIPT, lambda step: None)
    desk.break_once.add("register")
    kept, sys.excepthook = sys.excepthook, lambda *_: None
    try:
        hands.fkey(9)
        hands.settle(window)
    finally:
        sys.excepthook = kept
    counter, fee = window.places.counter, window.places.desk.fee
    assert not counter.request.locked
    assert "«امروز»" in fee.refusal.words.text()
    hands.fkey(9)
    hands.wait(lambda: counter.stage == "paying", "the second try")


def test_one_more_service_for_the_same_citizen(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    counter = _to_receipt(hands, window)
    hands.fkey(9, shift=True)
    assert counter.stage == "choosing"
    assert "زهرا محمدی اکبری" in window.places.desk.services.same.words.text()
    _choose(hands, window.places, KEY)
    request = counter.request
    assert request.answers["applicant_national_id"] == "0000000426"
    assert "applicant_national_id" in request.given
    message = window.places.desk.page.form.fields["applicant_national_id"].message.text()
    assert "درخواست پیشین" in message
    assert counter.filling.visit == "visit-1"
    hands.fkey(2)
    counter.next_one()
    assert counter.filling.visit == ""
    assert not window.places.desk.services.same.isVisible()


def test_choosing_after_the_receipt_is_the_next_citizen(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    counter = _to_receipt(hands, window)
    _choose(hands, window.places, KEY)
    assert counter.filling.visit == ""
    assert not counter.request.given


def _to_receipt(hands: Hands, window: Window):  # type: ignore[no-untyped-def]
    _choose(hands, window.places, KEY)
    _fill(hands, SCRIPT, lambda step: None)
    hands.fkey(9)
    hands.settle(window)
    hands.fkey(10)
    hands.wait(lambda: window.places.counter.stage == "done", "the receipt")
    hands.settle(window)
    return window.places.counter
