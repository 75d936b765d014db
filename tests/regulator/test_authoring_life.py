"""Waivers, the life of forms, delegation in force, days off, packing."""

import gzip

import pytest
from django.db import IntegrityError, connection

from app.domain.jalali import parse
from regulator.catalogue import days_off, drafts, kinds, releases, shelf
from regulator.catalogue.imports.files import take
from regulator.catalogue.imports.report import Refused
from regulator.catalogue.models import Draft, FormVersion, Held, Waiver
from regulator.delegation.lists import index_lists
from regulator.delegation.models import Delegation
from regulator.offices.models import Office
from tests.regulator.authored import FIELDS, card, cards, newest, released

UNDECLARED = {key: {"status": "known", "value": "x"} for key in FIELDS[1:]}


def waive(**changes):
    said = {"service": "sample_service", "fields": ["service_code"], "by": "معاون نمونه"}
    said |= {"date_sh": "1405/01/01", "until_sh": "1499/12/01"}
    return Waiver.objects.create(**said | changes)


def test_a_waiver_lets_a_card_out_and_is_told_to_desks(regulator):
    take("services", cards(card(card=UNDECLARED)), "test")
    assert len(releases.publish("test").held) == 1
    waive()
    assert releases.publish("test").held == ()
    assert ("service", "sample_service", 1) in released()
    told = newest("waiver", "sample_service")
    assert told["fields"] == ["service_code"]
    assert (told["by"], told["until"]) == ("معاون نمونه", "1499/12/01")
    page = regulator.session().get(f"{regulator.url}/services/185/").text
    assert "انتشار موقت" in page
    assert "معاون نمونه" in page


@pytest.mark.parametrize(
    "changes",
    [
        {"until_sh": "1405/01/02"},
        {"date_sh": "1498/01/01"},
        {"fields": ["nature"]},
        {"service": "another"},
    ],
)
def test_a_waiver_that_does_not_cover_holds_the_card(regulator, changes):
    take("services", cards(card(card=UNDECLARED)), "test")
    waive(**changes)
    assert len(releases.publish("test").held) == 1


def test_a_new_version_without_a_waiver_leaves_the_old_one_in_force(regulator):
    take("services", cards(card()), "test")
    releases.publish("test")
    take("services", cards(card(card=UNDECLARED)), "test")
    releases.publish("test")
    assert ("service", "sample_service", 1) in released()
    assert ("service", "sample_service", 2) not in released()


def test_what_is_shipped_is_out_under_waivers_that_say_so(regulator):
    assert not Held.objects.exists()
    assert Waiver.objects.get(service="birth_registration").fields == ["service_code"]
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="only grows"):
        cursor.execute("UPDATE catalogue_waiver SET until_sh = '1499/01/01'")


def test_not_applicable_needs_no_waiver(regulator):
    stated = UNDECLARED | {"service_code": {"status": "not_applicable", "value": None}}
    take("services", cards(card(card=stated)), "test")
    assert releases.publish("test").held == ()
    page = regulator.session().get(f"{regulator.url}/services/185/").text
    assert "موضوعیت ندارد" in page


def test_a_newer_form_begins_to_close_the_older(regulator):
    take("services", cards(card()), "test")
    take("services", cards(card(data_items=[])), "test")
    releases.publish("test")
    states = FormVersion.objects.filter(key="sample_service").values_list("version", "state")
    assert set(states) == {(1, "closing"), (2, "published")}
    assert {("form", "sample_service", 1), ("form", "sample_service", 2)} <= released()
    told = newest("form-life", "sample_service")["states"]
    assert [(one["version"], one["state"]) for one in told] == [(1, "closing"), (2, "published")]


