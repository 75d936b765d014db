"""Derived fields: the closed list of functions a form may name in `x-derive`.

Each takes the answer it is derived `of`, its rule and the registration date, and gives None when
the answer is missing or makes no sense (the field's own error says why).
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.errors import Refusal
from app.domain.identifiers.money import bill_id, payment_amount, payment_id
from app.domain.jalali import JalaliDate, parse, show

Rule = Mapping[str, Any]
Function = Callable[[Any, Rule, JalaliDate], Any]


def derived(rule: Rule, answers: Mapping[str, Any], on: JalaliDate) -> Any:
    """The value of one derived field, or None.

    >>> derived({"fn": "age", "of": "born"}, {"born": "1390/09/01"}, parse("1405/08/30"))
    14
    """
    if "of" not in rule:
        return show(on)
    if rule["of"] not in answers:
        return None
    try:
        return FUNCTIONS[rule["fn"]](answers[rule["of"]], rule, on)
    except (Refusal, TypeError, AttributeError):
        return None


def _full_years(answer: str, _rule: Rule, on: JalaliDate) -> int:
    """Full Jalali years from the date to the registration; 0 for a later date."""
    since = parse(answer)
    before = (on.month, on.day) < (since.month, since.day)
    return max(0, int(on.year - since.year - before))


def _days_over(answer: str, rule: Rule, on: JalaliDate) -> int:
    """Whole days since the date beyond the rule's allowance."""
    return max(0, days_since(answer, on) - int(rule["days"]))


def days_since(answer: str, on: JalaliDate) -> int:
    """Whole days from a date to the registration; negative for a later date.

    >>> days_since("1403/12/30", parse("1404/01/01"))
    1
    """
    days: int = (on.togregorian() - parse(answer).togregorian()).days
    return days


def _years_since_model(answer: int, rule: Rule, on: JalaliDate) -> int:
    """A model year that looks Gregorian is made Jalali first; may be negative for next year's."""
    jalali = answer - int(rule["offset"]) if answer >= rule["gregorian_from"] else answer
    return int(on.year - jalali)


def _count(answer: list[object], _rule: Rule, _on: JalaliDate) -> int | None:
    return len(answer) if isinstance(answer, list) else None


def _bill_type(answer: str, rule: Rule, _on: JalaliDate) -> str | None:
    found: str | None = rule["map"].get(bill_id(answer)[-2])
    return found


def _payment_amount(answer: str, _rule: Rule, _on: JalaliDate) -> int:
    return payment_amount(payment_id(answer))


FUNCTIONS: dict[str, Function] = {
    "age": _full_years,
    "years_over": _full_years,
    "days_over": _days_over,
    "years_since_model": _years_since_model,
    "count": _count,
    "bill_type": _bill_type,
    "payment_amount": _payment_amount,
}
