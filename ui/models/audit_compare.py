"""Two desks, offices or periods side by side: what is typed for each, and the figures in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.audit import Compared, Filter
from app.domain.errors import Refusal
from ui.models.audit_filter import FilterForm
from ui.models.audit_words import grouped, rule

LABELS: Mapping[str, str] = {
    "since": "از روز",
    "until": "تا روز",
    "offices": "کد دفترها",
    "desk": "باجه",
    "operator": "متصدی",
}
HEADS = ("شاخص", "الف", "ب", "اختلاف")
FIGURES: Mapping[str, str] = {
    "entries": "رویداد",
    "requests": "درخواست",
    "receipts": "رسید",
    "fees": "هزینه (ریال)",
    "voids": "ابطال",
    "refunds": "بازگشت وجه",
    "reprints": "چاپ مجدد",
    "manual_slips": "فیش دستی (در هزار)",
    "mean_minutes": "میانگین دقیقه هر درخواست",
    "offline_hours": "ساعت آفلاین",
}
UNTOLD = "—"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as typed."""

    since: str = ""
    until: str = ""
    offices: str = ""
    desk: str = ""
    operator: str = ""

    @property
    def _form(self) -> FilterForm:
        return FilterForm(
            since=self.since,
            until=self.until,
            offices=self.offices,
            desk=self.desk,
            operator=self.operator,
        )

    @property
    def troubles(self) -> Mapping[str, Refusal]:
        """What is wrong, by its box."""
        return self._form.troubles

    @property
    def filter(self) -> Filter:
        """What it means."""
        return self._form.filter


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: its words, both values, and how long their bars are (0 to 1)."""

    title: str
    a: str
    b: str
    difference: str
    bars: tuple[float, float]

    @property
    def said(self) -> str:
        """All of it, for the ear."""
        return f"{self.title}: الف {self.a}، ب {self.b}، اختلاف {self.difference}"


def figures(rows: tuple[Compared, ...]) -> tuple[Figure, ...]:
    """Every figure in words."""
    return tuple(_figure(one) for one in rows)


def _figure(one: Compared) -> Figure:
    most = max(one.a or 0, one.b or 0)
    bars = tuple((value or 0) / most if most else 0.0 for value in (one.a, one.b))
    return Figure(_title(one), _told(one.a), _told(one.b), _difference(one), (bars[0], bars[1]))


def _title(one: Compared) -> str:
    if one.figure.startswith("finding:"):
        return f"یافته: {rule(one.figure.partition(':')[2])}"
    return one.title or FIGURES.get(one.figure, one.figure)


def _told(value: int | None) -> str:
    return UNTOLD if value is None else grouped(value)


def _difference(one: Compared) -> str:
    if one.a is None or one.b is None:
        return UNTOLD
    by = one.b - one.a
    sign = "+" if by > 0 else "−" if by < 0 else ""
    share = f" ({sign}{grouped(abs(by) * 100 // one.a)}٪)" if one.a and by else ""
    return f"\u2066{sign}{grouped(abs(by))}{share}\u2069"
