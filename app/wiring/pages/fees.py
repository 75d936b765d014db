"""What a service costs before anybody has answered anything: for the guide and for the wall."""

from collections.abc import Iterator

from app.domain.acts import OfficeFacts
from app.domain.catalogue import Catalogue, FeeRule, Service
from app.domain.papers import GuideFee
from app.domain.tariffs import TableInForce, table_in_force
from app.wiring.pages.room import words
from printing.form_words import when
from resources.words import WITHOUT_TARIFF, tariff_basis

_LATER = {"delivery": "later_delivery", "billed_later": "later_billed"}


def guide_fees(
    catalogue: Catalogue, service: Service, office: OfficeFacts, *, on: str
) -> tuple[GuideFee, ...]:
    """Every line that could be asked on that day (`YYYY/MM/DD`), each variant by itself.

    An amount is None where only the answers, a payment ID or the agency can tell it.
    """
    rules = (rule for rule in service.fees if _here(catalogue, rule, office, on))
    return tuple(fee for rule in rules for fee in _of_rule(catalogue, service, rule, (on, office)))


def _here(catalogue: Catalogue, rule: FeeRule, office: OfficeFacts, on: str) -> bool:
    payee = catalogue.agencies.get(rule.payee)
    others = payee is not None and payee.kind == "office_kind" and payee.key != office.kind
    return rule.valid_in(int(on[:4])) and not others


def _of_rule(
    catalogue: Catalogue, service: Service, rule: FeeRule, place: tuple[str, OfficeFacts]
) -> Iterator[GuideFee]:
    on, office = place
    title, told = rule.title or rule.label, _conditions(service, rule)
    table = _table(catalogue, rule, on)
    if table is None:
        yield GuideFee(title, 0 if rule.amount_from == "free" else None, _joined(_why(rule), told))
        return
    for variant in sorted(rule.variants()):
        row = table.row(variant, office.province)
        if row is None:
            yield GuideFee(_named(title, variant), None, told)
            continue
        basis = tariff_basis(table.year, extended=table.extended, certainty=row.certainty)
        each = words()["each"].format(per=rule.per) if rule.per and rule.times else ""
        yield GuideFee(_named(title, row.variant), row.amount, _joined(each, basis, told))


def _table(catalogue: Catalogue, rule: FeeRule, on: str) -> TableInForce | None:
    tariff = catalogue.tariffs.get(rule.title) if rule.amount_from == "tariff" else None
    if tariff is None:
        return None
    rules, decisions = catalogue.rules, catalogue.decisions
    return table_in_force(tariff, on, rules=rules, decisions=decisions)


def _why(rule: FeeRule) -> str:
    if rule.amount_from == "told_by_agency":
        return words()["told_by_agency"]
    if rule.amount_from in ("tariff", "unknown"):
        return words()["not_declared"]
    return WITHOUT_TARIFF["in_bill"] if rule.amount_from == "payment_id" else ""


def _conditions(service: Service, rule: FeeRule) -> str:
    """When it is asked, and when it is taken if not at once."""
    later = words()[_LATER[rule.charged_at]] if rule.charged_at in _LATER else ""
    return _joined(when(service.form, rule.condition), later)


def _joined(*parts: str) -> str:
    return " – ".join(part for part in parts if part)


def _named(title: str, variant: str) -> str:
    return f"{title} ({variant})" if variant else title
