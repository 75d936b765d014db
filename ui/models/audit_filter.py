"""The filter bar over the entries: what is typed, what is wrong with it, and the filter it means.

Dates are typed in Jalali and sent as days of the common calendar; nothing that is wrong is sent.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Self

from app.domain import tracking
from app.domain.audit import Facets, Filter
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.jalali import parse, show, tehran_date
from app.domain.money import parse_rials, rials
from app.domain.text import isolate, latin_digits, persian_digits, tidy
from ui import words
from ui.models.audit_map import province
from ui.models.audit_words import VERDICTS, rule, service_name
from ui.models.entries import entry_name

LABELS: Mapping[str, str] = {
    "text": "جست‌وجو",
    "tid": "شناسه پیگیری",
    "offices": "کد دفترها",
    "province": "استان",
    "desk": "باجه",
    "operator": "متصدی",
    "service": "خدمت",
    "kind": "گونه رویداد",
    "since": "از روز",
    "until": "تا روز",
    "amount_from": "مبلغ از",
    "amount_to": "مبلغ تا",
    "rule": "یافته",
    "verdict": "سرنوشت",
}
MOST_OFFICES, MOST_TEXT = 200, 64
_OFFICE = re.compile(r"[0-9]{5}", re.ASCII)
_OPERATOR = re.compile(r"[0-9]{1,12}", re.ASCII)
_DEV = re.compile(r"[0-9a-f]{16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FilterForm:
    """Every box as typed or chosen; "" filters nothing. `dev` comes from a chain, never typed."""

    text: str = ""
    tid: str = ""
    offices: str = ""
    province: str = ""
    desk: str = ""
    operator: str = ""
    service: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    amount_from: str = ""
    amount_to: str = ""
    rule: str = ""
    verdict: str = ""
    dev: str = ""

    def put(self, **typed: str) -> Self:
        """Other words in some boxes."""
        return replace(self, **typed)

    @property
    def troubles(self) -> Mapping[str, Refusal]:
        """What is wrong, by the box it stands in."""
        return _read(self)[1]

    @property
    def filter(self) -> Filter:
        """What the boxes mean; those that are wrong are left out."""
        return _read(self)[0]

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == FilterForm()

    def said(self, facets: Facets) -> tuple[str, ...]:
        """What is filtered by, in short words."""
        return tuple(_said(self, facets))


def form_of(wanted: Filter) -> FilterForm:
    """The boxes that mean a filter; a list that no box can hold keeps its first."""
    return FilterForm(
        text=wanted.text,
        tid=wanted.tid,
        offices=" ".join(wanted.offices),
        province=_first(wanted.provinces),
        desk=str(wanted.desk or ""),
        operator=wanted.operator,
        service=str(_first(wanted.services)),
        kind=_first(wanted.types),
        since=_jalali(wanted.since),
        until=_jalali(wanted.until),
        amount_from="" if wanted.amount_from is None else rials(wanted.amount_from),
        amount_to="" if wanted.amount_to is None else rials(wanted.amount_to),
        rule=_first(wanted.rules),
        verdict=_first(wanted.verdicts),
        dev=wanted.dev,
    )


def iso_day(typed: str) -> str:
    """A typed Jalali date as `YYYY-MM-DD` of the common calendar; "" stays empty."""
    return parse(typed).togregorian().isoformat() if typed.strip() else ""


def _read(form: FilterForm) -> tuple[Filter, dict[str, Refusal]]:
    found: dict[str, Any] = {}
    wrong: dict[str, Refusal] = {}
    for box, (name, read) in _READERS.items():
        typed = getattr(form, box)
        if not typed.strip():
            continue
        try:
            found[name] = read(typed)
        except Refusal as refusal:
            wrong[box] = refusal
    wrong |= _crossed(found)
    known = {one.name for one in fields(Filter)}
    return Filter(**{name: one for name, one in found.items() if name in known}), wrong


def _crossed(found: Mapping[str, Any]) -> dict[str, Refusal]:
    """Bounds in the wrong order."""
    wrong: dict[str, Refusal] = {}
    since, until = found.get("since"), found.get("until")
    if since and until and since > until:
        wrong["until"] = OperatorCanFix("audit-days-crossed")
    low, high = found.get("amount_from"), found.get("amount_to")
    if low is not None and high is not None and low > high:
        wrong["amount_to"] = OperatorCanFix("audit-amounts-crossed")
    return wrong


def _offices(typed: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(re.split(r"[\s,،؛;]+", latin_digits(typed).strip(" ,،؛;\t\n"))))
    if not codes or len(codes) > MOST_OFFICES or not all(map(_OFFICE.fullmatch, codes)):
        raise OperatorCanFix("audit-office-codes", most=MOST_OFFICES)
    return codes


def _desk(typed: str) -> int:
    digits = latin_digits(typed).strip()
    if not re.fullmatch(r"[0-9]{1,2}", digits, re.ASCII) or int(digits) == 0:
        raise OperatorCanFix("audit-desk-number")
    return int(digits)


def _operator(typed: str) -> str:
    digits = latin_digits(typed).strip()
    if not _OPERATOR.fullmatch(digits):
        raise OperatorCanFix("audit-operator-number")
    return digits


def _text(typed: str) -> str:
    clean = "".join(tidy(typed).encode("utf-8", "ignore").decode().splitlines())
    if not clean or len(clean) > MOST_TEXT:
        raise OperatorCanFix("audit-text-long", most=MOST_TEXT)
    return latin_digits(clean)


def _service(typed: str) -> tuple[int, ...]:
    return (int(typed),) if typed.isascii() and typed.isdigit() else ()


def _dev(typed: str) -> str:
    return typed if _DEV.fullmatch(typed) else ""


def _one(typed: str) -> tuple[str, ...]:
    return (typed,)


_READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "text": ("text", _text),
    "tid": ("tid", tracking.check),
    "offices": ("offices", _offices),
    "province": ("provinces", _one),
    "desk": ("desk", _desk),
    "operator": ("operator", _operator),
    "service": ("services", _service),
    "kind": ("types", _one),
    "since": ("since", iso_day),
    "until": ("until", iso_day),
    "amount_from": ("amount_from", parse_rials),
    "amount_to": ("amount_to", parse_rials),
    "rule": ("rules", _one),
    "verdict": ("verdicts", _one),
    "dev": ("dev", _dev),
}


def _said(form: FilterForm, facets: Facets) -> Iterator[str]:
    shown: Mapping[str, Callable[[str], str]] = {
        "kind": entry_name,
        "rule": rule,
        "verdict": lambda code: VERDICTS.get(code, (code, ""))[0],
        "service": lambda number: service_name(facets, int(number)),
        "tid": words.grouped,
        "province": province,
    }
    for box, label in LABELS.items():
        if typed := getattr(form, box).strip():
            yield f"{label}: {shown[box](typed) if box in shown else _code(typed)}"
    if form.dev:
        yield f"کلید {isolate(form.dev)}"


def _code(typed: str) -> str:
    return isolate(persian_digits(typed))


def _first(some: tuple[Any, ...]) -> Any:
    return some[0] if some else ""


def _jalali(day: str) -> str:
    try:
        noon = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)
    except ValueError:
        return ""
    return show(tehran_date(noon))
