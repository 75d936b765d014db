"""Every row of the identifier tables: what is taken, what is refused and for which digit."""

import pytest

from app.domain.errors import OperatorCanFix
from app.domain.identifiers import canonical, warning
from app.domain.identifiers.money import payment_id
from app.domain.text import persian_digits
from resources import sentence

VALID = {
    "national-id": "0000000019 0000000426 9990001235 9991234561 9990007772",
    "legal-id": "99990000015 99990001230 99991234560 99997770010 99990505050 "
    "14002207985 14002467723 10100260838 14000261665 10380284790",
    "foreign-id": "100000000001 110000000012 120000000123 130000001234 140000012345",
    "postal-code": "1319994567 3416781234 4815799990 7134600001 9189312345",
    "sheba": "IR300179990000000000000001 IR360109990000004001011101 IR120129990000000000000022 "
    "IR940219990000000000000333 IR120609990000000000004444 IR300100004001011101012167",
    "bank-card": "6037999000000015 6104339000000228 5894639000003338 6273539000044440 "
    "5022299000555558",
    "plate": "12ب345-11 99ط111-63 45الف678-16 88ع222-54 31ژ777-98",
    "motorcycle-plate": "111-23456 391-99991 643-12340",
    "passport": "A00000001 B00000012 K00000123 T00001234 X00012345",
    "licence-no": "9900000001 9900000012 9900000123 9900001234 9900012345",
    "invoice-number": "A0B1C204D5B00000000017 DEF5GH04D66000000000C4 ZZ999904EB300000001591 "
    "A11216067DF0000001A855 KMNPRS1D3FA00000186A00 DEF5GH0481F000000000C2",
    "economic-code": "00000000190001 00000004260001 99900012351234 411111111111 411222222222",
    "deposit-id": "309011100199999009999000010000 395011100199999009999000020000 "
    "377011100199999009999000330000 300011100199999009999004440000 306011100199999009999005550000",
    "service-id": "10031089101 10031090000 10031093000 13042652104 13031466101",
    "office-code": "72990001 72990012 72990123 72991234 72999999",
    "landline": "02100000000",
}
# format, typed, the code of the refusal (or of the doubt, for formats that never block)
INVALID = [
    ("national-id", "0000000010", "national-id-check"),
    ("national-id", "1111111111", "national-id-repeated"),
    ("national-id", "123456780", "national-id-length"),
    ("national-id", "9991001235", "national-id-check"),
    ("national-id", "99900O1234", "national-id-letter"),
    ("legal-id", "99990000016", "legal-id-check"),
    ("legal-id", "11111111111", "legal-id-repeated"),
    ("legal-id", "9999000123", "legal-id-length"),
    ("legal-id", "99900000015", "legal-id-zeros"),
    ("legal-id", "99997870010", "legal-id-check"),
    ("foreign-id", "10000000001", "foreign-id-length"),
    ("foreign-id", "1000000000012", "foreign-id-length"),
    ("foreign-id", "10000000000A", "foreign-id-letter"),
    ("foreign-id", "", "foreign-id-empty"),
    ("foreign-id", "1000-0000-01", "foreign-id-length"),
    ("postal-code", "1012345678", "postal-code-route"),
    ("postal-code", "1234567890", "postal-code-route"),
    ("postal-code", "131999456", "postal-code-length"),
    ("postal-code", "13199-4567", "postal-code-length"),
    ("postal-code", "0319994567", "postal-code-route"),
    ("mobile", "0812000000", "mobile-start"),
    ("mobile", "0912000000", "mobile-length"),
    ("mobile", "091200000000", "mobile-length"),
    ("mobile", "+979120000000", "mobile-letter"),
    ("mobile", "0912-000000", "mobile-length"),
    ("sheba", "IR300179990000000000000002", "sheba-check"),
    ("sheba", "IR36010999000000400101110", "sheba-length"),
    ("sheba", "DE120129990000000000000022", "sheba-country"),
    ("sheba", "IR94021999X000000000000333", "sheba-letter"),
    ("sheba", "IR126099900000000000044440", "sheba-check"),
    ("bank-card", "6037999000000016", "bank-card-check"),
    ("bank-card", "610433900000022", "bank-card-length"),
    ("bank-card", "5894693000003338", "bank-card-check"),
    ("bank-card", "6X73539000044440", "bank-card-letter"),
    ("bank-card", "5022299010555558", "bank-card-check"),
    ("plate", "12ب345", "plate-rest"),
    ("plate", "1ب345-11", "plate-first"),
    ("plate", "12خ345-11", "plate-letter"),
    ("plate", "12ب3456-11", "plate-rest"),
    ("plate", "10ب345-11", "plate-zero"),
    ("motorcycle-plate", "11-23456", "motorcycle-plate-doubt"),
    ("motorcycle-plate", "111-2345", "motorcycle-plate-doubt"),
    ("motorcycle-plate", "101-23456", "motorcycle-plate-doubt"),
    ("motorcycle-plate", "111-23A56", "motorcycle-plate-doubt"),
    ("passport", "A0000001", "passport-length"),
    ("passport", "AA0000001", "passport-letter"),
    ("passport", "000000001", "passport-letter"),
    ("passport", "A000000012", "passport-length"),
    ("passport", "A0000000Ω", "passport-letter"),
    ("licence-no", "99000001", "licence-no-doubt"),
    ("licence-no", "99000000011", "licence-no-doubt"),
    ("licence-no", "99000O0001", "licence-no-doubt"),
    ("licence-no", "", "licence-no-doubt"),
    ("licence-no", "9900-00001", "licence-no-doubt"),
    ("invoice-number", "A0B1C204D5B00000000018", "invoice-number-check"),
    ("invoice-number", "DEF5GH04D66000000000C", "invoice-number-length"),
    ("invoice-number", "IZ999904EB300000001591", "invoice-number-letter"),
    ("invoice-number", "A1121606GDF0000001A855", "invoice-number-letter"),
    ("invoice-number", "KMNPRS1D3FA00001186A00", "invoice-number-check"),
    ("economic-code", "4111111111", "economic-code-length"),
    ("economic-code", "99990000016", "legal-id-check"),
    ("economic-code", "4111111111111", "economic-code-length"),
    ("economic-code", "41111111111A", "economic-code-letter"),
    ("economic-code", "", "economic-code-empty"),
    ("deposit-id", "319011100199999009999000010000", "deposit-id-check"),
    ("deposit-id", "396011100199999009999000020000", "deposit-id-check"),
    ("deposit-id", "37701110019999900999900033000", "deposit-id-length"),
    ("deposit-id", "3300111001401160010555000112167", "deposit-id-length"),
    ("deposit-id", "306011100199999009999005560000", "deposit-id-check"),
    ("bill-id", "1000000113", "bill-id-check"),
    ("bill-id", "12345", "bill-id-length"),
    ("service-id", "1003108910", "service-id-length"),
    ("service-id", "100310891011", "service-id-length"),
    ("service-id", "1003108910A", "service-id-letter"),
    ("service-id", "495", "service-id-length"),
    ("service-id", "", "service-id-empty"),
    ("office-code", "7299001", "office-code-doubt"),
    ("office-code", "729900011", "office-code-doubt"),
    ("office-code", "71990001", "office-code-doubt"),
    ("office-code", "7399012", "office-code-doubt"),
    ("office-code", "72AA0001", "office-code-doubt"),
    ("landline", "09120000000", "landline-doubt"),
    ("vin", "1HGCM82633A00435O", "vin-doubt"),
    ("birth-cert-serial", "۱۲۳", "birth-cert-serial-doubt"),
]
BILLS = [
    ("1000000112", "1250162"),
    ("2000001220", "780189"),
    ("3000012334", "4501204"),
    ("4000123442", "9990323"),
    ("6001234569", "15000407"),
]
WRONG_PAYMENTS = [
    ("2000001220", "780180", "payment-id-bill"),
    ("3000012334", "4501214", "payment-id-check"),
    ("4000123442", "1250162", "payment-id-bill"),
]


