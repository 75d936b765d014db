"""A form's conditions in words a citizen with a pen can follow, where they are simple."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.conditions import predicate
from app.domain.form_values import Field, Form
from app.domain.text import persian_digits

Condition = Mapping[str, Any]

DOCUMENT_KINDS = {
    "original_seen": "اصل دیده می‌شود",
    "copy": "رونوشت",
    "produced_here": "در دفتر تهیه می‌شود",
    "obtained_online": "دفتر برخط می‌گیرد",
}
# Computed answers have no label of their own in a form.
_COMPUTED = {
    "applicant_age": "سن متقاضی",
    "birth_days_late": "روزهای دیرکرد اعلام ولادت",
    "death_days_late": "روزهای دیرکرد اعلام وفات",
    "licence_years_late": "سال‌های گذشته از اعتبار گواهینامه",
    "vehicle_age": "سال‌های عمر خودرو",
    "violation_count": "شمار جریمه‌ها",
    "payment_amount_rial": "مبلغ قبض (ریال)",
}
_LIMITS = {
    "minimum": "{} یا بیشتر",
    "maximum": "{} یا کمتر",
    "exclusiveMinimum": "بیش از {}",
    "exclusiveMaximum": "کمتر از {}",
}


def never(form: Form, condition: Condition | None) -> bool:
    """Whether the service's fixed answers already rule it out."""
    return bool(condition) and _settled(form, condition or {}) is False


def when(form: Form, condition: Condition | None) -> str:
    """«اگر …», or "" for what always holds; a hard condition is left to the person at the desk."""
    if not condition or _settled(form, condition) or _excludes_nothing(form, condition):
        return ""
    told = _phrase(form, condition)
    return f"اگر {told}" if told else "اگر متصدی بخواهد"


def _settled(form: Form, condition: Condition) -> bool | None:
    """True or false where only fixed answers are asked; None where it depends on the citizen."""
    fixed = {field.name: field.default for field in form.fields if not field.asked}
    if not _names(condition) <= set(fixed):
        return None
    return predicate(condition)(fixed)


def _excludes_nothing(form: Form, condition: Condition) -> bool:
    """«Not the applicant himself» where the service does not know that capacity at all."""
    tests = condition.get("properties", {})
    return bool(tests) and all(
        set(test) == {"not"} and not _values(_field(form, name), test["not"])
        for name, test in tests.items()
    )


def _names(condition: Condition) -> set[str]:
    parts = [*condition.get("allOf", ()), *condition.get("anyOf", ())]
    parts += [condition["not"]] if "not" in condition else []
    own = {*condition.get("properties", {}), *condition.get("required", ())}
    return own.union(*map(_names, parts))


def _phrase(form: Form, condition: Condition) -> str:
    """ "" when some part of it cannot be said."""
    if "allOf" in condition or "anyOf" in condition:
        word, link = ("allOf", " و ") if "allOf" in condition else ("anyOf", " یا ")
        return _joined((_phrase(form, part) for part in condition[word]), link)
    if set(condition) - {"properties", "required"}:
        return ""
    tests = condition.get("properties", {})
    filled = [name for name in condition.get("required", ()) if name not in tests]
    said = [_one(form, name, test) for name, test in tests.items()]
    said += [f"«{_label(form, name)}» نوشته شود" for name in filled]
    return _joined(said, " و ")


def _joined(parts: Any, link: str) -> str:
    said = list(parts)
    return link.join(said) if all(said) else ""


def _one(form: Form, name: str, test: Condition) -> str:
    label, field = _label(form, name), _field(form, name)
    if not label:
        return ""
    if "not" in test:
        other = _values(field, test["not"])
        return f"«{label}» جز {other} باشد" if other else ""
    limits = [_LIMITS[word].format(persian_digits(test[word])) for word in _LIMITS if word in test]
    if limits:
        return f"{label} {' و '.join(limits)} باشد"
    value = _values(field, test)
    return f"«{label}» {value} باشد" if value else ""


def _values(field: Field | None, test: Condition) -> str:
    """The wanted answers as they stand on the form; choices this service lacks are left out."""
    wanted = test.get("enum", [test["const"]] if "const" in test else [])
    titles = dict(field.choices) if field else {}
    shown = [titles.get(value, "") if isinstance(value, str) else _plain(value) for value in wanted]
    return " یا ".join(f"«{title}»" for title in shown if title)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "بله" if value else "نه"
    return persian_digits(value)


def _label(form: Form, name: str) -> str:
    field = _field(form, name)
    return field.label if field else _COMPUTED.get(name, "")


def _field(form: Form, name: str) -> Field | None:
    return next((field for field in form.fields if field.name == name), None)
