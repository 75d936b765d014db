"""Lines that rest on other lines: percents, and exemptions with their ground and evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import catalogue_from_items
from app.domain.fees import Claim, price
from app.domain.forms import evaluate
from app.domain.jalali import parse
from app.domain.percent import WHOLE, Rounding, part, rate_from
from resources import sentence

TODAY = "1405/08/30"
TITLE = "صدور شناسنامه مجدد (تعویض)"
VETERAN = {
    "kind": "exemption",
    "key": "veteran",
    "version": 1,
    "title": "معافیت ایثارگران",
    "ground": "قانون نمونه، ماده ۱",
    "evidence": "کارت ایثارگری",
    "services": ["birth_cert_replace"],
    "lines": [TITLE],
    "percent": 50,
    "from": "1405/01/01",
    "to": "1405/12/29",
}
CARD = Claim("veteran", "کارت ۱۲۳")
VAT = {"label": "مالیات", "amount_from": "percent", "payee": "tax_admin", "basis": "قانون نمونه"}


def with_lines(items, *lines):
    """The catalogue with more fee lines on one service, and the exemption."""
    service = next(i for i in items if i["kind"] == "service" and i["key"] == "birth_cert_replace")
    newer = service | {"version": 2, "fees": [*service["fees"], *lines]}
    return catalogue_from_items([*items, newer, VETERAN])


def fee(catalogue, claims=(), date_sh=TODAY, key="birth_cert_replace"):
    service = catalogue.by_key(key)
    filled = evaluate(service.form, {"replace_reason": "worn"}, on=parse(date_sh))
    where = {"office_kind": "counter_office", "province": "23"}
    return price(service, filled, catalogue=catalogue, claims=claims, **where)


def test_an_exemption_stands_in_the_line_it_lowers(items):
    answer = fee(with_lines(items), [CARD])
    (line,) = answer.lines
    assert (line.full, line.exempted, line.amount) == (500_000, 250_000, 250_000)
    assert (line.exemption, line.exemption_title) == ("veteran", "معافیت ایثارگران")
    assert (answer.total, answer.refusal) == (250_000, None)
    assert fee(with_lines(items)).lines[0].exempted == 0


@pytest.mark.parametrize(
    ("change", "claim", "code"),
    [
        ({}, Claim("veteran", "  "), "exemption-evidence"),
        ({}, Claim("nobody", "x"), "exemption-not-in-force"),
        ({"to": "1405/08/29"}, CARD, "exemption-not-in-force"),
        ({"from": "1405/09/01"}, CARD, "exemption-not-in-force"),
    ],
)
def test_a_wrong_claim_is_refused_and_takes_nothing_off(items, change, claim, code):
    answer = fee(catalogue_from_items([*items, VETERAN | change]), [claim])
    assert answer.refusal.code == code
    assert "{" not in sentence(answer.refusal)
    assert answer.total == 500_000


def test_of_two_exemptions_the_larger_counts_never_their_sum(items):
    whole = VETERAN | {"key": "poor", "lines": [], "services": [], "percent": 70}
    catalogue = catalogue_from_items([*items, VETERAN, whole])
    line = fee(catalogue, [CARD, Claim("poor", "نامه")]).lines[0]
    assert (line.exemption, line.amount) == ("poor", 150_000)


def test_an_exemption_of_another_service_or_line_changes_nothing(items):
    for change in ({"services": ["bill_payment"]}, {"lines": ["عنوان دیگر"]}):
        catalogue = catalogue_from_items([*items, VETERAN | change])
        assert fee(catalogue, [CARD]).total == 500_000


def test_a_percent_is_taken_of_what_the_lines_really_cost(items):
    tax = VAT | {"percent_of": {"percent": "12.5", "lines": [TITLE]}}
    catalogue = with_lines(items, tax)
    assert [x.amount for x in fee(catalogue).lines] == [500_000, 62_500]
    assert [x.amount for x in fee(catalogue, [CARD]).lines] == [250_000, 31_250]
    line = fee(catalogue).lines[-1]
    assert (line.year, line.extended, line.certainty) == (1402, True, "bill")


def test_a_percent_without_names_is_of_all_lines_before_it(items):
    fixed = {"label": "کارمزد", "amount_from": "free", "payee": "civil_registry", "basis": "x"}
    tax = VAT | {"percent_of": {"percent": 10, "round": {"direction": "up", "to": 100_000}}}
    assert fee(with_lines(items, fixed, tax)).total == 600_000


def test_a_percent_of_a_line_that_does_not_apply_is_dropped(items):
    tax = VAT | {"percent_of": {"percent": "10", "lines": ["عنوانی دیگر"]}}
    assert [x.title for x in fee(with_lines(items, tax)).lines] == [TITLE]


def test_a_percent_of_an_unknown_line_is_unknown_with_it(items):
    tax = VAT | {"percent_of": {"percent": "10", "lines": [TITLE]}}
    answer = fee(with_lines(items, tax), date_sh="1406/01/01")
    assert [x.amount for x in answer.lines] == [None, None]
    assert answer.refusal.code == "fee-unknown"


AMOUNTS = st.integers(0, 2**47)


@given(AMOUNTS, st.integers(0, WHOLE), st.sampled_from([1, 10, 500, 1000]))
def test_rounding_down_and_up_enclose_the_exact_part(amount, rate, step):
    down, up = (part(amount, rate, Rounding(way, step)) for way in ("down", "up"))
    near = part(amount, rate, Rounding("nearest", step))
    assert down * WHOLE <= amount * rate <= up * WHOLE
    assert up - down in (0, step)
    assert near in (down, up)
    assert abs(near * WHOLE - amount * rate) * 2 <= step * WHOLE


@pytest.mark.parametrize("wrong", ["12.345", "1e2", "-1", "", "۱۲", "1000.5.5"])
def test_a_percent_finer_than_two_decimals_is_no_percent(wrong):
    with pytest.raises(ValueError, match="percent"):
        rate_from(wrong)


def test_a_retired_title_names_its_successor(catalogue):
    service = catalogue.by_key("age_correction")
    first = next(rule for rule in service.fees if rule.valid[1] == 1396)
    tariff = catalogue.tariffs[first.title]
    assert tariff.retired_in(1397)
    assert not tariff.retired_in(1396)
    assert tariff.successor in catalogue.tariffs
