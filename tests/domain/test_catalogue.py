"""The catalogue: every item is read, the card has its eleven fields, numbers stay, search finds."""

import subprocess
import sys

import pytest

import resources
from app.domain.catalogue import catalogue_from_items, search


def test_everything_is_read(catalogue):
    assert len(catalogue.services) == 84
    assert len(catalogue.forms) == 84
    assert len(catalogue.agencies) == 55
    assert len(catalogue.provinces) == 31
    assert len(catalogue.tariffs) == 72
    assert sum(len(t) for one in catalogue.tariffs.values() for t in one.tables.values()) == 188
    assert {"vat", "licensing", "block", "payment-codes"} == set(catalogue.others)


def test_the_card_has_the_eleven_fields_of_the_law(catalogue):
    for service in catalogue.services.values():
        assert len(service.card) == 11
        for field in service.card:
            assert field.status in ("known", "provisional", "undeclared")
            assert field.status != "known" or field.value
            assert field.status == "undeclared" or field.source


def test_numbers_are_committed_and_unique(catalogue):
    numbers = resources.read_json("catalogue/numbers.json")["services"]
    assert {service.key: service.number for service in catalogue.services.values()} == numbers
    assert len(set(numbers.values())) == len(numbers)
    assert all(0 < number < 2**32 for number in numbers.values())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("المثنی", "birth_cert_duplicate"),
        ("شناسنامه گم شده", "birth_cert_duplicate"),
        ("گذرنامه", "passport_issue"),
        ("قبض", "bill_payment"),
        ("كد پستي", "postal_code_certificate"),
    ],
)
def test_search_finds_by_any_name_and_spelling(catalogue, text, key):
    assert key in [service.key for service in search(catalogue, text)[:5]]


def test_search_by_number_agency_and_nothing(catalogue):
    first = next(iter(catalogue.services.values()))
    assert search(catalogue, str(first.number))[0] == first
    assert all(s.agency == "civil_registry" for s in search(catalogue, "ثبت احوال")[:10])
    assert len(search(catalogue, "")) == 83
    assert search(catalogue, "چنین خدمتی نیست") == []


def test_a_newer_version_counts_and_the_older_form_stays(items, catalogue):
    service = catalogue.by_key("bill_payment")
    old = next(i for i in items if i["kind"] == "form" and i["key"] == "bill_payment")
    newer = catalogue_from_items([{**old, "version": 2}, *items])
    assert newer.by_key("bill_payment").form.version == 2
    assert newer.form(service.number, 1).version == 1


def test_unknown_kinds_are_kept_not_refused(items):
    found = catalogue_from_items([*items, {"kind": "outage", "key": "x", "version": 1}])
    assert found.others["outage"][0]["key"] == "x"


def test_the_validator_is_not_loaded_with_the_rules():
    code = "import sys, app.domain.acts, app.domain.forms; sys.exit('jsonschema' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
