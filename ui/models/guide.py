"""The guide of a service (F1): steps, papers, time, and its card of eleven legal fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.catalogue import Catalogue, FeeRule, LegalField, Service
from app.domain.text import persian_digits
from ui import words
from ui.models.choosing import agency_of

IDENTITY = {
    "1": "اظهار خود شخص و تلفن همراه",
    "2": "شماره ملی و تاریخ تولد تطبیق‌شده و تلفن همراه به نام خود",
    "3": "سطح ۲ و دیدن اصل کارت یا شناسنامه",
    "4": "سطح ۳ و زیست‌سنجی",
    "legal": "شناسه ملی، نام ثبت‌شده و هویت نماینده",
}


@dataclass(frozen=True, slots=True)
class CardLine:
    """One legal field: its title, what is declared, and how sure that is."""

    title: str
    value: str
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything F1 shows."""

    title: str
    under: str
    time: str
    provisional: bool
    steps: tuple[str, ...]
    papers: tuple[str, ...]
    fees: tuple[str, ...]
    card: tuple[CardLine, ...]
    note: str


def guide_of(catalogue: Catalogue, service: Service) -> Guide:
    """The guide of one service."""
    codes = [f"کد {persian_digits(service.number)}"]
    codes += [f"شناسه خدمت {words.grouped(service.service_id)}"] if service.service_id else []
    return Guide(
        title=service.title,
        under=" · ".join([agency_of(catalogue, service), *codes]),
        time=words.response_time(service.response),
        provisional=service.response.provisional,
        steps=service.steps,
        papers=tuple(paper.title for paper in service.documents),
        fees=tuple(_fee(catalogue, rule) for rule in service.fees),
        card=tuple(_line(field) for field in service.card),
        note=service.note or service.conflict,
    )


def _fee(catalogue: Catalogue, rule: FeeRule) -> str:
    payee = catalogue.agency_name(rule.payee) if rule.payee else ""
    later = words.CHARGED.get(rule.charged_at, "")
    parts = (rule.title or rule.label, payee, rule.per and f"برای هر {rule.per}", later)
    return " · ".join(part for part in parts if part)


def _line(field: LegalField) -> CardLine:
    status, tone = words.FIELD_STATUS[field.status]
    value = _identity(field.value) if field.key == "identity" else _value(field.value)
    return CardLine(field.title, persian_digits(value), status, tone)


def _value(value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, Mapping):
        return _in_person(value)
    if isinstance(value, tuple | list):
        return "؛ ".join(str(one) for one in value) or "—"
    return str(value)


def _identity(value: object) -> str:
    level = value.get("level") if isinstance(value, Mapping) else None
    return IDENTITY.get(str(level), _value(None))


def _in_person(value: Mapping[str, object]) -> str:
    needed = "لازم است" if value.get("required") else "لازم نیست"
    visits = f"{value['visits']} بار" if value.get("visits") else ""
    return " · ".join(str(part) for part in (needed, visits, value.get("reason") or "") if part)
