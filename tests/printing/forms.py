"""The catalogue's own forms for the tests, and one filled."""

from functools import cache

import resources
from app.domain.catalogue import Catalogue, catalogue_from_items
from app.domain.forms import Filled, Form, evaluate
from app.domain.jalali import parse
from app.domain.papers import FormHead


@cache
def catalogue() -> Catalogue:
    return catalogue_from_items(resources.catalogue_items())


def head(key: str, **changes: object) -> FormHead:
    """What stands over the form of a service."""
    service = catalogue().by_key(key)
    agency = catalogue().agency_name(service.agency)
    return FormHead(service.title, agency, service.number, **changes)


HEIRS = [
    {"heir_national_id": "0012345679", "heir_name": "ژاله آئین‌پرست", "relation": "child"},
]


def filled(key: str, **answers: object) -> tuple[Form, Filled]:
    """A form with these answers, evaluated on one day."""
    form = catalogue().by_key(key).form
    return form, evaluate(form, answers, on=parse("1405/08/30"))


BIRTH = {
    "visitor_capacity": "attorney",
    "visitor_kind": "natural_iranian",
    "visitor_national_id": "0012345679",
    "visitor_first_name": "سید محمدرضا",
    "visitor_last_name": "حسینی‌نژاد فیروزآبادی اصل",
    "visitor_mobile": "09120000000",
    "authority_doc_no": "12/345-الف",
    "authority_doc_date": "1405/01/12",
    "applicant_national_id": "0012345679",
    "applicant_first_name": "ژاله",
    "applicant_last_name": "آئین‌پرست",
    "applicant_birth_date": "1370/02/03",
    "applicant_mobile": "09120000000",
    "residence_postal_code": "1193653471",
    "residence_address": "تهران، خیابان آزادی، کوچهٔ بهار، پلاک 45، طبقه 3 (زنگ دوم)",
    "residence_province": "23",
    "residence_county": "تهران",
    "serial_no": "الف12-345678",
    "replace_reason": "worn",
    "has_photo": True,
}
