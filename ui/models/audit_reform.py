"""The report of سازمان اداری و استخدامی on the board's screen: coverage, provinces, services."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.money import rials
from app.domain.reform import Indicators, ReformReport, Spread
from app.domain.text import persian_digits
from ui.models.audit_board import BoardLine, Square, TableForm, minutes, reduced
from ui.models.audit_map import province
from ui.models.audit_words import grouped, moment

TABLES: Mapping[str, TableForm] = {
    "services": TableForm(
        "شاخص‌های اصلاح فرایند هر خدمت",
        ("خدمت", "دستگاه", "زمان", "هزینه", "استعلام", "مدرک", "کاربرگ", "کاهش", "خط ۳۰٪"),
        (26, 20, 14, 11, 8, 7, 8, 8, 9),
    ),
    "provinces": TableForm(
        "گسترش در استان‌ها", ("استان", "خدمت واگذارشده", "شهرستان دارای دفتر"), (34, 30, 36)
    ),
}


@dataclass(frozen=True, slots=True)
class OpenReform:
    """That report on screen."""

    report: ReformReport

    @property
    def tables(self) -> Mapping[str, TableForm]:
        """Its tables."""
        return TABLES

    @property
    def figures(self) -> tuple[tuple[str, str, str], ...]:
        """The great figures: label, value, tone."""
        over = self.report.coverage
        told = [one.reached for one in self.report.services if one.reached is not None]
        return (
            ("خدمت واگذارشده", f"{grouped(over.delegated)} از {grouped(over.transferable)}", ""),
            ("خدمت به‌کاررفته", grouped(over.used), ""),
            ("شهرستان دارای دفتر", f"{grouped(over.served)} از {grouped(over.counties)}", ""),
            ("دفتر روستایی", grouped(over.rural), ""),
            ("خدمت بر خط ۳۰٪", f"{grouped(sum(told))} از {grouped(len(told))}", ""),
        )

    @property
    def squares(self) -> tuple[Square, ...]:
        """How many of the transferable services may be done in each province."""
        return tuple(_square(one, self.report.coverage.transferable) for one in self.provinces)

    @property
    def provinces(self) -> tuple[Spread, ...]:
        """As they were told."""
        return self.report.provinces

    @property
    def under(self) -> str:
        """When it was made."""
        return moment(self.report.at)

    def lines(self, table: str) -> tuple[BoardLine, ...]:
        """The lines of a table."""
        if table == "services":
            return tuple(map(_service, self.report.services))
        return tuple(map(_spread, self.provinces))


def _square(one: Spread, of: int) -> Square:
    share = one.delegated * 4 // of if of else 0
    words = f"{province(one.province)}: {grouped(one.delegated)} خدمت واگذارشده"
    return Square(
        one.province, province(one.province), grouped(one.delegated), max(0, 3 - share), words
    )


def _spread(one: Spread) -> BoardLine:
    served = f"{grouped(one.served)} از {grouped(one.counties)}"
    return BoardLine((province(one.province), grouped(one.delegated), served))


def _service(one: Indicators) -> BoardLine:
    said, tone = {True: ("رسیده", "good"), False: ("نرسیده", "bad"), None: ("—", "")}[one.reached]
    cells = (
        one.title or persian_digits(one.number),
        one.agency,
        minutes(one.minutes),
        "—" if one.cost is None else f"{rials(one.cost)} ریال",
        grouped(one.inquiries),
        grouped(one.documents),
        grouped(one.forms),
        reduced(one.reduction),
        said,
    )
    return BoardLine(cells, tone)
