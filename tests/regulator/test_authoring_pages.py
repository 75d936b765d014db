"""Public lists and the form bank, and the extension of tariffs the console offers each Esfand."""

import pytest
from django.test import Client

from app.domain.jalali import date_in_tehran, parse
from regulator import clock
from regulator.catalogue import shelf
from regulator.catalogue.models import Draft
from regulator.tariffs.extension import proposed, year_to_extend
from tests.regulator.authored import console, newest


@pytest.fixture
def esfand(monkeypatch):
    now = date_in_tehran(parse("1405/12/15"), 12)
    monkeypatch.setattr(clock, "now", lambda: now)


def test_from_15_esfand_the_console_offers_the_extension(regulator, esfand):
    client = console()
    page = client.get("/staff/tariffs/decision/extend/").content.decode()
    assert "۱۴۰۶" in page
    titles = proposed(1406)
    said = {"by": "سازمان", "date": "1405/12/15", "text": "تمدید", "titles": titles[:3]}
    saved = client.post("/staff/tariffs/decision/extend/", said)
    client.post(saved.url, {"publish": "1"})
    value = newest("decision", "1406-extension")
    assert (value["to_year_sh"], value["titles"]) == (1406, sorted(titles[:3]))
    assert proposed(1406) == [title for title in titles if title not in titles[:3]]
    second = client.post("/staff/tariffs/decision/extend/", said | {"titles": titles[3:5]})
    assert Draft.objects.get(key="1406-extension-2")
    assert second.status_code == 302


def test_a_retired_or_extended_title_is_never_offered(regulator, esfand):
    retired = {t for t, one in shelf.current().tariffs.items() if one.retired_after}
    assert retired
    assert not retired & set(proposed(1406))
    said = {"by": "x", "date": "1405/12/15", "text": "x", "titles": [min(retired)]}
    assert console().post("/staff/tariffs/decision/extend/", said).status_code == 200
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("day", "year"), [("1405/12/14", 1405), ("1405/12/15", 1406)])
def test_the_year_offered_turns_on_15_esfand(day, year):
    assert year_to_extend(parse(day)) == year


@pytest.mark.parametrize(
    "path",
    [
        "/forms/",
        "/forms/?q=شناسنامه",
        "/services/102/form/",
        "/delegated/",
        "/delegated/?province=07",
        "/services/electronic/",
        "/staff/catalogue/item/desk/",
    ],
)
def test_public_lists_and_the_bank_can_be_drawn(regulator, path):
    answer = console().get(path)
    assert answer.status_code == 200
    assert "<dd></dd>" not in answer.content.decode()


def test_a_blank_form_comes_as_pdf_and_as_json(regulator):
    session, url = regulator.session(), regulator.url
    pdf = session.get(f"{url}/services/102/form.pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    schema = session.get(f"{url}/services/102/form.json").json()["schema"]
    assert schema["$schema"].endswith("2020-12/schema")
    assert session.get(f"{url}/services/999/form.pdf").status_code == 404


def test_every_form_can_be_drawn(regulator):
    client = Client(headers={"host": "regulator.test"})
    for number in shelf.current().services:
        assert client.get(f"/services/{number}/form/").status_code == 200, number
