"""Two filters side by side: two desks, two periods, an office and its province."""

from collections.abc import Iterator

from app.domain.audit import Compared, Comparison, Filter
from regulator.auditing import asking
from regulator.auditing.sight import Sight
from regulator.rows import fetch_anew
from regulator.words import word

_PAID = "l.type IN ('payment.succeeded', 'payment.resolved') AND l.source <> ''"
_FIRST_RECEIPT = """
    (SELECT MIN(r.at) FROM auditing_line r WHERE r.tid = l.tid AND r.dev = l.dev
      AND r.type = 'receipt.issued' AND r.at >= l.at)"""
# By figure: what is asked of the entries of a filter.
_FIGURES = {
    "entries": "COUNT(*)",
    "requests": "COUNT(*) FILTER (WHERE l.type = 'request.registered')",
    "receipts": "COUNT(*) FILTER (WHERE l.type = 'receipt.issued')",
    "fees": "COALESCE(SUM(l.amount) FILTER (WHERE l.type = 'receipt.issued'), 0)",
    "voids": "COUNT(*) FILTER (WHERE l.type = 'request.voided')",
    "refunds": "COUNT(*) FILTER (WHERE l.type = 'payment.refunded')",
    "reprints": "COUNT(*) FILTER (WHERE l.type = 'receipt.reprinted')",
    "slips": f"1000 * COUNT(*) FILTER (WHERE {_PAID} AND l.source = 'slip')"
    f" / NULLIF(COUNT(*) FILTER (WHERE {_PAID}), 0)",
    "minutes": f"AVG({_FIRST_RECEIPT} - l.at)"
    " FILTER (WHERE l.type = 'request.registered' AND l.tid <> '') / 60000",
}
_OFFLINE = """
    SELECT COALESCE(SUM(q.waited), 0) / 3600000 FROM (
      SELECT MAX(l.arrived - l.at) AS waited FROM auditing_line l
      WHERE {} AND l.arrived - l.at > 3600000 GROUP BY l.dev, l.day) q"""
_RULES = """
    SELECT f.reason, COUNT(*) FROM oversight_finding f JOIN auditing_line l ON l.leaf = f.leaf
    WHERE {} GROUP BY f.reason"""


def compare(sight: Sight, a: Filter, b: Filter) -> Comparison:
    """Every figure of both."""
    of_a, of_b = (dict(_figures(sight, one)) for one in (a, b))
    names = [*of_a, *(name for name in of_b if name not in of_a)]
    return Comparison(tuple(_compared(name, of_a, of_b) for name in names))


def _figures(sight: Sight, asked: Filter) -> Iterator[tuple[str, int | None]]:
    where = asking.where(asked, sight)
    told = f"SELECT {', '.join(_FIGURES.values())} FROM auditing_line l WHERE {where}"  # noqa: S608
    [row] = fetch_anew(told, *where.values)
    for name, value in zip(_FIGURES, row, strict=True):
        yield name, None if value is None else int(value)
    [(hours,)] = fetch_anew(_OFFLINE.format(where), *where.values)
    yield "offline", int(hours)
    for reason, count in sorted(fetch_anew(_RULES.format(where), *where.values)):
        yield f"finding:{reason}", count


def _compared(name: str, a: dict[str, int | None], b: dict[str, int | None]) -> Compared:
    _, _, rule = name.partition(":")
    title = word("findings", rule) if rule else word("compared", name)
    missing = 0 if rule else None
    return Compared(name, title, a.get(name, missing), b.get(name, missing))
