"""The printers of the office as lines of words: what each is, how it does, and what it prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self, cast

from app.domain.errors import Refusal
from app.domain.pages import KINDS, PAPERS, PageKind, PaperSize
from app.domain.printer_settings import PrinterSettings, papers_of
from app.domain.printers import Job, Printer, PrinterKind, Route
from resources import words as shared
from ui import words

PRINTER_KINDS: dict[PrinterKind, str] = {
    "tcp": "شبکه (نشانی و درگاه)",
    "device": "سیم: USB یا سریال",
    "cups": "صف CUPS",
    "windows": "چاپگر Windows با نام",
    "windows-raw": "چاپگر رولی Windows (ESC/POS)",
    "folder": "پوشه (پرونده PDF)",
}
EXAMPLES: dict[PrinterKind, str] = {
    "tcp": "192.168.1.20:9100",
    "device": "/dev/usb/lp0, COM3",
    "cups": "laser",
    "windows": "EPSON L3110",
    "windows-raw": "POS-80",
    "folder": "/home/office/papers",
}
LANGUAGES = {"escpos": "رولی (ESC/POS)", "pdf": "برگه (PDF)"}
OTHERS = "همه برگه‌های دیگر"


@dataclass(frozen=True, slots=True)
class PrinterLine:
    """One printer; `printer` is None for the folder everything goes to while none is set."""

    title: str
    under: str
    pill: str
    tone: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class RouteLine:
    """Where a kind of page goes; `kind` "" is all others."""

    kind: PageKind | str
    title: str
    under: str


@dataclass(frozen=True, slots=True)
class Printers:
    """The whole screen. `found` is what a look at each printer said; None: it answers."""

    settings: PrinterSettings = field(default_factory=PrinterSettings)
    found: Mapping[str, Refusal | None] = field(default_factory=dict)
    busy: bool = False
    asked: str = ""  # the printer whose trial page somebody must look at

    def see(self, name: str, trouble: Refusal | None) -> Self:
        """A printer answered, or not."""
        return replace(self, found={**self.found, name: trouble})

    @property
    def printers(self) -> tuple[PrinterLine, ...]:
        """In the order they were added."""
        return tuple(self._line(one) for one in self.settings.printers)

    @property
    def routes(self) -> tuple[RouteLine, ...]:
        """All others first, then every kind."""
        return (self._route(""), *(self._route(kind) for kind in KINDS if kind in PAGES))

    @property
    def display(self) -> str:
        """The customer's display, in a few words."""
        shown = self.settings.display
        return f"نمایشگر مشتری: {words.grouped(shown.address)}" if shown else "نمایشگر مشتری: ندارد"

    @property
    def terminal(self) -> str:
        """Where cards are taken, in a few words."""
        place = self.settings.terminal
        return f"کارت‌خوان: {words.grouped(place) if place else 'تنظیم نشده'}"

    @property
    def hours(self) -> str:
        """What guides and posters say."""
        return f"ساعت کار: {self.settings.hours or 'نوشته نشده'}"

    def _line(self, printer: Printer) -> PrinterLine:
        pill, tone, why = self._state(printer)
        kind, language = PRINTER_KINDS[printer.kind], LANGUAGES[printer.language]
        under = f"{kind} · {words.grouped(printer.address)} · {language}"
        return PrinterLine(printer.name, under, pill, tone, why)

    def _state(self, printer: Printer) -> tuple[str, str, str]:
        if printer.name in self.found:
            trouble = self.found[printer.name]
            if trouble is None:
                return "آماده", "good", ""
            return "پاسخ نداد", "bad", words.sentence(trouble)
        return _last(self.settings.last.get(printer.name), printer.name)

    def _route(self, kind: PageKind | str) -> RouteLine:
        title = PAGES.get(kind, OTHERS)
        route = self.settings.routes.get(kind)
        if route:
            return RouteLine(kind, title, told(route))
        common = self.settings.routes.get("")
        if kind and common:
            fits = common.paper in PAPERS[cast(PageKind, kind)]
            return RouteLine(kind, title, "مانند دیگر برگه‌ها" if fits else "چاپگر می‌خواهد")
        return RouteLine(kind, title, "در پوشه ذخیره می‌شود")


# Every kind that is printed by itself; the others are copies of them.
PAGES: Mapping[PageKind | str, str] = {
    kind: name for kind, name in shared.PAGES.items() if kind not in ("corrected", "trial")
}


def told(route: Route) -> str:
    """«باجه، رول ۸۰، درشت؛ جانشین: دفتر»."""
    parts = [words.printer(route.printer), shared.PAPERS[route.paper]]
    parts += ["درشت"] if route.large else []
    spare = ""
    if route.spare:
        paper = shared.PAPERS[route.spare_paper or route.paper]
        spare = f"؛ جانشین: {words.printer(route.spare)}، {paper}"
    return "، ".join(parts) + spare


def papers_for(kind: str, printer: Printer | None) -> tuple[PaperSize, ...]:
    """The papers a page can be laid out on that this printer takes."""
    able = papers_of(printer) if printer else ()
    wanted = PAPERS.get(cast(PageKind, kind), able)
    return tuple(paper for paper in wanted if paper in able)


def _last(job: Job | None, name: str) -> tuple[str, str, str]:
    if job is None:
        return "هنوز چاپ نکرده", "", ""
    if job.state == "printed":
        return "آخرین چاپ درست بود", "good", ""
    if job.state == "cancelled":
        return "آخرین چاپ لغو شد", "", ""
    return "آخرین چاپ ماند", "warn", words.page_reason(job.reason, name)
