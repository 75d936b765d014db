"""Iranian identifiers: the one form we keep, which digit is wrong, and what is only doubtful.

`canonical` refuses what cannot be right; `warning` doubts what is unusual and never blocks. A
right check digit never proves that a number was issued.

>>> canonical("national-id", "۰۰۰۰۰۰۰۴۲۶")
'0000000426'
>>> warning("landline", canonical("landline", "0912 000 0000")).code
'landline-doubt'
"""

from collections.abc import Callable, Collection

from app.domain.errors import OperatorCanFix
from app.domain.identifiers import contacts, money, papers, persons, vehicles

Reader = Callable[[str], str]
Doubt = Callable[[str], OperatorCanFix | None]

READERS: dict[str, Reader] = {
    "national-id": persons.national_id,
    "legal-id": persons.legal_id,
    "foreign-id": persons.foreign_id,
    "economic-code": persons.economic_code,
    "passport": persons.passport,
    "postal-code": contacts.postal_code,
    "mobile": contacts.mobile,
    "landline": contacts.landline,
    "plate": vehicles.plate,
    "motorcycle-plate": vehicles.motorcycle_plate,
    "vin": vehicles.vin,
    "sheba": money.sheba,
    "bank-card": money.bank_card,
    "deposit-id": money.deposit_id,
    "bill-id": money.bill_id,
    "payment-id": money.payment_id,
    "invoice-number": money.invoice_number,
    "licence-no": papers.licence_no,
    "birth-cert-serial": papers.birth_cert_serial,
    "service-id": papers.service_id,
    "office-code": papers.office_code,
}
_DOUBTS: dict[str, Doubt] = {
    "postal-code": contacts.postal_code_doubt,
    "mobile": contacts.mobile_doubt,
    "landline": contacts.landline_doubt,
    "vin": vehicles.vin_doubt,
    "licence-no": papers.licence_no_doubt,
    "birth-cert-serial": papers.birth_cert_serial_doubt,
    "office-code": papers.office_code_doubt,
}


def canonical(form: str, text: str) -> str:
    """The text as we keep it; OperatorCanFix names the wrong digit or part. `form` is a format."""
    return READERS[form](text)


def warning(form: str, typed: str, codes: Collection[str] = ()) -> OperatorCanFix | None:
    """What is unusual about a canonical value, for a sentence beside the field; never raised.

    `codes` are the plate codes some province issues (from the catalogue), for the two plates.
    """
    if form == "plate":
        return vehicles.plate_doubt(typed, codes)
    if form == "motorcycle-plate":
        return vehicles.motorcycle_plate_doubt(typed, codes)
    return _DOUBTS[form](typed) if form in _DOUBTS else None
