"""Rows of the read table as the auditor gets them: pages by the log's places, and counts."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from app.domain.audit import COUNTED, PAGE, Count, Filter, Page, Row
from app.domain.moments import to_wire
from regulator.auditing import asking
from regulator.auditing.sight import Sight, Where
from regulator.rows import fetch_anew

_COLUMNS = (
    "n", "leaf", "dev", "ep", "seq", "office", "desk", "operator", "type", "at", "arrived", "tid",
    "service", "amount", "verdict", "reason",
)  # fmt: skip
_TOLD = ", ".join(f"l.{name}" for name in _COLUMNS)
# Findings are counted for the rows of the page only.
_ABOUT = "(SELECT COUNT(*) FROM oversight_finding f WHERE f.leaf = l.leaf)"


def page(
    asked: Filter, sight: Sight, *, after: int | None, before: int | None, limit: int = PAGE
) -> Page:
    """The rows next to a place, the newest first; without one, the newest there are."""
    where = asking.where(asked, sight)
    if after is not None:
        where.add("l.n < %s", after)
    if before is not None:
        where.add("l.n > %s", before)
    newer = before is not None and after is None
    found = rows(where, sight, limit=limit + 1, order="ASC" if newer else "DESC")
    more, told = len(found) > limit, found[:limit]
    if newer:
        told.reverse()
    return Page(
        rows=tuple(told),
        first=told[0].n if told else None,
        last=told[-1].n if told else None,
        more_before=more if newer else after is not None,
        more_after=True if newer else more,
    )


def rows(where: Where, sight: Sight, *, limit: int, order: str = "DESC") -> list[Row]:
    """Rows of `l` under those conditions, by place."""
    statement = f"SELECT l.* FROM auditing_line l WHERE {where} ORDER BY l.n {order} LIMIT %s"  # noqa: S608
    about = _ABOUT if "findings" in sight.rights else "0"
    told = f"SELECT {_TOLD}, {about} FROM ({statement}) l ORDER BY l.n {order}"  # noqa: S608
    return [_row(one) for one in fetch_anew(told, *where.values, limit)]


def count(asked: Filter, sight: Sight) -> Count:
    """How many there are; counting stops at COUNTED."""
    where = asking.where(asked, sight)
    some = f"SELECT 1 FROM auditing_line l WHERE {where} LIMIT %s"  # noqa: S608
    [(found,)] = fetch_anew(f"SELECT COUNT(*) FROM ({some}) s", *where.values, COUNTED)  # noqa: S608
    return Count(found, found >= COUNTED)


def one(sight: Sight, condition: str, *values: Any) -> Row | None:
    """The first row under a condition of ours on `l`, if it is seen at all."""
    found = some(sight, condition, *values, limit=1)
    return found[0] if found else None


def some(sight: Sight, condition: str, *values: Any, limit: int = PAGE) -> list[Row]:
    """The rows under a condition of ours on `l` that are seen, the oldest first."""
    where = Where()
    sight.cut(where)
    where.add(condition, *values)
    return rows(where, sight, limit=limit, order="ASC")


def by_leaf(sight: Sight, leaves: Iterable[str]) -> list[Row]:
    """Those of these entries that are seen."""
    wanted = list(leaves)
    return some(sight, "l.leaf = ANY(%s)", wanted, limit=len(wanted) + 1)


def moment(milliseconds: int | None) -> str:
    """In wire form; empty for none."""
    if milliseconds is None:
        return ""
    whole, rest = divmod(milliseconds, 1000)
    return to_wire(datetime.fromtimestamp(whole, UTC).replace(microsecond=rest * 1000))


def _row(told: tuple[Any, ...]) -> Row:
    *values, findings = told
    known = dict(zip(_COLUMNS, values, strict=True))
    known["at"], known["arrived"] = moment(known["at"]), moment(known["arrived"])
    return Row(**known, findings=findings)
