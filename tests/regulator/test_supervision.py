"""The board follows from synced entries, adds up, and can be made again."""

import csv
import io
import json
from collections import Counter
from datetime import date, timedelta
from functools import cache

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client

from app.domain import canonical
from app.domain.board import Board
from app.domain.board_lines import total
from app.domain.json_values import from_json
from regulator import clock
from regulator.catalogue import shelf
from regulator.intake import cases
from regulator.intake.models import Case, StoredEntry
from regulator.offices.admin import OfficeForm
from regulator.simulation import country
from regulator.simulation.spec import Spec
from regulator.supervision import exports, queries, reform, sums, tables
from regulator.supervision.models import DaySum, ServiceBaseline
from regulator.supervision.within import within
from tests.regulator.auditors import Asking
from tests.regulator_fixture import anew, keep_as

SPEC = Spec(seed=3, offices=3, desks=1, days=24, visits=2, fraud={"voids-many": 1})
LONG = date(2020, 1, 1), date(2100, 1, 1)
COUNTED = {
    "requests": "request.registered",
    "receipts": "receipt.issued",
    "reprints": "receipt.reprinted",
    "voids": "request.voided",
    "refunds": "payment.refunded",
    "payments": "payment.succeeded",
}


@cache
def _live():
    """A small country whose agencies answered every third request a day after the receipt."""
    anew()
    country.run(SPEC, "test")
    for case in Case.objects.filter(state="received").order_by("leaf")[::3]:
        with clock.told(case.registered_at + timedelta(hours=10)):
            cases.move(case, "referred", by="x")
        with clock.told(case.registered_at + timedelta(days=1)):
            cases.move(case, "ready", by="x")
    sums.fill()
    keep_as("lived")


@pytest.fixture
def lived(regulator):
    """All of it."""
    _live()
    anew("lived")
    return within(*LONG)


def kinds():
    found = Counter()
    for token in StoredEntry.objects.values_list("token", flat=True):
        payload = canonical.unb64u(bytes(token).decode().split(".")[1]).decode()
        found[payload.split('"type":"')[1].split('"')[0]] += 1
    return found


def test_totals_follow_from_the_entries_and_add_up_by_office_province_month_and_service(lived):
    board, counted = queries.board(lived), kinds()
    told = {name: getattr(board.country, name) for name in COUNTED}
    assert told == {name: counted[kind] for name, kind in COUNTED.items()}
    assert board.country.entries == counted.total() == board.place == board.log
    for lines in (board.offices, board.provinces, board.months):
        assert total(one.figures for one in lines) == board.country
    by_service = total(one.figures for one in board.services)
    for name in ("requests", "fee", "voids", "answered", "minutes"):
        assert getattr(by_service, name) == getattr(board.country, name)
    assert len({one.code for one in board.provinces}) == 31
    assert sum(one.offices for one in board.provinces) == len(board.offices) == 4
    assert (board.coverage.counties, board.coverage.served) == (482, 4)


def test_answers_are_timed_step_by_step_against_the_baseline(lived):
    waiting = Case.objects.filter(state="ready").count()
    done = queries.board(lived).country
    assert done.answered == done.on_time == waiting > 9
    assert done.mean == 24 * 60
    assert done.agency_minutes == 14 * 60 * waiting
    day = (clock.today().togregorian(), "مصوبه")
    ServiceBaseline.objects.create(service=102, minutes=36 * 60, since=day[0], source=day[1])
    [line] = queries.board(lived).services
    assert (line.number, line.reduction, line.reached) == (102, 333, True)


def test_sums_are_the_same_however_often_and_in_whatever_parts_they_are_made(lived):
    before = list(DaySum.objects.order_by("day", "office", "service").values())
    assert sums.fill() == 0
    sums.rebuild()
    after = DaySum.objects.order_by("day", "office", "service").values()
    assert [one | {"id": 0} for one in after] == [one | {"id": 0} for one in before]


def test_a_scope_sees_its_own_offices_and_services_and_no_trace_of_the_rest(lived):
    one = queries.board(within(*LONG, offices=["00002"]))
    [office] = one.offices
    assert total(line.figures for line in one.provinces) == one.country == office.figures
    whole = queries.board(lived)
    assert office in whole.offices
    none = queries.board(within(*LONG, services=[101]))
    assert (none.country.requests, none.services, none.ranking) == (0, (), ())
    assert {one.findings + one.past_due for one in none.offices} == {0}
    assert none.coverage.transferable == 1
    assert [one.key for one in none.agencies] == [shelf.current().services[101].agency]
    for nothing in (within(*LONG, offices=[]), within(*LONG, services=[])):
        assert queries.board(nothing).country.requests == 0


