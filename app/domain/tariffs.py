"""Tariff tables by title and year, the rules that read them, and the decisions that extend them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.percent import Rounding, rate_from, rounding_from

Condition = Mapping[str, Any]
AmountFrom = Literal[
    "tariff", "percent", "payment_id", "told_by_agency", "free", "unknown", "difference"
]
ChargedAt = Literal["registration", "delivery", "billed_later"]
_SAME = (
    *("amount_from", "payee", "condition", "variant", "times", "per"),
    *("amount_field", "basis", "charged_at", "note", "conflict"),
)


@dataclass(frozen=True, slots=True)
class PercentOf:
    """So many hundredths of a percent of the lines with these titles (none named: all before it).

    It is taken of what these lines really cost, exemptions already off.
    """

    rate: int
    titles: frozenset[str]
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One fee line of a service, before any answer is known.

    `title` is a tariff title ("" where the line has only a `label`). The variant is fixed, or
    looked up by an answer (`variant_map`: field, {code: variant}), or by the days since a date
    (`variant_by`: field, [(up to days or None, variant)]). `times` names the field that
    multiplies it; `valid` are the first and last Jalali year, None is open.
    """

    index: int
    title: str
    label: str
    amount_from: AmountFrom
    payee: str = ""
    condition: Condition | None = None
    valid: tuple[int | None, int | None] = (None, None)
    variant: str = ""
    variant_map: tuple[str, Mapping[str, str]] | None = None
    variant_by: tuple[str, tuple[tuple[int | None, str], ...]] | None = None
    payee_by: tuple[str, Mapping[str, str]] | None = None
    times: str = ""
    per: str = ""
    amount_field: str = ""
    percent_of: PercentOf | None = None
    basis: str = ""
    charged_at: ChargedAt = "registration"
    note: str = ""
    conflict: str = ""

    def valid_in(self, year: int) -> bool:
        """Whether the line exists in that Jalali year."""
        first, last = self.valid
        return (first is None or first <= year) and (last is None or year <= last)

    def variants(self) -> frozenset[str]:
        """Every variant this line can ask of its table."""
        if self.variant_map:
            return frozenset(self.variant_map[1].values())
        if self.variant_by:
            return frozenset(variant for _, variant in self.variant_by[1])
        return frozenset((self.variant,))


@dataclass(frozen=True, slots=True)
class Row:
    """One amount of a table, whole rial. `province` set: only for offices of that province."""

    variant: str
    amount: int
    payee: str
    certainty: str
    source: str
    account: str = ""
    deposit_id: str = ""
    pos_code: str = ""
    province: str = ""
    conflict: str = ""
    note: str = ""


Table = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Tariff:
    """All dated tables of one title, by Jalali year. Rows without a year are not in it.

    `version` is the item's: which publication of the title these tables are.
    """

    title: str
    number: int
    agency: str
    tables: Mapping[int, Table]
    per: str = ""
    retired_after: int | None = None
    successor: str = ""
    vat: str = ""
    note: str = ""
    version: int = 0

    def newest_before(self, year: int) -> int | None:
        """The year of the newest table older than that year."""
        return max((known for known in self.tables if known < year), default=None)

    def retired_in(self, year: int) -> bool:
        """Whether the title had ended before that year."""
        return self.retired_after is not None and year > self.retired_after


@dataclass(frozen=True, slots=True)
class Decision:
    """The regulator's dated word that the newest complete table of each title counts on."""

    key: str
    date: str
    by: str
    text: str
    to_year: int
    titles: frozenset[str]
    certainty: str = ""

    def covers(self, title: str, date_sh: str) -> bool:
        """Whether it extends that title on that date: after its own year, up to its last one."""
        year, own = int(date_sh[:4]), int(self.date[:4])
        in_years = year == self.to_year or own < year < self.to_year
        return in_years and self.date <= date_sh and title in self.titles


@dataclass(frozen=True, slots=True)
class TableInForce:
    """The one table that prices a title in a year, and whether it is an older, extended one."""

    rows: Table
    year: int
    extended: bool

    def row(self, variant: str, province: str) -> Row | None:
        """The variant's row, or the only row of an undivided table; none in other provinces."""
        row = self.rows.get(variant) or (self.rows[""] if undivided(self.rows) else None)
        return row if row and row.province in ("", province) else None


