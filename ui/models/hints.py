"""What stands below a field beside its error: a better answer to ask about, and what follows.

An offer is taken with F7 and never by itself: a number that lost its zeros is asked about.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from app.domain import keyboard
from app.domain.forms import Answer, Answers, Field, Filled, Form, evaluate
from app.domain.jalali import parse
from app.domain.money import rials
from app.domain.text import isolate, persian_digits

WORDS = frozenset({"text", "multiline"})
SHORT = (8, 9)  # digits of a national ID that lost one or two zeros


def offer_of(form: Form, field: Field, filled: Filled, answers: Answers) -> tuple[Answer, str]:
    """A better answer and the question that offers it: the other layout, or lost zeros."""
    typed = answers.get(field.name)
    if not isinstance(typed, str):
        return None, ""
    if field.kind in WORDS and (better := keyboard.meant(typed)):
        return better, f"منظور «{better}» است؟ F7"
    if field.kind != "national-id" or len(typed) not in SHORT:
        return None, ""
    longer = typed.zfill(10)
    trial = evaluate(form, {**answers, field.name: longer}, on=parse(filled.on))
    if field.name in trial.errors:
        return None, ""
    return longer, f"منظور {isolate(persian_digits(longer))} است؟ F7"


def derived_of(form: Form, field: Field, derived: Mapping[str, Any]) -> str:
    """What follows from a right answer: «سن: ۳۷ سال»; nothing while it cannot be known."""
    said = []
    for name, rule in _hanging(form).get(field.name, ()):
        value = derived.get(name)
        if isinstance(value, int) and rule["fn"] in SAID:
            said.append(SAID[rule["fn"]](value, rule))
    return " · ".join(part for part in said if part)


@lru_cache(maxsize=128)
def _hanging(form: Form) -> Mapping[str, list[tuple[str, Mapping[str, Any]]]]:
    """Derived fields by the field they are derived of."""
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for name, schema in form.schema["properties"].items():
        rule = schema.get("x-derive", {})
        if "of" in rule:
            found.setdefault(rule["of"], []).append((name, rule))
    return found


def _late(days: int, rule: Mapping[str, Any]) -> str:
    allowed = persian_digits(rule["days"])
    return f"{persian_digits(days)} روز پس از مهلت {allowed} روزه" if days else ""


SAID: dict[str, Callable[[int, Mapping[str, Any]], str]] = {
    "age": lambda years, _: f"سن: {persian_digits(years)} سال",
    "years_over": lambda years, _: f"{persian_digits(years)} سال گذشته است",
    "days_over": _late,
    "years_since_model": lambda years, _: f"{persian_digits(years)} سال از ساخت",
    "payment_amount": lambda amount, _: f"مبلغ قبض: {rials(amount)} ریال",
}
