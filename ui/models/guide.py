"""The guide of a service (F1): steps, papers, time, and its card of eleven legal fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.cards import Attributes
from app.domain.catalogue import Agency, Catalogue, FeeRule, LegalField, Service
from app.domain.jalali import parse, show
from app.domain.text import isolate, persian_digits
from resources.words import CHANNELS, ELECTRONIC, response_time
from ui import words
from ui.models.choosing import Choosing, agencies_of, agency_of

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
    where: tuple[CardLine, ...] = ()
    waiver: str = ""
    standing: tuple[str, str] = ("", "")
    why_not: tuple[str, str] = ("", "")


def guide_of(catalogue: Catalogue, service: Service, choosing: Choosing | None = None) -> Guide:
    """The guide of one service; with where it stands at this office, when `choosing` says so."""
    codes = [f"کد {persian_digits(service.number)}"]
    codes += [f"شناسه خدمت {words.grouped(service.service_id)}"] if service.service_id else []
    return Guide(
        title=service.title,
        under=" · ".join([agency_of(catalogue, service), *codes]),
        time=response_time(service.response),
        provisional=service.response.provisional,
        steps=service.steps,
        papers=tuple(paper.title for paper in service.documents),
        fees=tuple(_fee(catalogue, rule) for rule in service.fees),
        card=tuple(_line(field) for field in service.card),
        note=service.note or service.conflict,
        where=tuple(_where(catalogue, service)),
        waiver=_waiver(catalogue, service),
        standing=words.STANDINGS[choosing.standing(service)] if choosing else ("", ""),
        why_not=_why_not(service, choosing),
    )


def _why_not(service: Service, choosing: Choosing | None) -> tuple[str, str]:
    refusal = choosing.refusal(service) if choosing else None
    return (words.sentence(refusal), words.who_acts(refusal)) if refusal else ("", "")


def _waiver(catalogue: Catalogue, service: Service) -> str:
    """«انتشار موقت»: who let the card out with undeclared fields, when and until when."""
    for item in catalogue.others.get("waiver", ()):
        if item["key"] == service.key:
            by, reason = item["by"], item.get("reason", "")
            since, until = _date(item["date"]), _date(item["until"])
            said = f"انتشار موقت: {by} در {since} تا {until} اجازه داده است."
            return f"{said} {reason}".strip()
    return ""


def _where(catalogue: Catalogue, service: Service) -> Iterator[CardLine]:
    """Channels, hours, who answers at the agency, the next review: what no legal field holds."""
    more = service.attributes
    channels = "، ".join(CHANNELS.get(code, code) for code in more.channels)
    said = f"این خدمت از {channels} هم ممکن است" if channels else ""
    yield _stated("راه‌های دیگر دریافت خدمت", said)
    yield _stated("ساعت ارائه", more.hours)
    for key in agencies_of(service):
        if key in catalogue.agencies:
            agency = catalogue.agencies[key]
            yield _stated(f"تماس با {agency.short or agency.name}", contact(agency))
    yield _stated("صاحب خدمت", catalogue.agency_name(more.owner) if more.owner else "")
    yield _stated("ارائه الکترونیکی", _electronic(more))
    review = more.review_date
    yield _stated("تاریخ بازنگری شناسنامه", _date(review) if review else "")


def _electronic(more: Attributes) -> str:
    """Whether it is had electronically, or when it is to be (#39)."""
    said = ELECTRONIC.get(more.electronic, "")
    return f"{said} – {_date(more.target)}" if said and more.target else said


def contact(agency: Agency) -> str:
    """Telephone, e-mail and address of an agency, as far as declared."""
    codes = (isolate(persian_digits(agency.phone)) if agency.phone else "", agency.email)
    return " · ".join(part for part in (*codes, agency.address) if part)


def _stated(title: str, value: str) -> CardLine:
    status, tone = words.FIELD_STATUS["known" if value else "undeclared"]
    return CardLine(title, persian_digits(value) or "—", status, tone)


def _date(text: str) -> str:
    """A date as people read it."""
    return isolate(persian_digits(show(parse(text))))


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
