"""Fees: the worked prices, the regulator's extension, what the agency tells, and who must act."""

from dataclasses import replace

import resources
from app.domain.errors import OperatorCanFix, RegulatorCanFix
from app.domain.fees import Told, price
from app.domain.forms import evaluate
from app.domain.jalali import parse
from app.domain.tariffs import complete_titles
from resources import sentence

TODAY = "1405/08/30"


def fee(catalogue, key, answers, date_sh=TODAY, office="counter_office", province="23", told=()):
    service = catalogue.by_key(key)
    filled = evaluate(service.form, answers, on=parse(date_sh))
    return price(
        service, filled, catalogue=catalogue, office_kind=office, province=province, told=told
    )


def test_a_table_of_the_very_year_is_never_called_extended(catalogue):
    line = fee(catalogue, "criminal_record", {}, "1403/03/01", "police10_office").lines[0]
    assert (line.year, line.extended, line.certainty) == (1403, False, "press")


def test_without_a_decision_an_older_table_prices_nothing(undecided):
    answer = fee(undecided, "birth_cert_replace", {"replace_reason": "worn"})
    assert answer.refusal.code == "fee-unknown"
    assert answer.total == 0
    assert "سازمان ثبت احوال" in sentence(answer.refusal)
    assert "سازمان تنظیم مقررات" in sentence(answer.refusal)


def test_the_decision_carries_the_newest_complete_table_and_names_its_year(catalogue):
    answer = fee(catalogue, "birth_cert_replace", {"replace_reason": "worn"})
    line = answer.lines[0]
    assert (line.amount, line.year, line.extended, line.certainty) == (500000, 1402, True, "bill")
    assert answer.refusal is None


def test_the_decision_says_nothing_about_other_years(catalogue):
    for date_sh in ("1404/12/25", "1406/01/05"):
        answer = fee(catalogue, "birth_cert_replace", {"replace_reason": "worn"}, date_sh)
        assert isinstance(answer.refusal, RegulatorCanFix)


def test_a_gap_in_the_newest_table_is_not_filled_from_an_older_year(catalogue):
    """The table of 1403 has no row beyond three months, so the title cannot be extended."""
    answer = fee(catalogue, "birth_registration", {"birth_date": "1405/04/01"})
    assert answer.refusal.code == "fee-unknown"
    assert answer.lines[0].variant == "از سه ماه به بعد"


def test_a_local_tariff_is_extended_only_in_its_province(catalogue):
    answers = {"phase": "three"}
    here = fee(catalogue, "power_relocate", answers, province="26")
    assert (here.total, here.lines[0].year, here.lines[0].extended) == (219_600, 1399, True)
    assert fee(catalogue, "power_relocate", answers, province="23").refusal.code == "fee-unknown"


def test_retired_and_incomplete_titles_are_not_extendable(catalogue):
    titles = complete_titles(catalogue.rules, catalogue.tariffs, 1405)
    assert "صدور شناسنامه مجدد (تعویض)" in titles
    assert "ثبت ولادت پس از مهلت قانونی همراه با صدور شناسنامه" not in titles
    assert "تغییر نام خانوادگی" not in titles
    assert set(titles) == set(catalogue.decisions[0].titles)


def test_a_half_filled_form_asks_the_operator_not_the_regulator(catalogue):
    answer = fee(catalogue, "birth_cert_duplicate", {})
    assert answer.refusal.code == "fee-needs-answer"
    assert answer.refusal.facts["label"] == "نوبت فقدان"
    late = fee(catalogue, "birth_registration", {"birth_date": "1405/09/30"})
    assert isinstance(late.refusal, OperatorCanFix) or late.refusal is None


def test_a_date_after_today_is_an_error_in_the_answer(catalogue):
    """The bracket is chosen by the days since the date; the condition alone would hide it."""
    service = catalogue.by_key("birth_registration")
    by_days = next(rule for rule in service.fees if rule.variant_by)
    always = replace(service, fees=(replace(by_days, condition=None, valid=(None, None)),))
    filled = evaluate(service.form, {"birth_date": "1405/09/20"}, on=parse(TODAY))
    where = {"catalogue": catalogue, "office_kind": "counter_office", "province": "23"}
    refusal = price(always, filled, **where).refusal
    assert refusal.code == "fee-date-future"
    assert "{" not in sentence(refusal)


def test_what_the_agency_tells(catalogue):
    waiting = fee(catalogue, "water_new", {})
    assert waiting.refusal.code == "fee-told-missing"
    assert waiting.told_missing == (0,)
    told = (Told(0, 12_500_000, "۴۵/۱۲۳", "1405/08/29", "نامه آبفا"),)
    answer = fee(catalogue, "water_new", {}, told=told)
    line = answer.lines[0]
    assert (answer.total, answer.refusal, line.certainty) == (12_500_000, None, "told")
    assert line.reference == "۴۵/۱۲۳"
    bare = fee(catalogue, "water_new", {}, told=(Told(0, 1, "", "", ""),))
    assert bare.refusal.code == "fee-told-incomplete"
    nothing = (Told(0, 0, "1", "1405/08/29"),)
    assert fee(catalogue, "water_new", {}, told=nothing).refusal is None


def test_what_is_billed_later_is_shown_and_not_taken(catalogue):
    answer = fee(catalogue, "water_fault", {"inside_premises": True})
    assert [line.charged_at for line in answer.lines] == ["billed_later"]
    assert (answer.total, answer.refusal, answer.told_missing) == (0, None, ())


def test_an_unpublished_office_fee_is_dropped_with_a_notice(catalogue):
    answer = fee(catalogue, "smart_card_first", {})
    assert "office-fee-undeclared" in answer.notices
    assert answer.refusal is None
    assert resources.messages()["office-fee-undeclared"]


def test_the_agency_of_a_bill_is_in_its_type(catalogue):
    answers = {"bill_id": "2000001220", "payment_id": "780189"}
    answer = fee(catalogue, "bill_payment", answers)
    line = answer.lines[0]
    assert (line.payee, line.amount, line.certainty) == ("power_company", 7000, "in_bill")
    assert catalogue.by_key("bill_payment").agency_for({"bill_type": "power"}) == "power_company"


def test_zero_times_drops_the_line(catalogue):
    answer = fee(catalogue, "violation_objection", {"violation_ids": []}, office="police10_office")
    assert answer.refusal is None or answer.refusal.code == "fee-needs-answer"


def test_every_line_names_its_payee(catalogue):
    for service in catalogue.services.values():
        for rule in service.fees:
            assert rule.payee in catalogue.agencies or rule.payee_by
