"""The people of the desk in words: state, last sign-in, what each may take and until when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from app.domain.catalogue import Catalogue
from app.domain.errors import OperatorCanFix
from app.domain.jalali import show, tehran_date
from app.domain.moments import from_wire
from app.domain.staff import Authorisation, Person, PersonalRead, Standing, day_of
from app.domain.text import isolate, persian_digits
from ui import words
from ui.words import Tone

ROLES = {"operator": "متصدی", "manager": "مدیر دفتر"}
SOON = timedelta(days=30)
VIEWS = {
    "request": "دیدن رسید",
    "search": "جستجو",
    "report": "گزارش",
    "journal": "سیاهه",
    "print": "چاپ",
    "export": "خروجی",
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """One service somebody may take, in words; a day's tone tells that it ends or has ended."""

    title: str
    days: tuple[tuple[str, Tone], ...]

    @property
    def tone(self) -> Tone:
        """The worst of its days."""
        tones = [tone for _, tone in self.days]
        return "bad" if "bad" in tones else "warn" if "warn" in tones else ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the list. `chips` are (words, tone)."""

    standing: Standing
    title: str
    under: str
    chips: tuple[tuple[str, Tone], ...]
    allowed: tuple[Allowed, ...] | None = None

    @property
    def number(self) -> str:
        """Their operator number."""
        return self.standing.person.operator.number

    @property
    def name(self) -> str:
        """Their name."""
        return self.standing.person.operator.name


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, those who work here first."""

    lines: tuple[PersonLine, ...] = ()
    count: str = ""

    @classmethod
    def of(cls, found: tuple[Standing, ...], catalogue: Catalogue, now: datetime) -> Self:
        """The list as of now."""
        here = sorted(found, key=lambda one: one.person.disabled)
        working = sum(not one.person.disabled for one in found)
        lines = tuple(_line(one, catalogue, now) for one in here)
        return cls(lines, f"{persian_digits(working)} نفر")


@dataclass(frozen=True, slots=True)
class Typed:
    """One row of the list of services as it is typed: a number and two days, each perhaps empty."""

    service: int
    training: str = ""
    contract: str = ""

    def authorisation(self) -> Authorisation:
        """The value; a day that is none raises the refusal that says so."""
        return Authorisation(self.service, day_of(self.training), day_of(self.contract))

    @property
    def wrong(self) -> int | None:
        """The column whose day cannot be read: 1 training, 2 contract."""
        for column, typed in ((1, self.training), (2, self.contract)):
            try:
                day_of(typed)
            except OperatorCanFix:
                return column
        return None


def read_rows(
    reads: tuple[PersonalRead, ...], people: People, now: datetime
) -> tuple[tuple[str, ...], ...]:
    """Who read what, as rows of words: when, who, where, which case, why."""
    names = {line.number: line.name for line in people.lines}
    return tuple(
        (
            words.since(one.at, now),
            names.get(one.operator, persian_digits(one.operator)),
            VIEWS.get(one.view, one.view),
            words.tracking(one.tid) if one.tid else f"{persian_digits(one.found)} پرونده",
            one.reason,
        )
        for one in reads
    )


def _line(standing: Standing, catalogue: Catalogue, now: datetime) -> PersonLine:
    person = standing.person
    role, number = ROLES[person.operator.role], persian_digits(person.operator.number)
    last = words.since(from_wire(person.last_login), now) if person.last_login else "هیچ‌گاه"
    allowed = _allowed(person, catalogue, now)
    return PersonLine(
        standing,
        person.operator.name,
        f"{role} {number} · آخرین ورود: {last}",
        (*_chips(standing), *_ending(allowed)),
        allowed,
    )


def _chips(standing: Standing) -> tuple[tuple[str, Tone], ...]:
    person = standing.person
    if person.disabled:
        return (("غیرفعال از سوی سازمان" if not person.disabled_by else "غیرفعال", "bad"),)
    found: list[tuple[str, Tone]] = []
    if not person.operator.approved:
        found.append(("در انتظار تأیید سازمان · تمرینی", "warn"))
    if person.locked:
        found.append(("ورود قفل است", "bad"))
    if standing.starting:
        found.append(("کد شروع دارد", "info"))
    elif not standing.has_password:
        found.append(("بی‌گذرواژه", "warn"))
    elif not person.locked:
        found.append(("فعال", "good"))
        found += [("رمز کوتاه دارد", "")] if standing.pin else []
    return tuple(found)


def _ending(allowed: tuple[Allowed, ...] | None) -> tuple[tuple[str, Tone], ...]:
    if allowed is None:
        return (("همه خدمت‌ها", ""),)
    if not allowed:
        return (("هیچ خدمتی", "warn"),)
    count = (f"{persian_digits(len(allowed))} خدمت", "")
    over = sum(one.tone == "bad" for one in allowed)
    soon = sum(one.tone == "warn" for one in allowed)
    ended = ((f"{persian_digits(over)} پایان‌یافته", "bad"),) if over else ()
    ends = ((f"{persian_digits(soon)} رو به پایان", "warn"),) if soon else ()
    return (count, *ended, *ends)


def _allowed(person: Person, catalogue: Catalogue, now: datetime) -> tuple[Allowed, ...] | None:
    if person.authorisations is None:
        return None
    today, soon = show(tehran_date(now)), show(tehran_date(now + SOON))

    def day(what: str, until: str | None) -> tuple[str, Tone]:
        if until is None:
            return f"{what} بی‌پایان", ""
        tone = "bad" if until < today else "warn" if until <= soon else ""
        return f"{what} تا {isolate(persian_digits(until))}", tone

    return tuple(
        Allowed(
            service_title(catalogue, one.service),
            (day("آموزش", one.training_until), day("قرارداد", one.contract_until)),
        )
        for one in person.authorisations
    )


def service_title(catalogue: Catalogue, number: int) -> str:
    """A service by its title; one that is not in the catalogue by its number."""
    known = catalogue.services.get(number)
    return known.title if known else f"خدمت {persian_digits(number)}"
