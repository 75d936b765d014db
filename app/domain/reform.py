"""The reports of سازمان اداری و استخدامی (#103): what the law makes its business, and no more.

Transferable services and how far they are delegated (#95, #98); of each service the six indicators
of the reform of processes (#109); the mean time against its baseline and the 30 % line (#114).
"""

from dataclasses import dataclass

from app.domain.board_lines import Coverage


@dataclass(frozen=True, slots=True)
class Spread:
    """How many of the transferable services may be done in a province, and its counties."""

    province: str
    delegated: int
    counties: int
    served: int


@dataclass(frozen=True, slots=True)
class Indicators:
    """Of one service: mean `minutes` to the answer and mean `cost` in rials (None: of too few
    requests to say), and how many inquiries, documents, forms and items it asks. `baseline` in
    minutes; `reduction` of a thousand; `reached` the 30 % line, or declared standard.
    """

    number: int
    service_id: str
    title: str
    agency: str
    minutes: int | None
    cost: int | None
    inquiries: int
    documents: int
    forms: int
    items: int
    baseline: int | None
    since: str
    source: str
    reduction: int | None
    reached: bool | None


@dataclass(frozen=True, slots=True)
class ReformReport:
    """Of the days `since` to `until` (`YYYY-MM-DD`, both included)."""

    since: str
    until: str
    at: str
    coverage: Coverage
    provinces: tuple[Spread, ...]
    services: tuple[Indicators, ...]
