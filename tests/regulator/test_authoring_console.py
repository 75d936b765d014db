"""The writing desk, as staff use it: every page draws, what is written becomes a release."""

import html
import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from app.domain.jalali import parse
from regulator.catalogue import shelf, store
from regulator.catalogue.imports.files import take
from regulator.catalogue.models import Draft, FormVersion, Item, Release, Upload, Waiver
from regulator.licensing.models import Licence
from tests.regulator.authored import card, cards, console, newest, released, tariffs

WRITE = "/staff/catalogue/item/write"


def write(client, kind, fields, key=""):
    """Save a draft and publish it from its page."""
    saved = client.post(f"{WRITE}/{kind}/?key={key}", fields)
    assert saved.status_code == 302, saved.content.decode()[-3000:]
    page = client.get(saved.url)
    assert page.status_code == 200
    assert "errornote" not in page.content.decode()
    assert client.post(saved.url, {"publish": "1"}).status_code == 302
    return page.content.decode()


@pytest.mark.parametrize(
    ("kind", "key", "fields", "made"),
    [
        (
            "closure",
            "14100105-07",
            {"date_sh": "۱۴۱۰/۱/۵", "title": "تعطیلی", "reason": "برف", "provinces": ["07"]},
            {"date_sh": "1410/01/05", "provinces": ["07"]},
        ),
        (
            "notice",
            "hello",
            {"key": "hello", "title": "اطلاعیه", "text": "متن", "from": "14051001"},
            {"from": "1405/10/01", "text": "متن"},
        ),
        (
            "exemption",
            "veterans",
            {
                "key": "veterans",
                "title": "ایثارگران",
                "ground": "قانون نمونه",
                "evidence": "کارت",
                "percent": "50",
                "services": ["birth_cert_replace"],
                "lines": "الف\nب",
                "from": "1405/01/01",
                "to": "1405/12/29",
            },
            {"percent": 50, "services": ["birth_cert_replace"], "lines": ["الف", "ب"]},
        ),
        (
            "account",
            "treasury-1",
            {
                "key": "treasury-1",
                "agency": "civil_registry",
                "sheba": "IR300100004001011101012167",
                "title": "خزانه",
            },
            {"sheba": "IR300100004001011101012167", "agency": "civil_registry"},
        ),
        (
            "thursday-rule",
            "all",
            {"p07": "closed", "p01": "open"},
            {"provinces": {"07": False, "01": True}},
        ),
        (
            "priorities",
            "07",
            {
                "key": "07",
                "by": "شورا",
                "date": "1405/02/02",
                "services": [
                    *("birth_registration", "birth_cert_replace", "death_registration"),
                    *("name_change", "surname_change"),
                ],
            },
            {"services": [101, 102, 104, 105, 106]},
        ),
        (
            "agencies",
            "agencies",
            {"agency": "civil_registry", "phone": "02160000000", "email": "a@example.ir"},
            {},
        ),
    ],
)  # fmt: skip
def test_each_form_makes_its_item_and_a_release(regulator, kind, key, fields, made):
    client = console()
    assert client.get(f"{WRITE}/{kind}/").status_code == 200
    write(client, kind, fields)
    value = newest(kind, key)
    assert {name: value[name] for name in made} == made
    assert (kind, key, value["version"]) in released()
    assert not Draft.objects.exists()
    assert client.get(f"{WRITE}/{kind}/?key={key}").status_code == 200
    assert shelf.current().services


def test_an_agencys_contact_stands_on_its_service_pages(regulator):
    write(console(), "agencies", {"agency": "civil_registry", "phone": "02160000000"})
    page = regulator.session().get(f"{regulator.url}/services/102/").text
    assert "۰۲۱۶۰۰۰۰۰۰۰" in page


def test_a_card_is_edited_field_by_field(regulator):
    client = console()
    page = client.get(f"{WRITE}/service/?key=birth_cert_replace").content.decode()
    names = re.findall(r'name="(f_[a-z_]+_status)"', page)
    assert len(names) == 11
    fields = dict.fromkeys(names, "known") | {"f_service_code_value": "10041234567"}
    fields |= {name.replace("_status", "_value"): "نمونه" for name in names[1:]}
    fields |= {"key": "birth_cert_replace", "title": "تعویض", "max": "4", "unit": "working_days"}
    fields |= {"cofog": "01.3", "channels": ["portal"], "electronic": "not_yet"}
    fields |= {"target_date": "۱۴۰۷/۱/۱", "owner": "civil_registry"}
    page = write(client, "service", fields, "birth_cert_replace")
    assert "10041234567" in page
    value = newest("service", "birth_cert_replace")
    assert value["attributes"]["electronic"] == {"status": "not_yet", "target": "1407/01/01"}
    assert value["response"]["max"] == 4
    assert {field["status"] for field in value["card"]} == {"known"}
    assert value["fees"] == store.value_at("service", "birth_cert_replace", 1)["fees"]
    page = regulator.session().get(f"{regulator.url}/services/102/").text
    assert "انتشار موقت" not in page
    assert "درگاه دستگاه" in page


def test_a_wrong_date_says_which_part(regulator):
    page = console().post(
        f"{WRITE}/closure/", {"date_sh": "1405/13/01", "title": "x", "reason": "x"}
    )
    assert "ماه 13 نادرست است" in page.content.decode()
    assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away_and_a_wrong_one_is_not_published(regulator):
    client = console()
    saved = client.post(f"{WRITE}/tariff/", {"text": '{"key": "tariff-900", "title": "x"}'})
    page = client.get(saved.url).content.decode()
    assert "«number» نوشته نشده است" in page
    assert 'name="publish"' not in page
    client.post(saved.url, {"publish": "1"})
    assert Release.objects.count() == 1
    client.post(saved.url, {"discard": "1"})
    assert not Draft.objects.exists()
    page = client.post(f"{WRITE}/tariff/", {"text": "{"}).content.decode()
    assert "متن JSON درست نیست" in page


