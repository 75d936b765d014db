"""The turn of the year, closures, Thursdays, delegation lists: what a date alone decides."""

import dataclasses

import pytest

from app.domain import delegation
from app.domain.acts import OfficeFacts
from app.domain.catalogue import catalogue_from_items
from app.domain.due import ResponseTime, called_off, due_date
from app.domain.errors import RegulatorCanFix
from app.domain.fees import ends_soon
from app.domain.jalali import date_in_tehran, parse, show
from resources import sentence

HERE = OfficeFacts("00012", "دفتر آزمون", "1", "23", "counter_office")
WEEK = ResponseTime(5, "working_days")


def warned(catalogue, key, date_sh):
    end = ends_soon(catalogue, catalogue.by_key(key), parse(date_sh))
    return end and show(end)


def test_the_desk_warns_from_fourteen_days_before_a_table_ends(catalogue):
    key = "birth_cert_replace"
    assert warned(catalogue, key, "1405/12/14") is None
    assert warned(catalogue, key, "1405/12/15") == "1405/12/29"
    assert warned(catalogue, key, "1405/12/29") == "1405/12/29"
    assert warned(catalogue, key, "1406/01/01") is None


def test_a_leap_year_ends_a_day_later(catalogue):
    items = {"1403/12/15": None, "1403/12/16": "1403/12/30", "1403/12/30": "1403/12/30"}
    for date_sh, end in items.items():
        assert warned(catalogue, "criminal_record", date_sh) == end


def test_no_warning_once_the_next_table_or_an_extension_is_there(items):
    titles = ["صدور شناسنامه مجدد (تعویض)", "صدور شناسنامه مجدد در اجرای مواد ۳۲ و ۳۳"]
    ahead = {"kind": "decision", "key": "1406", "version": 1, "date": "1405/12/15"}
    ahead |= {"by": "regulator", "text": "", "to_year_sh": 1406, "titles": titles}
    extended = catalogue_from_items([*items, ahead])
    assert warned(extended, "birth_cert_replace", "1405/12/20") is None
    tables = [
        item
        | {"version": 2, "tables": item["tables"] | {"1406": list(item["tables"].values())[-1]}}
        for item in items
        if item["kind"] == "tariff" and item["title"] in titles
    ]
    newer = catalogue_from_items([*items, *tables])
    assert warned(newer, "birth_cert_replace", "1405/12/20") is None
    assert warned(catalogue_from_items([*items, tables[0]]), "birth_cert_replace", "1405/12/20")


def test_a_free_service_has_no_table_that_ends(catalogue):
    free = [s for s in catalogue.services.values() if s.offered and not s.fees]
    free += [s for s in catalogue.services.values() if {r.amount_from for r in s.fees} == {"free"}]
    assert free
    assert all(ends_soon(catalogue, s, parse("1405/12/29")) is None for s in free)


def closure(**more):
    facts = {"kind": "closure", "key": "x", "version": 1, "date_sh": "1405/09/02"}
    return facts | {"title": "تعطیلی", "reason": "آلودگی هوا", "provinces": ["23"]} | more


def due(calendar, province="23", thursday_open=True):
    at = date_in_tehran(parse("1405/08/30"), 10)
    return due_date(WEEK, at, calendar, thursday_open, province=province).date_sh


def test_a_sudden_closure_moves_the_date_in_its_province_and_says_why(items, catalogue):
    closed = catalogue_from_items([*items, closure()]).calendar
    assert due(closed, "26") == due(catalogue.calendar, "23") == "1405/09/05"
    assert due(closed, "23") == "1405/09/07"
    found = called_off(closed, "1405/08/30", "1405/09/07", province="23")
    assert [(on, day.reason) for on, day in found] == [("1405/09/02", "آلودگی هوا")]
    assert called_off(closed, "1405/08/30", "1405/09/07", province="26") == ()


