"""What a request costs: every line with its payee, the tariff it rests on and how sure that is."""

from collections.abc import Sequence

from app.domain.catalogue import Catalogue, Service
from app.domain.conditions import predicate
from app.domain.errors import Refusal
from app.domain.fee_amounts import WAYS, Setting
from app.domain.fee_values import Certainty, Fee, FeeLine, Told
from app.domain.forms import Filled
from app.domain.tariffs import FeeRule

__all__ = ["Certainty", "Fee", "FeeLine", "Told", "price"]


def price(
    service: Service,
    filled: Filled,
    *,
    catalogue: Catalogue,
    office_kind: str,
    province: str,
    told: Sequence[Told] = (),
) -> Fee:
    """The fee on `filled.on` at an office of that kind (`counter_office`, `police10_office`).

    Amounts come from the table of that very year, or from the newest earlier one the regulator
    extended to it; VAT is never added. Works on half-filled forms too: what is still unanswered
    makes a refusal the operator can fix. An office's own fee that is not published is dropped.
    """
    form = catalogue.forms.get((filled.form, filled.version), service.form)
    entered = {one.line: one for one in told}
    here = Setting(filled.values, filled.on, catalogue, form, office_kind, province, entered)
    lines, refusals, notices = [], [], []
    for rule in service.fees:
        if not _applies(rule, here):
            continue
        line, refusal = _priced(rule, here)
        if refusal and refusal.owner == "regulator" and _is_office(rule.payee, here):
            notices.append("office-fee-undeclared")
        elif line.count:
            lines.append(line)
            refusals += [refusal] if refusal else []
    return Fee(
        lines=tuple(lines),
        total=sum(line.amount or 0 for line in lines if line.charged_at == "registration"),
        notices=tuple(dict.fromkeys(notices)),
        refusal=min(refusals, key=_urgency, default=None),
        told_missing=tuple(line.index for line in lines if _awaits_word(line)),
    )


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


def _priced(rule: FeeRule, here: Setting) -> tuple[FeeLine, Refusal | None]:
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
