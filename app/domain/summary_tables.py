"""The tables of a summary: the one place where sums become lines, for page, paper and file.

Words come from resources; each line knows the facts behind it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.drill import Drill
from app.domain.periods import Period
from app.domain.summary import NOTHING, Dim, Sum, Summary, regrouped
from app.domain.text import persian_digits

Words = Mapping[str, Mapping[str, str]]
PAID = "payments_succeeded"
WORK = (
    "visits",
    "incomplete",
    "registered",
    "receipts",
    "corrected",
    "delivered",
    "withdrawn",
    "expired",
    "reprints",
)
MONEY = (PAID, "refunds", "refund_requests", "voided", "payments_unknown", "payments_failed")
SHARES = ("own", "vat", "agency")
SERVED, WAITED = "served", "waited"
_NO_RIALS = ("visits", "incomplete", "delivered", "withdrawn", "expired", "reprints")


@dataclass(frozen=True, slots=True)
class Names:
    """How keys are called: services and their agencies by number, people, accounts' payees."""

    services: Mapping[int, str]
    agencies: Mapping[int, str]
    people: Mapping[str, str]
    payees: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how many and how much (None: nothing to say), and what lies behind it."""

    title: str
    count: int | None
    amount: int | None
    drill: Drill | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class SumTable:
    """Lines that belong together, the largest first where they have no order of their own."""

    name: str
    title: str
    of: str
    lines: tuple[Line, ...]
    total: Line | None = None

    def shortened(self, most: int, others: str) -> "SumTable":
        """At most so many lines; the rest as one, so the total still adds up."""
        if len(self.lines) <= most:
            return self
        rest = self.lines[most - 1 :]
        title = others.format(count=persian_digits(len(rest)))
        last = Line(title, _sum(one.count for one in rest), _sum(one.amount for one in rest))
        return replace(self, lines=(*self.lines[: most - 1], last))


def tables(summary: Summary, names: Names, words: Words) -> tuple[SumTable, ...]:
    """Every table of a summary that has a line, in the order of the page."""
    made = _Tables(summary, names, words)
    found = (
        made.work(),
        made.money(),
        made.shares(),
        made.accounts("accounts", PAID),
        made.accounts("returned", "refunds"),
        made.services(),
        made.agencies(),
        made.by("operators", "operator"),
        made.by("desks", "desk"),
        made.by("hours", "hour"),
        made.trend(),
        made.channels("channels", "registered"),
        made.channels("sources", PAID),
    )
    return tuple(one for one in found if one.lines)


@dataclass(frozen=True, slots=True)
class _Tables:
    summary: Summary
    names: Names
    words: Words

    def work(self) -> SumTable:
        return self._table("work", [self._kind(kind) for kind in WORK if self._any(kind)])

    def money(self) -> SumTable:
        return self._table("money", [self._kind(kind) for kind in MONEY if self._any(kind)])

    def shares(self) -> SumTable:
        lines = [
            Line(
                self.words["lines"][share],
                self.summary.of("share", share, "collected").n,
                self.summary.share(share),
                self._drill("share", (share,), "collected", "returned"),
            )
            for share in SHARES
        ]
        return self._table("shares", lines if self._any(PAID) else [], total=True)

    def accounts(self, name: str, kind: str) -> SumTable:
        lines = [
            replace(self._line("account", key, kind, kind), code=_account(key))
            for key in self.summary.keys("account", kind)
        ]
        return self._table(name, _largest(lines), total=True)

    def services(self) -> SumTable:
        keys = self.summary.keys("service", "registered", "collected")
        lines = [self._line("service", key, "registered", "collected") for key in keys]
        return self._table("services", _largest(lines), total=True)

    def agencies(self) -> SumTable:
        services = self.summary.sums.get("service", {})
        keys = self.summary.keys("service", "registered", "collected")
        grouped = regrouped({key: services[key] for key in keys}, self._agency)
        lines = [
            Line(
                name,
                kinds.get("registered", NOTHING).n,
                kinds.get("collected", NOTHING).amount,
                self._drill(
                    "service",
                    tuple(key for key in keys if self._agency(key) == name),
                    "registered",
                    "collected",
                ),
            )
            for name, kinds in grouped.items()
        ]
        return self._table("agencies", _largest(lines), total=True)

    def by(self, name: str, dim: Dim) -> SumTable:
        keys = self.summary.keys(dim, "registered", PAID)
        lines = [self._line(dim, key, "registered", PAID) for key in _in_order(dim, keys)]
        return self._table(name, _largest(lines) if dim == "operator" else lines, total=True)

    def trend(self) -> SumTable:
        lines = [
            Line(
                _date(point.period),
                point.requests,
                point.rials,
                self._trend_drill(point.period),
            )
            for point in self.summary.trend
        ]
        return self._table("trend", lines, total=True)

    def channels(self, name: str, kind: str) -> SumTable:
        keys = self.summary.keys("channel", kind)
        lines = [self._line("channel", key, kind, kind) for key in keys]
        return self._table(name, _largest(lines), total=True)

    def _kind(self, kind: str) -> Line:
        one = self.summary.total(kind)
        amount = None if kind in _NO_RIALS else one.amount
        return Line(self.words["lines"][kind], one.n, amount, self._drill("all", (), kind))

    def _line(self, dim: Dim, key: str, counted: str, summed: str) -> Line:
        count, money = self.summary.of(dim, key, counted), self.summary.of(dim, key, summed)
        drill = self._drill(dim, (key,), *dict.fromkeys((counted, summed)))
        return Line(self._name(dim, key), count.n, money.amount, drill)

    def _table(self, name: str, lines: list[Line], *, total: bool = False) -> SumTable:
        summed = (
            Line(
                self.words["lines"]["total"],
                _sum(one.count for one in lines),
                _sum(one.amount for one in lines),
            )
            if total and len(lines) > 1
            else None
        )
        titles, heads = self.words["tables"], self.words["heads"]
        return SumTable(name, titles[name], heads[name], tuple(lines), summed)

    def _drill(self, dim: Dim, keys: tuple[str, ...], *kinds: str) -> Drill:
        title = self._name(dim, keys[0]) if keys else self.words["lines"][kinds[0]]
        return Drill(self.summary.period, kinds, dim, keys, title, self.summary.office)

    def _trend_drill(self, period: Period) -> Drill:
        office, kinds = self.summary.office, ("registered", PAID)
        return Drill(period, kinds, title=_date(period), office=office)

    def _any(self, kind: str) -> bool:
        return self.summary.total(kind) != NOTHING

    def _agency(self, service: str) -> str:
        return self.names.agencies.get(int(service), self.words["lines"]["unknown_service"])

    def _name(self, dim: Dim, key: str) -> str:
        words = self.words["lines"]
        if dim == "service":
            return self.names.services.get(int(key), words["unknown_service"])
        if dim == "operator":
            return self.names.people.get(key, key) or words["nobody"]
        if dim == "desk":
            return words["desk"].format(desk=persian_digits(key))
        if dim == "hour":
            hours = {"from": persian_digits(key), "to": persian_digits(int(key) + 1)}
            return words["hour"].format(**hours)
        if dim == "account":
            payee = key.rpartition("|")[2]
            return self.names.payees.get(payee, payee)
        return words.get(key, key)


def _account(key: str) -> str:
    """The account of a key, where one is published; a payee's name alone is no account."""
    account, _, payee = key.rpartition("|")
    return "" if account == payee else account


def _date(period: Period) -> str:
    """A day as `۱۴۰۵/۰۸/۳۰`, a month as `۱۴۰۵/۰۸`."""
    return persian_digits(period.first_sh if period.days == 1 else period.first_sh[:7])


def _largest(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda one: (-(one.amount or 0), -(one.count or 0), one.title))


def _in_order(dim: Dim, keys: Iterable[str]) -> list[str]:
    return sorted(keys, key=int) if dim in ("hour", "desk") else sorted(keys)


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def mean(one: Sum) -> tuple[int, int]:
    """Mean and most in whole minutes, rounded up: nobody waited zero minutes.

    >>> mean(Sum(2, 200, 150))
    (2, 3)
    """
    return -(-one.mean // 60), -(-one.most // 60)
