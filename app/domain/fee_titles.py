"""Tariff titles by themselves: what one costs on a day, and which tables are about to end."""

from app.domain.catalogue import Catalogue, Form, Service
from app.domain.errors import OperatorCanFix
from app.domain.fee_amounts import WAYS, Priced, Setting
from app.domain.fee_values import Fee, FeeLine
from app.domain.jalali import JalaliDate, days_after, month_length, parse, show
from app.domain.tariffs import FeeRule, Tariff, extendable, table_in_force
from app.domain.text import tidy

WARN_DAYS = 14
NO_FORM = Form("", 0, {"properties": {}}, {}, (), ())


def price_title(
    catalogue: Catalogue, title: str, *, on: JalaliDate, variant: str = "", province: str = ""
) -> Fee:
    """What a tariff title costs that day, by the same table and row a fee line would get.

    Its refusal says who must act, or which variants there are; only a title nobody knows raises.
    """
    tariff = catalogue.tariffs.get(tidy(title))
    if tariff is None:
        raise OperatorCanFix("tariff-unknown", title=title)
    rule = FeeRule(0, tariff.title, "", "tariff", variant=tidy(variant))
    here = Setting({}, frozenset(), show(on), catalogue, NO_FORM, "", province, {})
    line, refusal = _by_table(catalogue, tariff, rule, here)
    return Fee((line,), line.amount or 0, refusal=refusal)


def _by_table(catalogue: Catalogue, tariff: Tariff, rule: FeeRule, here: Setting) -> Priced:
    """A variant the table does not have is the asker's slip; a missing table is the regulator's."""
    rules, decisions = catalogue.rules, catalogue.decisions
    table = table_in_force(tariff, here.on, rules=rules, decisions=decisions)
    row = table.row(rule.variant, here.province) if table else None
    payee = row.payee if row else tariff.agency
    blank = FeeLine(
        index=0,
        title=tariff.title,
        variant=rule.variant,
        payee=payee,
        payee_name=catalogue.agency_name(payee),
        count=1,
        unit_amount=None,
        amount=None,
        amount_from="tariff",
        per=tariff.per,
    )
    line, refusal = WAYS["tariff"](rule, blank, here)
    if table and rule.variant not in table.rows and row is None:
        variants = "، ".join(sorted(table.rows))
        refusal = OperatorCanFix("tariff-variant", title=tariff.title, variants=variants)
    return line, refusal


def ends_soon(catalogue: Catalogue, service: Service, on: JalaliDate) -> JalaliDate | None:
    """The last day of a table this service needs, when it is at most 14 days away.

    None while there is time, and when each table already has a next one: that of the new year, or
    the regulator's extension to it.
    """
    end = type(on)(on.year, 12, month_length(on.year, 12))
    if days_after(on, WARN_DAYS) < end:
        return None
    wanting = any(_wants_table(catalogue, rule, on) for rule in service.fees)
    return end if wanting else None


def _wants_table(catalogue: Catalogue, rule: FeeRule, on: JalaliDate) -> bool:
    """Whether a line that can be priced today could not be on the first day of the new year."""
    year = on.year + 1
    tariff = catalogue.tariffs.get(rule.title)
    if tariff is None or not (rule.valid_in(on.year) and rule.valid_in(year)):
        return False
    rules, decisions = catalogue.rules, catalogue.decisions
    now = table_in_force(tariff, show(on), rules=rules, decisions=decisions)
    return now is not None and not _priced_from(catalogue, tariff, year)


def _priced_from(catalogue: Catalogue, tariff: Tariff, year: int) -> bool:
    """Whether the first day of that year already has a table: its own, or an extended one."""
    if year in tariff.tables:
        return True
    first = show(parse(f"{year}/01/01"))
    decided = any(decision.covers(tariff.title, first) for decision in catalogue.decisions)
    return decided and extendable(tariff, catalogue.rules, year) is not None