def undivided(table: Table) -> bool:
    """One single row with an empty variant: it stands for every variant."""
    return len(table) == 1 and "" in table


def selectable(rules: Iterable[FeeRule], title: str, year: int) -> frozenset[str]:
    """Every variant of a title that some fee line valid in that year can ask for."""
    asked = (r.variants() for r in rules if r.title == title and r.valid_in(year))
    return frozenset().union(*asked)


def complete(table: Table, asked: frozenset[str]) -> bool:
    """Whether the table answers everything that can be asked of it."""
    return undivided(table) or asked <= set(table)


def extendable(tariff: Tariff, rules: Iterable[FeeRule], year: int) -> int | None:
    """The year of the table that may be carried into `year`, or None.

    Only the newest earlier table of a title that has none for that year and is not retired, and
    only when it is complete: variants of two years are never put side by side.
    """
    newest = tariff.newest_before(year)
    if newest is None or year in tariff.tables or tariff.retired_in(year):
        return None
    whole = complete(tariff.tables[newest], selectable(rules, tariff.title, year))
    return newest if whole else None


def complete_titles(
    rules: Sequence[FeeRule], tariffs: Mapping[str, Tariff], year: int
) -> list[str]:
    """The titles the regulator may extend to that year, sorted; `rules` are all services'."""
    return sorted(title for title, one in tariffs.items() if extendable(one, rules, year))


def table_in_force(
    tariff: Tariff, date_sh: str, *, rules: Iterable[FeeRule], decisions: Iterable[Decision]
) -> TableInForce | None:
    """The table of that date's year; else the one a decision extends to it; else none."""
    year = int(date_sh[:4])
    if year in tariff.tables:
        return TableInForce(tariff.tables[year], year, extended=False)
    if not any(decision.covers(tariff.title, date_sh) for decision in decisions):
        return None
    older = extendable(tariff, rules, year)
    return TableInForce(tariff.tables[older], older, extended=True) if older else None


def tariff_from_item(item: Mapping[str, Any]) -> Tariff:
    """An item of kind `tariff`: {title, number, agency, tables: {year: [row]}, …}."""
    tables = {
        int(year): {row["variant"]: Row(**row) for row in rows}
        for year, rows in item["tables"].items()
    }
    plain = {
        key: item[key]
        for key in ("per", "retired_after", "successor", "vat", "note", "version")
        if key in item
    }
    return Tariff(item["title"], item["number"], item["agency"], tables, **plain)


def decision_from_item(item: Mapping[str, Any]) -> Decision:
    """An item of kind `decision`: {date, by, text, to_year_sh, titles}."""
    said = (item["key"], item["date"], item["by"], item["text"])
    return Decision(*said, item["to_year_sh"], frozenset(item["titles"]), item.get("certainty", ""))


def rule_from_item(index: int, item: Mapping[str, Any]) -> FeeRule:
    """One entry of a service item's `fees`."""
    valid = item.get("valid", {})
    by, mapped, payee = item.get("variant_by"), item.get("variant_map"), item.get("payee_by")
    same = {key: item[key] for key in _SAME if key in item}
    return FeeRule(
        index=index,
        title=item.get("title", ""),
        label=item.get("label", ""),
        valid=(valid.get("from_sh"), valid.get("to_sh")),
        variant_map=(mapped["field"], mapped["map"]) if mapped else None,
        variant_by=(by["days_since"], _brackets(by["brackets"])) if by else None,
        payee_by=(payee["field"], payee["map"]) if payee else None,
        percent_of=_percent_of(item["percent_of"]) if "percent_of" in item else None,
        **same,
    )


def _percent_of(item: Mapping[str, Any]) -> PercentOf:
    """`{"percent": "10", "lines": [titles], "round": {"direction": "down", "to": 1000}}`."""
    titles = frozenset(item.get("lines", ()))
    return PercentOf(rate_from(item["percent"]), titles, rounding_from(item.get("round")))


def _brackets(found: Iterable[Mapping[str, Any]]) -> tuple[tuple[int | None, str], ...]:
    return tuple((bracket["up_to_days"], bracket["variant"]) for bracket in found)
