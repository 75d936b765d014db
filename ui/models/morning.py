"""The morning notice: what changed in the catalogue, in words, section by section."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.changes import Change, ChangeKind
from app.domain.jalali import long_date, parse
from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui.functions import Morning

TITLES: dict[str, str] = {
    "tariff": "تعرفه‌ها",
    "service-stopped": "خدمت‌های برداشته‌شده",
    "service-added": "خدمت‌های تازه",
    "form": "کاربرگ‌های تازه",
    "extension": "تمدید تعرفه‌ها",
    "closure": "تعطیلی‌ها",
}
MOST = 60  # lines of one section; the rest is counted, for nobody reads a thousand


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what, from and to (empty where there is none), which way, since when."""

    what: str
    old: str = ""
    new: str = ""
    note: str = ""
    tone: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its lines, and how many more there are than are shown."""

    title: str
    lines: tuple[Line, ...]
    count: int

    @property
    def more(self) -> int:
        """Lines that are not shown."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class News:
    """What the morning screen draws: notices in full, then the changes."""

    release: str
    notices: tuple[tuple[str, str, bool], ...]  # title, text, whether it is critical
    sections: tuple[Section, ...]


def news_of(morning: Morning) -> News:
    """The morning in words. A notice's own text stands for its change."""
    sections = (_section(kind, morning.changes) for kind in TITLES)
    return News(
        release=f"نسخه {persian_digits(morning.release)} فهرست خدمات",
        notices=tuple((notice.title, notice.text, notice.critical) for notice in morning.notices),
        sections=tuple(section for section in sections if section.count),
    )


def _section(kind: str, changes: Iterable[Change]) -> Section:
    found = [change for change in changes if change.kind == kind]
    lines = tuple(_line(change) for change in found[:MOST])
    return Section(TITLES[kind], lines, len(found))


def _line(change: Change) -> Line:
    kind: ChangeKind = change.kind
    if kind == "tariff":
        return _tariff(change)
    if kind == "form":
        note = f"نسخه {persian_digits(change.note)}؛ پیش‌نویس‌ها با نسخه خود می‌مانند"
        return Line(change.what, note=note)
    if kind == "service-stopped":
        return Line(change.what, note="دیگر در باجه پذیرفته نمی‌شود", tone="bad")
    if kind == "extension":
        count = f"{persian_digits(change.new)} عنوان" if change.new else ""
        return Line(change.what, note=_joined(count, _since(change.since)))
    since = long_date(parse(change.since)) if change.since else ""
    return Line(change.what, note=_joined(since, change.note))


def _tariff(change: Change) -> Line:
    """«۸۰۰٬۰۰۰ → ۹۶۰٬۰۰۰», with variant and year; an amount that is gone says so."""
    variant = f" – {change.note}" if change.note else ""
    way, tone = _way(change)
    return Line(
        what=f"{change.what}{variant}",
        old="" if change.old is None else rials(change.old),
        new="" if change.new is None else rials(change.new),
        note=f"سال {persian_digits(change.since[:4])}" if change.since else "",
        tone=tone,
        way=way,
    )


def _way(change: Change) -> tuple[str, str]:
    if change.new is None:
        return "برداشته شد", "bad"
    if change.old is None:
        return "تازه", "info"
    return ("گران‌تر", "warn") if change.new > change.old else ("ارزان‌تر", "good")


def _since(date_sh: str) -> str:
    return f"از {isolate(persian_digits(date_sh))}" if date_sh else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
