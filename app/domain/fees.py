"""What a request costs: every line with its payee, the tariff it rests on and how sure that is."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.catalogue import Catalogue, Service
from app.domain.conditions import predicate
from app.domain.errors import Refusal
from app.domain.exemptions import Claim
from app.domain.fee_amounts import WAYS, Priced, Setting
from app.domain.fee_parts import claimed, relieved, with_percents
from app.domain.fee_titles import ends_soon, price_title
from app.domain.fee_values import Certainty, Fee, FeeLine, Told
from app.domain.forms import Filled
from app.domain.tariffs import FeeRule

__all__ = [
    "Certainty",
    "Claim",
    "Fee",
    "FeeLine",
    "Told",
    "claims_of",
    "ends_soon",
    "price",
    "price_title",
    "told_of",
]


def price(  # noqa: PLR0913 - what a price rests on, each by name
    service: Service,
    filled: Filled,
    *,
    catalogue: Catalogue,
    office_kind: str,
    province: str,
    told: Sequence[Told] = (),
    claims: Sequence[Claim] = (),
) -> Fee:
    """The fee on `filled.on` at an office of that kind (`counter_office`, `police10_office`).

    Amounts come from the table of that very year, or from the newest earlier one the regulator
    extended to it; VAT is never added. Works on half-filled forms too: what is still unanswered
    makes a refusal the operator can fix. An office's own fee that is not published is dropped.
    `claims` are the exemptions asked for; what they take off stands in the lines they lower.
    """
    here = Setting(
        values=filled.values,
        wrong=frozenset(key.split("/")[0] for key in filled.errors),
        on=filled.on,
        catalogue=catalogue,
        form=catalogue.forms.get((filled.form, filled.version), service.form),
        office_kind=office_kind,
        province=province,
        told={one.line: one for one in told},
    )
    asked = [_priced(rule, here) for rule in service.fees if _applies(rule, here)]
    kept = [one for one in asked if one[0].count and not _unpublished_office_fee(*one, here)]
    exemptions, wrong = claimed(catalogue, claims, filled.on)
    kept = relieved(kept, exemptions, service.key)
    kept = relieved(with_percents(kept, service.fees), exemptions, service.key)
    dropped = any(_unpublished_office_fee(*one, here) for one in asked)
    free = filled.complete and not kept and not dropped
    return _fee(kept, [("office-fee-undeclared", dropped), ("fee-no-line", free)], wrong)


def _fee(kept: list[Priced], notices: list[tuple[str, bool]], wrong: Refusal | None) -> Fee:
    lines = tuple(line for line, _ in kept)
    refusals = [refusal for _, refusal in kept if refusal]
    return Fee(
        lines=lines,
        total=sum(line.amount or 0 for line in lines if line.charged_at == "registration"),
        notices=tuple(code for code, holds in notices if holds),
        refusal=min(refusals, key=_urgency, default=wrong),
        told_missing=tuple(line.index for line in lines if _awaits_word(line)),
    )


def _unpublished_office_fee(line: FeeLine, refusal: Refusal | None, here: Setting) -> bool:
    """Rule 2: an office may not take what is not published; nobody is refused for it."""
    unknown = refusal is not None and refusal.owner == "regulator"
    return unknown and _is_office(line.payee, here)


def _urgency(refusal: Refusal) -> tuple[bool, bool]:
    """What nobody at the desk can fix comes first, the agency's word last."""
    return refusal.owner != "regulator", refusal.code.startswith("fee-told")


def _awaits_word(line: FeeLine) -> bool:
    told = line.amount_from == "told_by_agency" and line.charged_at != "billed_later"
    return told and line.amount is None


def _applies(rule: FeeRule, here: Setting) -> bool:
    """Rules 1 and 2: the years, the condition, and an office's own line only at its own kind."""
    if not rule.valid_in(int(here.on[:4])):
        return False
    if _is_office(rule.payee, here) and rule.payee != here.office_kind:
        return False
    return rule.condition is None or predicate(rule.condition)(here.values)


def _is_office(payee: str, here: Setting) -> bool:
    agency = here.catalogue.agencies.get(payee)
    return agency is not None and agency.kind == "office_kind"


def _priced(rule: FeeRule, here: Setting) -> Priced:
    """The line, and why its amount is not known."""
    line = _blank(rule, here)
    try:
        return WAYS[rule.amount_from](rule, line, here)
    except Refusal as pending:
        return line, pending


def _blank(rule: FeeRule, here: Setting) -> FeeLine:
    payee = rule.payee
    if rule.payee_by:
        payee = rule.payee_by[1].get(here.values.get(rule.payee_by[0], ""), "")
    return FeeLine(
        index=rule.index,
        title=rule.title or rule.label,
        variant="",
        payee=payee,
        payee_name=here.catalogue.agency_name(payee),
        count=1,
        unit_amount=None,
        amount=None,
        amount_from=rule.amount_from,
        charged_at=rule.charged_at,
        per=rule.per,
        conflict=rule.conflict,
    )


def claims_of(body: Mapping[str, Any]) -> tuple[Claim, ...]:
    """The exemptions a registration was priced with, from its body."""
    return tuple(Claim(row["key"], row["evidence"]) for row in body.get("exemptions", ()))


def told_of(body: Mapping[str, Any]) -> tuple[Told, ...]:
    """What the agencies had told for a registration, from its body."""
    keys = ("amount", "reference", "date", "paper")
    return tuple(Told(row["index"], *(row[key] for key in keys)) for row in body.get("told", ()))