def test_a_closure_called_off_in_a_newer_version_no_longer_counts(items):
    moved = closure(version=2, date_sh="1405/10/01")
    calendar = catalogue_from_items([*items, closure(), moved]).calendar
    assert due(calendar) == "1405/09/05"


def test_the_provinces_thursday_rule_comes_before_the_offices_own(items):
    rule = {"kind": "thursday-rule", "key": "all", "version": 1, "provinces": {"23": False}}
    calendar = catalogue_from_items([*items, rule]).calendar
    assert due(calendar, "23", thursday_open=True) == "1405/09/07"
    assert due(calendar, "26", thursday_open=True) == "1405/09/05"
    assert due(calendar, "26", thursday_open=False) == "1405/09/07"


def listed(items, *rows, key="x", first="1405/07/01", last="1405/12/29"):
    blank = {"office_kind": None, "province": None, "office": None, "state": "active"}
    blank |= {"from": None, "to": None, "conditions": ""}
    kept = [item for item in items if item["kind"] != "delegation-list"]
    named = {"kind": "delegation-list", "key": key, "version": 1, "from": first, "to": last}
    return catalogue_from_items([*kept, named | {"basis": "", "rows": [blank | r for r in rows]}])


def test_the_most_specific_row_wins_then_the_later_start(items):
    rows = [
        {"service": 101},
        {"service": 101, "office_kind": "counter_office", "state": "closing"},
        {"service": 101, "province": "23", "state": "stopped"},
        {"service": 101, "office": "00012", "state": "active"},
        {"service": 101, "office": "00012", "state": "stopped", "from": "1405/09/01"},
    ]
    states = [
        delegation.state_of(listed(items, *rows[:n]), 101, HERE, "1405/08/01")
        for n in (1, 2, 3, 4, 5)
    ]
    assert states == ["active", "closing", "stopped", "active", "active"]
    assert delegation.state_of(listed(items, *rows), 101, HERE, "1405/09/01") == "stopped"
    elsewhere = dataclasses.replace(HERE, code="00013", province="26")
    assert delegation.state_of(listed(items, *rows), 101, elsewhere, "1405/09/01") == "closing"


def test_a_list_ends_with_its_half_year(items):
    catalogue = listed(items, {"service": 101, "to": "1499/01/01", "from": "1300/01/01"})
    on = ["1405/06/31", "1405/07/01", "1405/12/29", "1406/01/01"]
    states = [delegation.state_of(catalogue, 101, HERE, date_sh) for date_sh in on]
    assert states == ["none", "active", "active", "none"]


@pytest.mark.parametrize(
    ("state", "opened", "code"),
    [
        ("active", None, None),
        ("closing", None, "service-closing"),
        ("closing", "1405/09/01", "service-closing"),
        ("closing", "1405/08/30", None),
        ("stopped", "1405/08/30", "service-stopped"),
    ],
)
def test_who_may_register(items, state, opened, code):
    catalogue = listed(items, {"service": 101, "state": state, "from": "1405/09/01"})
    where = {"on": "1405/09/05", "opened": opened}
    if code is None:
        delegation.check(catalogue, 101, HERE, **where)
        return
    with pytest.raises(RegulatorCanFix, match=code) as refused:
        delegation.check(catalogue, 101, HERE, **where)
    assert "سازمان تنظیم مقررات" in sentence(refused.value)


def test_every_offered_service_stands_in_the_shipped_lists(catalogue):
    police = dataclasses.replace(HERE, kind="police10_office")
    for service in catalogue.services.values():
        states = {
            delegation.state_of(catalogue, service.number, o, "1405/08/30") for o in (HERE, police)
        }
        assert ("active" in states) == service.offered
    number = catalogue.by_key("fuel_card_duplicate").number
    assert delegation.state_of(catalogue, number, HERE, "1405/08/30") == "none"
    assert delegation.state_of(catalogue, number, police, "1405/08/30") == "active"
