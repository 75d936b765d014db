"""The state of the screens, as plain values: no window is built here."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.acts import Paid, PaymentPlan, Registered, RequestRow, SyncState
from app.domain.catalogue import Catalogue
from app.domain.due import Due
from app.domain.fees import Fee
from app.domain.jalali import date_in_tehran, parse
from tests.ui.desk_functions import NOW, OFFICE
from ui import words
from ui.models.choosing import Choosing, short_name
from ui.models.day import Day
from ui.models.guide import guide_of
from ui.models.kinds import kind, regroup
from ui.models.light import light_of
from ui.models.paying import Paying, SlipEntry
from ui.models.request import Request
from ui.models.told import ToldEntry

DUE = Due(date_in_tehran(parse("1405/09/10"), 23, 59), "1405/09/10", False, True, 3)
PLAN = PaymentPlan("v", "IR00", "سازمان", 5_000_000_000, (("t", 0, 5_000_000_000),))
OTHER = PaymentPlan("v", "IR01", "دفتر", 100, (("t", 1, 100),))
REGISTERED = Registered("723010012071000143", "04821", "l", 1, Fee((), 0), DUE, "registered")


def begin(catalogue: Catalogue, key: str = "birth_cert_duplicate") -> Request:
    return Request.begin(catalogue.by_key(key), catalogue=catalogue, office=OFFICE, now=NOW)


@pytest.mark.parametrize(
    ("typed", "neat"),
    [
        ("14040312", "1404/03/12"),
        ("۱۴۰۴/۳/۱۲", "1404/03/12"),
        ("1404-3-2", "1404/03/02"),
        ("١٤٠٣١٢٣٠", "1403/12/30"),
        ("14041230", "14041230"),
        ("1404/13/01", "1404/13/01"),
        ("فردا", "فردا"),
    ],
)
def test_a_date_is_neatened_only_when_it_is_one(typed: str, neat: str) -> None:
    assert kind("jalali-date").neaten(typed) == neat


def test_money_beyond_two_thirty_one_is_kept_whole() -> None:
    assert kind("money").read("۵٬۰۰۰٬۰۰۰٬۰۰۰") == 5_000_000_000
    assert regroup("5000000000") == "۵٬۰۰۰٬۰۰۰٬۰۰۰"
    assert kind("money").read("12x") == "12x"


def test_errors_wait_until_a_field_was_left_or_f9_was_hit(catalogue: Catalogue) -> None:
    request = begin(catalogue).answer("applicant_national_id", "12")
    field = next(f for f in request.service.form.fields if f.name == "applicant_national_id")
    assert request.field_state(field).error == ""
    assert "۲ رقم" in request.leave(field.name).field_state(field).error
    empty = begin(catalogue)
    assert empty.leave(field.name).field_state(field).error == ""
    assert empty.press().field_state(field).error == "این پرسش پاسخ می‌خواهد."


def test_a_national_id_that_lost_its_zeros_is_asked_about_never_padded(
    catalogue: Catalogue,
) -> None:
    request = begin(catalogue).answer("applicant_national_id", "99912345").press()
    field = next(f for f in request.service.form.fields if f.name == "applicant_national_id")
    assert request.field_state(field).offer is None
    request = begin(catalogue).answer("applicant_national_id", "60000019").press()
    for eight in range(10_000_000, 10_000_200):
        request = request.answer("applicant_national_id", str(eight))
        if request.field_state(field).offer:
            break
    assert request.field_state(field).offer == str(eight).zfill(10)
    assert request.answers["applicant_national_id"] == str(eight)
    assert request.field_state(field).error


def test_words_of_the_wrong_layout_are_offered(catalogue: Catalogue) -> None:
    request = begin(catalogue).answer("applicant_first_name", "sghl")
    field = next(f for f in request.service.form.fields if f.name == "applicant_first_name")
    assert request.field_state(field).offer == "سلام"


def test_another_province_empties_the_county(catalogue: Catalogue) -> None:
    request = begin(catalogue).answer("residence_province", "23")
    request = request.answer("residence_county", "تهران")
    assert "residence_county" in request.answers
    assert "residence_county" not in request.answer("residence_province", "10").answers


def test_the_first_trouble_is_a_field_then_a_told_amount_then_a_paper(
    catalogue: Catalogue,
) -> None:
    request = begin(catalogue)
    assert request.first_trouble == request.filled.first_error
    assert not request.ready


@pytest.mark.parametrize(
    ("entry", "held"),
    [
        (ToldEntry(5_000_000_000, 5_000_000_000, "12", "1405/8/1"), True),
        (ToldEntry(10, 11, "12", "1405/8/1"), False),
        (ToldEntry(10, 10, "", "1405/8/1"), False),
        (ToldEntry(10, 10, "12", "1405/13/1"), False),
        (ToldEntry("x", "x", "12", "1405/8/1"), False),
    ],
)
def test_a_told_amount_holds_together_or_is_not_told(entry: ToldEntry, held: bool) -> None:
    told = entry.told(3)
    assert (told is not None) == held
    if told:
        assert (told.line, told.amount, told.date) == (3, 5_000_000_000, "1405/08/01")


def test_an_unknown_payment_is_never_the_next_to_charge() -> None:
    paying = Paying(REGISTERED, (PLAN, OTHER))
    assert paying.next_plan is PLAN
    paying = paying.outcome(Paid("p", PLAN, "unknown"))
    assert paying.next_plan is OTHER
    assert not paying.stuck
    paying = paying.outcome(Paid("p", OTHER, "succeeded"))
    assert paying.next_plan is None
    assert paying.stuck
    assert not paying.settled
    assert not paying.can_pay


def test_a_failed_payment_may_be_tried_again_and_a_free_request_is_settled() -> None:
    paying = Paying(REGISTERED, (PLAN,)).outcome(Paid("p", PLAN, "failed"))
    assert paying.next_plan is PLAN
    assert Paying(REGISTERED, ()).settled
    assert not Paying(REGISTERED).settled


def test_a_refused_plan_or_receipt_is_tried_again_without_money() -> None:
    assert Paying(REGISTERED).waits
    assert not Paying(REGISTERED).wait("…").waits
    assert not Paying(REGISTERED, (PLAN,)).waits
    paid = Paying(REGISTERED, (PLAN,)).outcome(Paid("p", PLAN, "succeeded"))
    assert paid.waits
    assert not paid.can_pay
    assert not paid.issue(REGISTERED.tid).waits


def test_a_slip_by_hand_needs_all_four_numbers() -> None:
    whole = SlipEntry("۷۱۲۳۴۵۶۷", "612345678901", "4521", "4417")
    assert whole.slip is not None
    assert whole.slip.terminal == "71234567"
    assert whole.slip.source == "slip"
    assert SlipEntry("7123456", "612345678901", "4521", "4417").slip is None
    assert "چهار رقم" in SlipEntry(last4="44").trouble("last4")


def test_the_light_says_since_when_and_what_is_owed() -> None:
    assert light_of(SyncState(0, NOW), NOW).tone == "good"
    assert "۱۰:۳۱" in light_of(SyncState(0, NOW), NOW).chip
    assert light_of(SyncState(3, NOW), NOW).owed == "۳ رویداد در صف ارسال است."
    assert light_of(SyncState(0, None), NOW).since.endswith("هیچ‌گاه")
    late = NOW + timedelta(days=4)
    assert light_of(SyncState(1, NOW, "قطع است"), late).tone == "bad"
    assert light_of(None, NOW).tone == ""
    lying = light_of(SyncState(2, NOW, "سر تازه نمی‌خواند", lying=True), NOW)
    assert (lying.tone, lying.title) == ("bad", "سیاهه کشوری با خودش نمی‌خواند")
    assert lying.title in lying.chip


def test_the_days_sum_leaves_out_what_was_voided() -> None:
    rows = tuple(
        RequestRow("723010012071000143", 1, "خدمت", "نام", state, 10, at, "1405/09/10", True)
        for state, at in (
            ("receipted", datetime(2026, 11, 21, 8, 0, tzinfo=UTC)),
            ("voided", datetime(2026, 11, 21, 9, 0, tzinfo=UTC)),
        )
    )
    day = Day.of(rows)
    assert (day.count, day.total) == ("۲ درخواست", "۱۰")
    assert day.rows[0][4] == "باطل‌شده"
    assert day.rows[0][1] == "\u2066۷۲۳۰۱-۰۰۱-۲۰۷۱-۰۰۰۱-۴۳\u2069"


def test_choosing_stops_at_both_ends_and_narrows(catalogue: Catalogue) -> None:
    choosing = Choosing.begin(catalogue)
    assert len(choosing.found) == 83
    assert choosing.move(-1).at == 0
    assert choosing.move(500).at == 82
    category = choosing.categories[1][0]
    assert {s.category for s in choosing.narrow(category).found} == {category}
    assert choosing.type("شناسنامه المثنی").marked.key == "birth_cert_duplicate"  # type: ignore[union-attr]
    assert choosing.type("akhskhli hglekd").marked.key == "birth_cert_duplicate"  # type: ignore[union-attr]
    assert choosing.type("هیچ چنین خدمتی نیست").marked is None


def test_categories_are_short_enough_for_a_pill(catalogue: Catalogue) -> None:
    names = [name for _, name in Choosing.begin(catalogue).categories]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 22
    assert short_name("الف) امور سجلی") == "سجلی"


def test_every_guide_has_eleven_legal_fields_and_a_time(catalogue: Catalogue) -> None:
    for service in catalogue.services.values():
        guide = guide_of(catalogue, service)
        assert len(guide.card) == 11, service.key
        assert guide.time
        assert not any("{" in line.value or "None" in line.value for line in guide.card), guide


def test_every_state_has_its_words() -> None:
    from typing import get_args

    from app.domain import acts, due, errors

    assert words.REQUEST_STATES.keys() == set(get_args(acts.RequestState))
    assert words.PAYMENT_STATES.keys() == set(get_args(acts.PaymentState))
    assert words.OWNERS.keys() == set(get_args(errors.Owner))
    assert words.UNITS.keys() == set(get_args(due.Unit))