def answer(form: str, typed: str) -> str:
    """The code of the refusal or doubt, "" when there is none; its sentence must exist."""
    try:
        refusal = warning(form, canonical(form, typed))
    except OperatorCanFix as found:
        refusal = found
    if refusal:
        assert "{" not in sentence(refusal)
    return refusal.code if refusal else ""


@pytest.mark.parametrize(("form", "typed"), [(f, t) for f, ts in VALID.items() for t in ts.split()])
def test_valid_rows_are_taken_in_any_digits_and_come_back_the_same(form, typed):
    assert answer(form, typed) == ""
    assert canonical(form, typed) == typed
    assert canonical(form, persian_digits(f" {typed} ")) == typed


@pytest.mark.parametrize(("form", "typed", "code"), INVALID)
def test_invalid_rows_are_refused_or_doubted_for_the_right_reason(form, typed, code):
    assert answer(form, typed) == code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("09120000000", "09120000000"),
        ("09350000001", "09350000001"),
        ("+989210000002", "09210000002"),
        ("00989980000003", "09980000003"),
        ("9190000004", "09190000004"),
        ("۰۹۱۹ ۰۰۰ ۰۰۰۴", "09190000004"),
    ],
)
def test_mobiles_are_kept_with_their_zero(typed, kept):
    assert canonical("mobile", typed) == kept
    assert warning("mobile", kept) is None


