"""The page of an evidence package in words (printing.evidence draws it)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.domain import evidence
from app.domain.evidence import Counts, Found, Keys
from app.domain.evidence_write import Told
from app.domain.jalali import show, tehran_date
from app.domain.moments import from_wire
from app.domain.report_papers import EvidenceReport
from regulator.words import word

ISSUER = "سازمان تنظیم مقررات و ارتباطات رادیویی"
_BODIES = {
    "none": "نیامده است",
    "masked": "پوشیده، بی داده‌های شخصی",
    "clear": "آشکار، با داده‌های شخصی",
}
_MASKED = (
    "محتوای پوشیده را سازمان پوشانده و مهر کرده است؛ آن را تنها در بسته آشکار می‌توان با امضای "
    "باجه سنجید."
)
_CLEAR = "این بسته داده‌های شخصی دارد؛ تنها کسی که حق خواندنش را دارد آن را باز کند."


def page(findings: Sequence[Found]) -> Callable[[Told], bytes]:
    """Draws the page once the entries were counted."""

    def draw(told: Told) -> bytes:
        from printing import evidence_report_pdf

        return evidence_report_pdf(_report(told, findings))

    return draw


def _report(told: Told, findings: Sequence[Found]) -> EvidenceReport:
    order = told.order
    types = Counter({word("events", kind): many for kind, many in told.types.items() if kind})
    rules = Counter(word("findings", one.rule) for one in findings)
    notes = {"masked": (_MASKED,), "clear": (_CLEAR,)}.get(order.bodies, ())
    return EvidenceReport(
        issuer=ISSUER,
        title=order.title,
        reason=order.reason,
        at=from_wire(order.at),
        by=f"{order.by.name}، شماره {order.by.number}",
        asked=(*_asked(order.filter), ("محتواها", _BODIES[order.bodies])),
        counts=_counts(told.counts),
        types=tuple(types.most_common()),
        findings=tuple(rules.most_common()),
        head=(
            ("نام سیاهه", str(told.head["origin"])),
            ("اندازه", str(told.head["size"])),
            ("ریشه", str(told.head["root"])),
        ),
        keys=_keys(told.keys),
        notes=notes,
    )


def _asked(told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The filter in words, what filters nothing left out."""
    said = ((word("filter", name), _value(name, value)) for name, value in told.items())
    return tuple((name, words) for name, words in said if words)


def _value(name: str, value: object) -> str:
    if name == "leaves" and isinstance(value, list | tuple):
        return f"{len(value)} رویداد برگزیده" if value else ""
    if name in ("since", "until") and isinstance(value, str) and value:
        return show(tehran_date(datetime.fromisoformat(f"{value}T12:00:00+00:00")))
    if isinstance(value, list | tuple):
        section = {"types": "events", "rules": "findings"}.get(name, "")
        return "، ".join(word(section, one) for one in value)
    return "" if value in (None, "") else str(value)


def _counts(counts: Counts) -> tuple[tuple[str, int], ...]:
    rows = (
        ("رویداد", counts.entries),
        ("رویداد قرنطینه‌شده", counts.quarantined),
        ("محتوا", counts.bodies),
        ("محتوای پاک‌شده", counts.erased),
        ("گواهی باجه", counts.certificates),
        ("یافته نظارتی", counts.findings),
    )
    return tuple(row for row in rows if row[1])


def _keys(keys: Keys) -> tuple[tuple[str, str], ...]:
    return (
        ("کلید گواهی باجه‌ها (device-ca)", keys.authority["kid"]),
        ("کلید مهر بسته", evidence.key_in(keys).kid),
        ("کلید سیاهه", keys.log),
    )
