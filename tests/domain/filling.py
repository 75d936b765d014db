"""Fills any form as a patient operator would: the first choice, valid synthetic identifiers."""

from typing import Any

from app.domain.forms import Field, Filled, Form, evaluate

SAMPLES: dict[str, Any] = {
    "text": "نمونه",
    "multiline": "خیابان نمونه، پلاک ۱",
    "boolean": False,
    "decimal": "۱۲٫۵",
    "money": "۱٬۰۰۰٬۰۰۰",
    "province": "23",
    "county": "تهران",
    "jalali-date": "۱۴۰۵/۸/۲۰",
    "time": "8:30",
    "jalali-datetime": "1405/9/10 9:00",
    "national-id": "۰۰۰-۰۰۰۰۰۱-۹",
    "legal-id": "14002207985",
    "foreign-id": "100000000001",
    "postal-code": "13199-94567",
    "mobile": "+989210000002",
    "landline": "02100000000",
    "sheba": "IR30 0100 0040 0101 1101 0121 67",
    "plate": "۱۲ ب ۳۴۵ ایران ۱۱",
    "motorcycle-plate": "111-23456",
    "vin": "1HGCM82633A004352",
    "passport": "a00000001",
    "licence-no": "9900000001",
    "economic-code": "411111111111",
    "bill-id": "2000001220",
    "payment-id": "780189",
    "birth-cert-serial": "الف ۱۲ / ۳۴۵۶۷۸",
}
NAMED = {"applicant_birth_date": "۱۳۷۰/۱/۱", "model_year": 1400, "copies": 2}


def sample(field: Field) -> Any:
    """A right answer to one question."""
    if field.name in NAMED:
        return NAMED[field.name]
    if field.kind == "choice":
        return field.choices[0][0]
    if field.kind == "integer":
        return max(field.minimum or 0, 1)
    if field.kind == "list":
        return [SAMPLES[field.item]]
    if field.kind == "table":
        return [{column.name: sample(column) for column in field.columns}]
    return SAMPLES[field.kind]


def fill(form: Form, on: Any, **given: Any) -> tuple[dict[str, Any], Filled]:
    """Raw answers for everything required, question by question, and what they come to."""
    answers = dict(given)
    for _ in form.fields:
        filled = evaluate(form, answers, on=on)
        missing = [name for name in filled.shown if name in filled.errors and name not in answers]
        if not missing:
            return answers, filled
        answers[missing[0]] = sample(form.field(missing[0]))
    return answers, evaluate(form, answers, on=on)
