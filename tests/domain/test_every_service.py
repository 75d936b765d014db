"""Every service at the desk: filled in and priced it registers, or a sentence says who acts."""

from collections import Counter

import pytest

from app.domain.fees import Fee, Told, price
from app.domain.jalali import parse
from resources import sentence
from tests.domain.filling import fill

TODAY = parse("1405/08/30")
FATES = {"registers": 38, "registers when told": 31, "refused: regulator": 14}
EXPECTED = {"counter_office": FATES, "police10_office": FATES}
# No table for 1405 that could be extended: incomplete, undated, of another province, or none.
REFUSED = {
    "conscription_request",
    "foreign_birth_certificate",
    "foreign_death_registration",
    "home_business",
    "name_change",
    "naturalised_birth_cert",
    "phone_new",
    "phone_number_change",
    "postal_code_certificate",
    "power_relocate",
    "power_remove",
    "service_card_replace",
    "smart_card_pin_reset",
    "surname_change",
}


def priced(catalogue, service, office) -> Fee:
    """The fee, with the agency's word given for every line that waits for it."""
    _, filled = fill(service.form, TODAY)
    assert filled.complete, (service.key, dict(filled.errors))
    where = {"catalogue": catalogue, "office_kind": office, "province": "23"}
    fee = price(service, filled, **where)
    told = [Told(line, 1_000_000, "۱۲۳", "1405/08/29", "نامه") for line in fee.told_missing]
    return price(service, filled, told=told, **where) if told else fee


def fate(fee: Fee) -> str:
    if fee.refusal:
        return f"refused: {fee.refusal.owner}"
    told = any(line.certainty == "told" for line in fee.lines)
    return "registers when told" if told else "registers"


@pytest.mark.parametrize("office", EXPECTED)
def test_every_service_registers_or_says_who_must_act(catalogue, office):
    offered = [service for service in catalogue.services.values() if service.offered]
    counted: Counter = Counter()
    refused = set()
    for service in offered:
        fee = priced(catalogue, service, office)
        counted[fate(fee)] += 1
        if fee.refusal:
            refused.add(service.key)
            said = sentence(fee.refusal)
            print(f"{office}: {service.key}: {said}")
            assert "{" not in said
            assert "سازمان تنظیم مقررات" in said
        assert fee.lines or fee.notices
    print(office, dict(counted))
    assert sum(counted.values()) == 83
    assert counted == EXPECTED[office]
    assert refused == REFUSED


def test_only_the_shown_price_is_taken(catalogue):
    for service in catalogue.services.values():
        fee = priced(catalogue, service, "counter_office")
        taken = [line for line in fee.lines if line.charged_at == "registration"]
        assert fee.total == sum(line.amount or 0 for line in taken)
        assert all(isinstance(line.amount, int | None) for line in fee.lines)
