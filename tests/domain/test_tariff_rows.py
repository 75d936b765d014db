"""Every row of the imported table comes out again: by its title, and by each bound service."""

import itertools

import pytest

import resources
from app.domain.catalogue import catalogue_from_items
from app.domain.conditions import predicate
from app.domain.fees import price, price_title
from app.domain.forms import evaluate
from app.domain.jalali import days_after, parse, show

CATALOGUE = catalogue_from_items(
    [item for item in resources.catalogue_items() if item["kind"] != "decision"]
)
ROWS = [
    (tariff, year, row)
    for tariff in CATALOGUE.tariffs.values()
    for year, table in tariff.tables.items()
    for row in table.values()
]
BOUND = [
    (service, rule, year, row)
    for service in CATALOGUE.services.values()
    for rule in service.fees
    if rule.amount_from == "tariff"
    for year, table in CATALOGUE.tariffs[rule.title].tables.items()
    if rule.valid_in(year)
    for row in table.values()
    if row.variant in rule.variants()
]


def test_the_table_is_whole():
    assert len(ROWS) == 188
    assert len(BOUND) > 150


@pytest.mark.parametrize(
    ("tariff", "year", "row"), ROWS, ids=lambda x: str(getattr(x, "number", x))[:20]
)
def test_a_row_by_its_title(tariff, year, row):
    on = parse(f"{year}/05/01")
    fee = price_title(CATALOGUE, tariff.title, on=on, variant=row.variant, province=row.province)
    (line,) = fee.lines
    assert fee.refusal is None
    assert (line.amount, line.variant, line.year) == (row.amount, row.variant, year)
    assert (line.account, line.certainty, line.extended) == (row.account, row.certainty, False)
    assert fee.total == row.amount


@pytest.mark.parametrize(
    ("service", "rule", "year", "row"), BOUND, ids=lambda x: str(getattr(x, "key", x))[:20]
)
def test_a_row_by_each_service_bound_to_it(service, rule, year, row):
    on = parse(f"{year}/05/01")
    fits = (
        line
        for answers in asked(service, rule, row, on)
        for line in lines(service, rule, answers, on, row)
        if (line.index, line.variant, line.year) == (rule.index, row.variant, year)
    )
    line = next(fits)
    assert line.unit_amount == row.amount
    assert line.amount == row.amount * line.count


def lines(service, rule, answers, on, row):
    """What the service costs with these answers, at an office that may take this line."""
    kind = rule.payee if rule.payee.endswith("10_office") else "counter_office"
    filled = evaluate(service.form, answers, on=on)
    if rule.condition and not predicate(rule.condition)(filled.values):
        return ()
    where = {"office_kind": kind, "province": row.province}
    return price(service, filled, catalogue=CATALOGUE, **where).lines


def asked(service, rule, row, on):
    """Answers under which a line may stand: every choice and date its rule looks at."""
    fixed = {}
    if rule.variant_map:
        field, known = rule.variant_map
        fixed[field] = [code for code, variant in known.items() if variant == row.variant]
    looked_at = set(names_in(rule.condition)) | {rule.times} - {""}
    looked_at |= {rule.variant_by[0]} if rule.variant_by else set()
    names = [name for name in with_what_shows_them(service.form, looked_at) if name not in fixed]
    choices = [[(name, one) for one in candidates(service.form, name, on)] for name in names]
    choices += [[(name, one) for one in found] for name, found in fixed.items()]
    for combination in itertools.islice(itertools.product(*choices), 20_000):
        yield {name: value for name, value in combination if value is not None}


def names_in(condition):
    """The fields a condition looks at."""
    if isinstance(condition, dict):
        for key, value in condition.items():
            yield from value if key in ("properties", "required") else ()
            yield from names_in(value)
    elif isinstance(condition, list):
        for one in condition:
            yield from names_in(one)


def with_what_shows_them(form, names):
    """The same fields, what derives them, and the fields their own rules look at."""
    known = {field.name: field for field in form.fields}
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        derive = form.schema["properties"].get(name, {}).get("x-derive", {})
        if derive.get("of"):
            waiting.append(derive["of"])
        if name in known and name not in found:
            found.add(name)
            waiting += names_in(known[name].shown_when)
    return sorted(found)


def candidates(form, name, on):
    """Values that reach every bracket and every branch."""
    field = form.field(name)
    if field.choices:
        return [code for code, _ in field.choices]
    if field.kind == "boolean":
        return [True, False]
    if field.kind == "jalali-date":
        return [show(days_after(on, -days)) for days in (5, 12, 20, 60, 120, 250, 800, 4500)]
    if field.kind == "integer":
        return [2]
    if field.kind == "list":
        return [["1234567", "1234568"]]
    samples = {"postal-code": "1319994567", "text": "نمونه"}
    return [samples.get(field.kind)]