def test_a_form_written_by_hand_is_read_before_it_is_published(regulator):
    form = newest("form", "birth_cert_replace")
    schema = form["schema"] | {"title": "عنوان تازه"}
    good = drafts.write({**form, "schema": schema}, "test")
    drafts.publish(good, "test")
    assert newest("form", "birth_cert_replace")["version"] == 2
    assert newest("form", "birth_cert_replace")["schema"]["$id"].endswith(":2")
    schema = form["schema"] | {"allOf": [{"if": {"pattern": "x"}, "then": {"required": ["a"]}}]}
    bad = drafts.write({**form, "schema": schema}, "test")
    with pytest.raises(Refused):
        drafts.publish(bad, "test")
    assert newest("form", "birth_cert_replace")["version"] == 2


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"kind": "magic", "key": "x"}, "item-kind-unknown"),
        ({"kind": "notice", "key": "x", "title": "", "text": "x", "from": "x"}, "item-key-missing"),
        ({"kind": "notice", "key": "x", "title": "x", "text": "x", "from": "1405/13/01"},
         "date-month"),
        ({"kind": "notice", "key": "x", "title": "x", "text": "x", "from": "1405/1/1"},
         "date-shape"),
        ({"kind": "notice", "key": "x", "title": "x", "text": "x", "from": "1405/02/01",
          "to": "1405/01/01"}, "item-dates-turned"),
        ({"kind": "account", "key": "x", "agency": "x", "title": "x", "sheba": "IR1"},
         "sheba-length"),
        ({"kind": "exemption", "key": "x", "title": "x", "ground": "x", "evidence": "x",
          "percent": 101}, "item-percent"),
        ({"kind": "exemption", "key": "x", "title": "x", "ground": "x", "evidence": "x",
          "percent": 10, "services": ["no"]}, "item-services-unknown"),
        ({"kind": "priorities", "key": "07", "by": "x", "date": "1405/01/01",
          "services": [101, 102]}, "item-priorities"),
        ({"kind": "tariff", "key": "x", "number": 1, "title": "x", "agency": "x",
          "tables": {"1405": [{"variant": ""}]}}, "item-shape"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_item_is_said(regulator, value, code):
    found = list(kinds.faults(value))
    assert code in {fault.code for fault in found}
    assert all(fault.reason for fault in found)


def listed(rows):
    value = {"key": "1405-2", "from": "1405/07/01", "to": "1405/12/29", "basis": "", "rows": rows}
    index_lists([{"kind": "delegation-list", **value}])


def state(day="1405/09/01", service=102):
    office = Office.objects.get(code="00000")
    return Delegation.objects.all().state(office, service, parse(day).togregorian())


def test_the_most_specific_row_counts_then_the_later(regulator):
    everywhere = {"service": 102, "state": "active"}
    province = Office.objects.get(code="00000").province
    listed([everywhere])
    assert state() == "active"
    assert state("1406/07/01") == state(service=9) == ""
    listed([everywhere, {"service": 102, "state": "stopped", "office_kind": "post_office"}])
    assert state() == "active"
    stopped = {"service": 102, "state": "stopped", "province": province, "from": "1405/09/01"}
    listed([everywhere, stopped])
    assert (state("1405/08/30"), state("1405/09/01")) == ("active", "stopped")
    listed([everywhere, stopped, {"service": 102, "state": "closing", "office": "00000"}])
    assert state() == "closing"
    listed([{**everywhere, "from": "1405/07/01"}, {**stopped, "province": None}])
    assert state() == "stopped"


def test_a_coming_year_is_proposed_estimated_and_confirmed(regulator):
    told = days_off.propose_year(1407, "test")
    assert told["proposed"] >= 25
    assert "1407/01/03" in told["estimated"]
    draft = Draft.objects.get(kind="holidays")
    [day] = [one for one in draft.content["days"] if one["date_sh"] == "1407/01/03"]
    assert (day["kind"], day["certain"]) == ("lunar", False)
    assert "تخمینی" not in day["title"]
    assert all(one["certain"] for one in draft.content["days"] if one["date_sh"] == "1407/01/01")
    again = days_off.propose_year(1407, "test")
    assert again["proposed"] == 0
    real = days_off.confirm(draft.content, [("1407/01/03", day["title"], "۱۴۰۷/۱/۴")])
    drafts.publish(drafts.write(real, "test"), "test")
    calendar = shelf.current().calendar
    assert calendar.until == "1407/12/29"
    assert [one.certain for one in calendar.off("1407/01/04") if one.title == day["title"]] == [
        True
    ]
    assert day["title"] not in [one.title for one in calendar.off("1407/01/03")]


def test_an_unchanged_catalogue_costs_one_small_answer(regulator):
    url = f"{regulator.url}/api/v1/releases/current"
    first = regulator.session().get(url)
    tag = first.headers["ETag"]
    same = regulator.session().get(url, headers={"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    days_off.propose_year(1408, "test")
    drafts.publish(Draft.objects.get(), "test")
    fresh = regulator.session().get(url, headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert fresh.headers["ETag"] != tag


def test_items_come_packed_to_whoever_takes_that(regulator):
    names = [item[1] for item in shelf_hashes()][:100]
    session, url = regulator.session(), f"{regulator.url}/api/v1/items"
    plain = session.post(url, json={"hashes": names}, headers={"Accept-Encoding": "identity"})
    packed = session.post(url, json={"hashes": names}, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.json() == packed.json()
    assert len(gzip.compress(plain.content, 1)) * 4 < len(plain.content)


def shelf_hashes():
    from regulator.catalogue.models import Item

    return Item.objects.values_list("kind", "sha256")
