"""The rules a reader asks for first: late births, second losses, car or motorcycle, copies."""

import pytest

from app.domain.fees import price
from app.domain.forms import evaluate
from app.domain.jalali import days_after, parse, show


def lines(catalogue, key, answers, date_sh, office="counter_office"):
    service = catalogue.by_key(key)
    filled = evaluate(service.form, answers, on=parse(date_sh))
    fee = price(service, filled, catalogue=catalogue, office_kind=office, province="23")
    return [(line.variant, line.count, line.amount) for line in fee.lines]


def amount(catalogue, title, year, variant=""):
    return catalogue.tariffs[title].tables[year][variant].amount


LATE = "ثبت ولادت پس از مهلت قانونی همراه با صدور شناسنامه"
IN_TIME = "ثبت ولادت در مهلت قانونی و صدور شناسنامه"


@pytest.mark.parametrize(
    ("days", "title", "variant"),
    [
        (15, IN_TIME, ""),
        (16, LATE, "تا سه ماه پس از مهلت"),
        (105, LATE, "تا سه ماه پس از مهلت"),
        (106, LATE, "از سه ماه به بعد"),
    ],
)
def test_a_birth_is_late_from_the_sixteenth_day(undecided, days, title, variant):
    born = show(days_after(parse("1398/06/01"), -days))
    found = lines(undecided, "birth_registration", {"birth_date": born}, "1398/06/01")
    assert found == [(variant, 1, amount(undecided, title, 1398, variant))]


@pytest.mark.parametrize(("code", "turn"), [("first", "نوبت اول"), ("second", "نوبت دوم")])
def test_the_second_loss_costs_by_its_own_row(undecided, code, turn):
    title = "صدور شناسنامه مجدد ناشی از فقدان (المثنی)"
    answers = {"loss_turn": code, "force_majeure_confirmed": False}
    found = lines(undecided, "birth_cert_duplicate", answers, "1398/06/01")
    assert found == [(turn, 1, amount(undecided, title, 1398, turn))]


@pytest.mark.parametrize(
    ("kind", "title"), [("car", "تعویض پلاک خودرو"), ("motorcycle", "تعویض پلاک موتورسیکلت")]
)
def test_a_car_and_a_motorcycle_have_titles_of_their_own(catalogue, kind, title):
    year = max(catalogue.tariffs[title].tables)
    found = lines(catalogue, "plate_change", {"vehicle_type": kind}, f"{year}/06/01")
    assert found == [("", 1, amount(catalogue, title, year))]


@pytest.mark.parametrize("copies", [1, 4])
def test_each_copy_is_paid_for(undecided, copies):
    answers = {"copies": copies, "requester_org": "other"}
    ((_, count, total),) = lines(undecided, "identity_certificate", answers, "1395/06/01")
    assert (count, total) == (copies, copies * 100_000)
