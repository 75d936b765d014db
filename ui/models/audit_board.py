"""The supervision board in words: great figures, a square for each province, and tables of
provinces, offices, services and the ranking."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.board import Board, Code
from app.domain.board_lines import OfficeLine, ProvinceLine, ServiceLine, share
from app.domain.text import isolate, persian_digits
from ui.models.audit_map import province
from ui.models.audit_words import grouped, moment, read


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table's title, its heads, and the shares of its columns."""

    title: str
    heads: tuple[str, ...]
    shares: tuple[int, ...]


TABLES: Mapping[str, TableForm] = {
    "offices": TableForm(
        "دفترها",
        ("دفتر", "استان", "درخواست", "زمان میانگین", "آخرین تماس", "صف", "دیرکرد", "یافته"),
        (24, 14, 10, 14, 16, 7, 8, 7),
    ),
    "provinces": TableForm(
        "استان‌ها",
        ("استان", "دفتر", "خاموش", "درخواست", "زمان میانگین", "شهرستان", "صف", "یافته"),
        (20, 9, 9, 11, 15, 11, 9, 8),
    ),
    "services": TableForm(
        "زمان خدمت‌ها در برابر مبنا",
        ("خدمت", "درخواست", "زمان میانگین", "مبنا", "کاهش", "خط ۳۰٪"),
        (34, 12, 16, 16, 11, 11),
    ),
    "ranking": TableForm(
        "رتبه‌بندی دفترها",
        ("رتبه", "دفتر", "نمره", "سر وقت", "زمان باجه", "یافته", "شکایت", "خطا"),
        (8, 30, 10, 12, 14, 9, 9, 8),
    ),
}
MARKS: tuple[Code, ...] = ("on_time", "desk_minutes", "findings", "complaints", "mistakes")
SILENT_DAYS = 3


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line of a table; `code` is the office it is about, or the province."""

    cells: tuple[str, ...]
    tone: str = ""
    alarmed: bool = False
    code: str = ""

    @property
    def said(self) -> str:
        """All of it, for the ear."""
        return "، ".join(filter(None, self.cells))


@dataclass(frozen=True, slots=True)
class Square:
    """A province on the map: how many offices, and a shade from 0 (well) to 3."""

    code: str
    name: str
    count: str
    shade: int
    words: str


@dataclass(frozen=True, slots=True)
class OpenBoard:
    """The board on screen."""

    board: Board
    now: datetime

    @property
    def tables(self) -> Mapping[str, TableForm]:
        """Its tables."""
        return TABLES

    @property
    def figures(self) -> tuple[tuple[str, str, str], ...]:
        """The great figures: label, value, tone."""
        return tuple(_figures(self.board))

    @property
    def squares(self) -> tuple[Square, ...]:
        """Every province that has offices in the scope."""
        return tuple(_square(line) for line in self.board.provinces if line.offices)

    @property
    def under(self) -> str:
        """How far the figures have come in the log."""
        place, log = grouped(self.board.place), grouped(self.board.log)
        return f"از {isolate(place)} رویداد از {isolate(log)} رویداد سیاهه، {moment(self.board.at)}"

    def lines(self, table: str) -> tuple[BoardLine, ...]:
        """The lines of a table."""
        made: Mapping[str, Callable[[OpenBoard], Iterator[BoardLine]]] = {
            "offices": lambda one: map(one._office, one.board.offices),
            "provinces": lambda one: map(_province, one.board.provinces),
            "services": lambda one: map(_service, one.board.services),
            "ranking": lambda one: one._ranked(),
        }
        return tuple(made[table](self))

    def _office(self, office: OfficeLine) -> BoardLine:
        heard = read(office.last)
        silent = heard is None or (self.now - heard).days >= SILENT_DAYS
        cells = (
            _named(office.name, office.code),
            province(office.province),
            grouped(office.figures.requests),
            minutes(office.figures.mean),
            moment(office.last) or "هیچ‌گاه",
            grouped(office.owed),
            grouped(office.past_due),
            grouped(office.findings),
        )
        tone = "bad" if office.findings else "good"
        return BoardLine(cells, tone, alarmed=silent or office.past_due > 0, code=office.code)

    def _ranked(self) -> Iterator[BoardLine]:
        names = {office.code: office.name for office in self.board.offices}
        for one in self.board.ranking:
            marks = {mark.code: mark.score for mark in one.marks}
            told = [grouped(marks[code]) if code in marks else "—" for code in MARKS]
            name = _named(names.get(one.office, ""), one.office)
            score = f"{grouped(one.score // 10)}٫{grouped(one.score % 10)}"
            yield BoardLine((grouped(one.place), name, score, *told), code=one.office)


def _named(name: str, code: str) -> str:
    shown = persian_digits(code)
    return f"{name} ({shown})" if name not in ("", code) else shown


def minutes(count: int | None) -> str:
    """«۳ ساعت و ۵ دقیقه», «۴ روز»; nothing can be said of none.

    >>> minutes(45), minutes(185), minutes(6000), minutes(None)
    ('۴۵ دقیقه', '۳ ساعت و ۵ دقیقه', '۴ روز و ۴ ساعت', '—')
    """
    if count is None:
        return "—"
    hours, rest = divmod(count, 60)
    days, left = divmod(hours, 24)
    parts = [(days, "روز"), (left, "ساعت"), (rest if not days else 0, "دقیقه")]
    return " و ".join(f"{grouped(n)} {unit}" for n, unit in parts if n) or "کم‌تر از یک دقیقه"


def reduced(down: int | None) -> str:
    """How much below its baseline a time is, from thousandths; «−۵٪» where it got longer."""
    if down is None:
        return "—"
    return f"\u2066{'' if down >= 0 else '−'}{grouped(abs(down) // 10)}٪\u2069"


def _figures(board: Board) -> Iterator[tuple[str, str, str]]:
    done, over = board.country, board.coverage
    yield "درخواست", grouped(done.requests), ""
    yield "میانگین تا پاسخ", minutes(done.mean), ""
    reached = [one.reached for one in board.services if one.reached is not None]
    if reached:
        tone = "good" if all(reached) else "warn"
        of = f"{grouped(sum(reached))} از {grouped(len(reached))}"
        yield "خدمت بر خط ۳۰٪", of, tone
    on_time = share(done.on_time, done.answered, 100)
    if on_time is not None:
        tone = "good" if on_time >= 90 else "warn"
        yield "پاسخ سر وقت", f"{grouped(on_time)}٪", tone
    yield "خدمت واگذارشده", f"{grouped(over.delegated)} از {grouped(over.transferable)}", ""
    yield "شهرستان دارای دفتر", f"{grouped(over.served)} از {grouped(over.counties)}", ""
    found = sum(one.findings for one in board.provinces)
    yield "یافته باز", grouped(found), "bad" if found else "good"


def _square(line: ProvinceLine) -> Square:
    odd = share(line.findings, line.figures.requests, 1000) or 0
    quiet = share(line.silent, line.offices, 100) or 0
    shade = max(min(3, odd // 5), 3 if quiet > 20 else 2 if quiet > 5 else 1 if quiet else 0)
    words = "، ".join(
        (
            f"{line.name}: {grouped(line.offices)} دفتر",
            f"{grouped(line.silent)} خاموش",
            f"{grouped(line.findings)} یافته",
            f"صف {grouped(line.owed)}",
        )
    )
    return Square(line.code, line.name, grouped(line.offices), shade, words)


def _province(line: ProvinceLine) -> BoardLine:
    cells = (
        line.name,
        grouped(line.offices),
        grouped(line.silent),
        grouped(line.figures.requests),
        minutes(line.figures.mean),
        f"{grouped(line.served)} از {grouped(line.counties)}",
        grouped(line.owed),
        grouped(line.findings),
    )
    return BoardLine(cells, "bad" if line.findings else "good", line.owed > 0, line.code)


def _service(line: ServiceLine) -> BoardLine:
    title = line.title or ("خدمت‌های کم‌مراجعه" if not line.number else persian_digits(line.number))
    base = minutes(line.baseline.minutes) if line.baseline else "اعلام‌نشده"
    said, tone = {True: ("رسیده", "good"), False: ("نرسیده", "bad"), None: ("—", "")}[line.reached]
    mean = minutes(line.figures.mean)
    return BoardLine(
        (title, grouped(line.figures.requests), mean, base, reduced(line.reduction), said), tone
    )
