"""The amount of one fee line, by the six ways a line can get one.

A way gives the line with its amount, or without one and with the refusal that says who must act;
an answer that is missing or wrong is raised.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from app.domain.catalogue import Catalogue, Form
from app.domain.derive import days_since
from app.domain.errors import OperatorCanFix, Refusal, RegulatorCanFix
from app.domain.fee_values import Certainty, FeeLine, Told
from app.domain.identifiers.money import payment_amount, payment_id
from app.domain.jalali import parse
from app.domain.money import MAX_RIALS
from app.domain.tariffs import FeeRule, table_in_force
from app.domain.text import persian_digits

Priced = tuple[FeeLine, Refusal | None]
Way = Callable[[FeeRule, FeeLine, "Setting"], Priced]


@dataclass(frozen=True, slots=True)
class Setting:
    """All a line may look at: the answers, the date, the release and where the office stands.

    `wrong` are the fields whose answers are not right yet: they price nothing.
    """

    values: Mapping[str, Any]
    wrong: frozenset[str]
    on: str
    catalogue: Catalogue
    form: Form
    office_kind: str
    province: str
    told: Mapping[int, Told]


def _from_tariff(rule: FeeRule, line: FeeLine, here: Setting) -> Priced:
    """Rules 4 to 6: variant, table, times."""
    variant, count = _variant(rule, here), _count(rule, here)
    line = replace(line, variant=variant or "", count=count)
    tariff = here.catalogue.tariffs.get(rule.title)
    decisions, rules = here.catalogue.decisions, here.catalogue.rules
    table = tariff and table_in_force(tariff, here.on, rules=rules, decisions=decisions)
    row = table.row(variant, here.province) if table and variant is not None else None
    if not table or not row:
        return line, _unknown(line, here)
    priced = replace(
        line,
        variant=row.variant,
        unit_amount=row.amount,
        amount=row.amount * count,
        account=row.account,
        deposit_id=row.deposit_id,
        year=table.year,
        extended=table.extended,
        certainty=cast(Certainty, row.certainty),
        source=row.source,
        conflict=line.conflict or row.conflict,
    )
    return priced, None


def _variant(rule: FeeRule, here: Setting) -> str | None:
    """The variant asked of the table; None for a code the rule does not know."""
    if rule.variant_map:
        field, known = rule.variant_map
        return known.get(_answer(field, here))
    if rule.variant_by:
        field, brackets = rule.variant_by
        days = _days(field, here)
        return next((v for limit, v in brackets if limit is None or days <= limit), None)
    return rule.variant


def _days(field: str, here: Setting) -> int:
    days = days_since(_answer(field, here), parse(here.on))
    if days < 0:
        raise OperatorCanFix("fee-date-future", label=_label(field, here))
    return days


def _count(rule: FeeRule, here: Setting) -> int:
    """How many times the amount is taken; 0 drops the line."""
    if not rule.times:
        return 1
    count = _answer(rule.times, here)
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise _needs_answer(rule.times, here)
    return count


def _answer(field: str, here: Setting) -> Any:
    if field not in here.values or field in here.wrong:
        raise _needs_answer(field, here)
    return here.values[field]


def _needs_answer(field: str, here: Setting) -> Refusal:
    return OperatorCanFix("fee-needs-answer", label=_label(field, here))


def _label(field: str, here: Setting) -> str:
    """The field's label; of a derived field, the label of what it is derived from."""
    derive = here.form.schema["properties"].get(field, {}).get("x-derive", {})
    name = derive.get("of", field)
    return next((one.label for one in here.form.fields if one.name == name), name)


def _from_payment_id(rule: FeeRule, line: FeeLine, here: Setting) -> Priced:
    number = payment_id(_answer(rule.amount_field, here))
    amount = payment_amount(number)
    known = replace(line, unit_amount=amount, amount=amount, certainty="in_bill", reference=number)
    return known, None


def _told(_rule: FeeRule, line: FeeLine, here: Setting) -> Priced:
    """The agency's word. What it bills later itself is not known now and not asked."""
    said = here.told.get(line.index)
    if said is None:
        missing = OperatorCanFix("fee-told-missing", title=line.title, agency=line.payee_name)
        return line, None if line.charged_at == "billed_later" else missing
    if not (0 <= said.amount <= MAX_RIALS and said.reference and said.date):
        return line, OperatorCanFix("fee-told-incomplete", title=line.title)
    amount = said.amount
    word = replace(line, unit_amount=amount, amount=amount, certainty="told")
    return replace(word, reference=said.reference), None


def _free(rule: FeeRule, line: FeeLine, _here: Setting) -> Priced:
    certainty: Certainty = "composed" if rule.basis.startswith("composed") else "free"
    return replace(line, unit_amount=0, amount=0, certainty=certainty, source=rule.basis), None


def _no_rule(_rule: FeeRule, line: FeeLine, here: Setting) -> Priced:
    return line, _unknown(line, here)


def _percent(_rule: FeeRule, line: FeeLine, _here: Setting) -> Priced:
    """Known only when the lines it is part of are: `fee_parts.with_percents`."""
    return line, None


def _unknown(line: FeeLine, here: Setting) -> Refusal:
    """No amount for that year: the agency and the regulator must set it.

    Of a retired title the successor is named: the service card must ask for that one.
    """
    tariff = here.catalogue.tariffs.get(line.title)
    facts = {
        "title": line.title,
        "year": persian_digits(here.on[:4]),
        "agency": line.payee_name,
        "regulator": here.catalogue.agency_name("regulator"),
    }
    if tariff and tariff.successor and tariff.retired_in(int(here.on[:4])):
        return RegulatorCanFix("fee-retired", successor=tariff.successor, **facts)
    return RegulatorCanFix("fee-unknown", **facts)


WAYS: dict[str, Way] = {
    "tariff": _from_tariff,
    "percent": _percent,
    "payment_id": _from_payment_id,
    "told_by_agency": _told,
    "free": _free,
    "unknown": _no_rule,
}