def test_exports_hold_what_the_board_says_in_each_form(lived):
    board = queries.board(lived)
    told = tables.of_board(board)
    assert from_json(Board, json.loads(exports.as_file(board, told, "json"))) == board
    text = exports.as_file(board, told, "csv").decode("utf-8-sig")
    rows = [row for row in csv.reader(text.splitlines()) if row]
    [head] = [row for row in rows if row[0] == "کد دفتر"]
    place = head.index("درخواست")
    sums = [int(row[place]) for row in rows if len(row) == len(head) and row[0].isdigit()]
    assert sum(sums) == board.country.requests
    sheets = openpyxl.load_workbook(io.BytesIO(exports.as_file(board, told, "xlsx")))
    assert len(sheets.sheetnames) == len(told)
    assert sheets["دفترها"].max_row == len(board.offices) + 1


def test_the_report_for_reform_says_what_the_law_lists_and_names_no_office(lived):
    found = reform.report(*LONG)
    assert found.coverage.transferable == len(found.services)
    [timed] = [one for one in found.services if one.minutes is not None]
    assert (timed.number, timed.minutes, timed.forms) == (102, 24 * 60, 1)
    text = exports.as_file(found, tables.of_reform(found), "json").decode()
    assert not any(word in text for word in ("00001", "finding", "operator", "score"))


def test_the_console_draws_the_board_without_scripts_styles_or_anything_from_outside(lived):
    User.objects.create_superuser("auditor", password="a long password 42")
    client = Client(headers={"host": "regulator.test"})
    assert client.login(username="auditor", password="a long password 42")
    month = queries.board(lived).months[0].month
    page = client.get("/staff/supervision/daysum/", {"month": month, "by": "findings"})
    text = page.content.decode()
    drawn = text[text.index('<div class="board">') : text.rindex("</section>")]
    assert drawn.count("<rect") >= 31
    assert not any(bad in drawn for bad in ("<script", "style=", "http://", "https://", "None"))
    for asked in (
        {"form": "xlsx"},
        {"form": "csv", "report": "reform"},
        {"month": "1405/99"},
        {"span": "12"},
    ):
        assert client.get("/staff/supervision/daysum/", asked).status_code == 200
    for place in ("servicebaseline/add", "rankcriterion/on_time/change", "boardfigures/add"):
        assert client.get(f"/staff/supervision/{place}/").status_code == 200
    for place in ("finding", "thresholds/1/change"):
        assert client.get(f"/staff/oversight/{place}/").status_code == 200


def test_an_office_is_in_a_county_of_its_province_in_whatever_spelling(regulator):
    told = {"code": "00007", "name": "دفتر", "kind": "counter_office", "province": "23"}
    wrong = OfficeForm({**told, "county": "اراک"})
    assert list(wrong.errors) == ["county"]
    counties = shelf.current().counties["23"]
    spelt = next(one for one in counties if " " in one or "\u200c" in one)
    variant = OfficeForm({**told, "county": spelt.replace("\u200c", " ").replace(" ", "")})
    assert variant.is_valid(), variant.errors
    assert variant.cleaned_data["county"] == spelt


def test_each_role_gets_the_board_it_may_see_over_the_interface(lived, regulator):
    days = {"since": "2026-01-01", "until": "2027-01-01"}
    whole = Asking(regulator, "1").ask("board", **days).json()
    assert whole["country"]["requests"] == sum(o["figures"]["requests"] for o in whole["offices"])
    one = Asking(regulator, "2", "association", offices=["00002"]).ask("board", **days)
    assert "00001" not in one.text
    assert [office["code"] for office in one.json()["offices"]] == ["00002"]
    agency = Asking(regulator, "3", "agency", agency="tax_admin").ask("board", **days).json()
    assert (agency["country"]["requests"], agency["ranking"], agency["services"]) == (0, [], [])
    reforming = Asking(regulator, "4", "reform")
    report = reforming.ask("board", **days)
    assert "offices" not in report.json()
    assert "00001" not in report.text
    file = reforming.ask("board/export", **days, form="xlsx")
    assert file.content.startswith(b"PK")
    assert reforming.ask("entries", filter={}, limit=1).status_code == 403
    assert reforming.ask("board", since="2027-01-01", until="2026-01-01").status_code == 400