def test_a_form_draft_is_drawn_before_it_is_published(regulator):
    client = console()
    page = client.get(f"{WRITE}/form/?key=birth_cert_replace").content.decode()
    text = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1])
    saved = client.post(
        f"{WRITE}/form/", {"text": text.replace('"maxLength": 200', '"maxLength": 100')}
    )
    page = client.get(saved.url).content.decode()
    assert "متقاضی و مراجعه‌کننده" in page
    client.post(saved.url, {"publish": "1"})
    bank = client.get("/staff/catalogue/formversion/?q=birth_cert_replace").content.decode()
    assert "در حال بستن" in bank
    drawn = client.get("/staff/catalogue/item/forms/birth_cert_replace/1/")
    assert "نسخه ۱" in drawn.content.decode()
    old = FormVersion.objects.get(key="birth_cert_replace", version=1)
    client.post(
        "/staff/catalogue/formversion/",
        {"action": "make_closed", "_selected_action": old.pk},
    )
    client.post("/staff/catalogue/item/publish/")
    states = newest("form-life", "birth_cert_replace")["states"]
    assert [one["state"] for one in states] == ["closed", "published"]


def upload(client, what, data):
    file = SimpleUploadedFile("file", data)
    return client.post(f"/staff/catalogue/item/import/{what}/", {"file": file})


ROW = "1407,سازمان ثبت احوال کشور,صدور شناسنامه مجدد (تعویض),,900000,,,نمونه"


def test_an_upload_is_shown_first_and_taken_on_a_second_word(regulator):
    client, before = console(), Item.objects.count()
    page = upload(client, "tariffs", tariffs(ROW)).content.decode()
    assert "صدور شناسنامه مجدد (تعویض) | ۱۴۰۷" in page
    assert Item.objects.count() == before
    held = Upload.objects.get()
    answer = client.post("/staff/catalogue/item/import/tariffs/", {"confirm": held.pk})
    assert answer.status_code == 302
    assert "1407" in newest("tariff", "tariff-135")["tables"]
    assert not Upload.objects.exists()


def test_a_bad_upload_names_its_lines_and_offers_nothing(regulator):
    page = upload(console(), "tariffs", tariffs(ROW, "140" + ROW[4:])).content.decode()
    assert "<td>۳</td>" in page
    assert 'name="confirm"' not in page
    assert not Upload.objects.exists()


def test_services_and_lists_are_uploaded_the_same_way(regulator):
    client = console()
    assert 'name="confirm"' in upload(client, "services", cards(card())).content.decode()
    rows = "half_year,service,office_kind,state\n1407-1,102,counter_office,active\n"
    assert 'name="confirm"' in upload(client, "delegations", rows.encode()).content.decode()
    assert upload(client, "people", b"").status_code == 404


def test_a_waiver_is_given_in_the_console_with_jalali_dates(regulator):
    take("services", cards(card(card={"nature": {"status": "known", "value": "x"}})), "test")
    fields = {"service": "sample_service", "by": "معاون", "date_sh": "1405/1/1", "reason": "نمونه"}
    client = console()
    wrong = client.post("/staff/catalogue/waiver/add/", fields | {"until_sh": "1404/1/1"})
    assert "پیش از تاریخ آغاز" in wrong.content.decode()
    client.post("/staff/catalogue/waiver/add/", fields | {"until_sh": "۱۴۹۹/۱/۱"})
    waiver = Waiver.objects.get(service="sample_service")
    assert (waiver.date_sh, waiver.until_sh, len(waiver.fields)) == ("1405/01/01", "1499/01/01", 10)
    client.post("/staff/catalogue/item/publish/")
    assert ("service", "sample_service", 1) in released()


def test_days_off_are_confirmed_in_the_console(regulator):
    client = console()
    page = client.get("/staff/catalogue/item/days/").content.decode()
    assert 'name="day"' in page
    wrong = client.post("/staff/catalogue/item/days/", {"day": ["0"], "date0": "x"})
    assert wrong.url.endswith("/days/")
    saved = client.post("/staff/catalogue/item/days/", {"day": ["0"], "date0": "۱۴۰۵/۱۰/۱"})
    client.post(saved.url, {"publish": "1"})
    assert newest("holidays", "holidays")["version"] == 2


def test_dates_of_other_pages_are_jalali_too(regulator):
    client = console()
    licence = Licence.objects.get()
    page = client.get(f"/staff/licensing/licence/{licence.pk}/change/").content.decode()
    assert re.search(r'name="valid_from" value="14\d\d/\d\d/\d\d"', page)
    fields = {"number": licence.number, "office": "00000", "state": licence.state}
    fields |= {"valid_from": "۱۴۰۴/۱/۱", "valid_to": "1409/01/01"}
    client.post(f"/staff/licensing/licence/{licence.pk}/change/", fields)
    licence.refresh_from_db()
    assert licence.valid_from == parse("1404/01/01").togregorian()


def test_without_the_right_nobody_writes(regulator):
    clerk = User.objects.create_user("clerk", password="a-long-passphrase-1", is_staff=True)
    client = Client(headers={"host": "regulator.test"})
    client.force_login(clerk)
    for path in ("item/desk/", "item/write/notice/", "item/import/tariffs/", "item/days/"):
        assert client.get(f"/staff/catalogue/{path}").status_code == 403, path
    assert client.post("/staff/catalogue/item/publish/").status_code == 403
    assert client.get("/staff/tariffs/decision/extend/").status_code == 403