@pytest.mark.parametrize(("bill", "payment"), BILLS)
def test_bills_and_their_payments(bill, payment):
    assert canonical("bill-id", f"000{bill}") == bill
    assert payment_id(payment, bill) == payment


@pytest.mark.parametrize(("bill", "payment", "code"), WRONG_PAYMENTS)
def test_a_payment_belongs_to_its_bill(bill, payment, code):
    with pytest.raises(OperatorCanFix) as refused:
        payment_id(payment, bill)
    assert refused.value.code == code


def test_bill_type_seven_is_refused():
    seven = next(
        f"10000001{n}7{c}" for n in range(10) for c in range(10) if _sound(f"10000001{n}7{c}")
    )
    assert answer("bill-id", seven) == "bill-id-type"


def _sound(typed: str) -> bool:
    return answer("bill-id", typed) in ("", "bill-id-type")


@pytest.mark.parametrize("typed", ["000000019", "00000426", "۰۰۰۰۰۰۴۲۶"])
def test_a_short_national_id_is_never_padded_only_asked(typed):
    with pytest.raises(OperatorCanFix) as refused:
        canonical("national-id", typed)
    assert refused.value.code == "national-id-padded"
    assert refused.value.facts["candidate"] in ("۰۰۰۰۰۰۰۰۱۹", "۰۰۰۰۰۰۰۴۲۶")


def test_the_classic_dropped_zero():
    with pytest.raises(OperatorCanFix) as refused:
        canonical("national-id", "123456789")
    assert refused.value.facts["candidate"] == "۰۱۲۳۴۵۶۷۸۹"


def test_the_wrong_place_is_named():
    with pytest.raises(OperatorCanFix) as refused:
        canonical("national-id", "99900O1234")
    assert refused.value.facts == {"place": "۶", "found": "O"}


def test_arabic_letters_digits_and_the_word_iran_on_a_plate():
    assert canonical("plate", "٣١ ي ٧٧٧ ایران ٩٨") == "31ی777-98"
    assert canonical("plate", "۴۵ ا ۶۷۸ - ۱۶") == "45الف678-16"


def test_unknown_plate_codes_are_only_doubted(catalogue):
    cars = {code for one in catalogue.provinces.values() for code in one.plate_codes}
    cycles = {code for one in catalogue.provinces.values() for code in one.motorcycle_codes}
    assert warning("plate", "12ب345-11", cars) is None
    assert warning("motorcycle-plate", "391-99991", cycles) is None
    assert warning("motorcycle-plate", "999-99991", cycles).code == "motorcycle-plate-code"
