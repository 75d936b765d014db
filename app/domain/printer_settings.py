"""The devices beside a desk as one setting: who prints what on which paper, the customer's display,
the card terminal, and what is wrong with them.

>>> room = PrinterSettings((Printer("roll", "tcp", "10.0.0.9", "escpos"),))
>>> room = room.with_route("receipt", Route("roll", "roll80"))
>>> room.routes["receipt"].paper
'roll80'
>>> room.without("roll").routes
{}
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self, get_args

from app.domain.displays import CodePage, Display
from app.domain.errors import ManagerCanFix
from app.domain.pages import PAPERS, PaperSize
from app.domain.printers import Job, Language, Printer, PrinterKind, Route
from app.domain.text import latin_digits

ROLLS: tuple[PaperSize, ...] = ("roll80", "roll58")
_NAME = re.compile(r"[^\x00-\x1f\"\\«»]{1,40}")
_HOURS = 200
_PORT = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^:/\s]+)(?::[0-9]{1,5})?|[0-9A-Fa-f:]+:[0-9A-Fa-f:]+")
_SPEEDS = (0, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """All of it, kept at once. `routes`: by kind of page, "" is every other kind.

    `hours` stand on guides; `terminal` is where the card terminal listens ("": there is none);
    `last` is what became of each printer's last page, by its name.
    """

    printers: tuple[Printer, ...] = ()
    routes: Mapping[str, Route] = field(default_factory=dict)
    hours: str = ""
    display: Display | None = None
    terminal: str = ""
    last: Mapping[str, Job] = field(default_factory=dict)

    def named(self, name: str) -> Printer | None:
        """The printer of that name."""
        return next((one for one in self.printers if one.name == name), None)

    def with_printer(self, printer: Printer, *, instead: str = "") -> Self:
        """With one more printer, or one put right; routes follow a new name."""
        kept = [printer if one.name == instead else one for one in self.printers]
        kept += [] if instead else [printer]
        routes = {
            kind: replace(
                route,
                printer=_renamed(route.printer, instead, printer.name),
                spare=_renamed(route.spare, instead, printer.name),
            )
            for kind, route in self.routes.items()
        }
        return replace(self, printers=tuple(kept), routes=routes)

    def without(self, name: str) -> Self:
        """Without a printer, and without the routes that led to it."""
        routes = {
            kind: replace(route, spare="", spare_paper=None) if route.spare == name else route
            for kind, route in self.routes.items()
            if route.printer != name
        }
        kept = tuple(one for one in self.printers if one.name != name)
        return replace(self, printers=kept, routes=routes)

    def with_route(self, kind: str, route: Route | None) -> Self:
        """With another way for a kind of page; None: it goes the way of all others."""
        routes = {name: one for name, one in self.routes.items() if name != kind}
        return replace(self, routes=routes | ({kind: route} if route else {}))


def check(settings: PrinterSettings) -> None:
    """Raises `ManagerCanFix` at the first thing that could not work."""
    names = [one.name for one in settings.printers]
    for printer in settings.printers:
        check_printer(printer)
        if names.count(printer.name) > 1:
            raise ManagerCanFix("printer-name-twice", printer=printer.name)
    for kind, route in settings.routes.items():
        _check_route(settings, kind, route)
    if settings.display:
        check_display(settings.display)
    if settings.terminal:
        terminal_place(settings.terminal)
    if len(settings.hours) > _HOURS:
        raise ManagerCanFix("hours-long", most=_HOURS)


def terminal_place(address: str) -> tuple[str, int]:
    """Host and port of a card terminal as it was typed; refuses what is none.

    >>> terminal_place("۱۹۲.۱۶۸.۱.۲۰:۸۸۸۸")
    ('192.168.1.20', 8888)
    """
    host, _, port = latin_digits(address).strip().rpartition(":")
    if not re.fullmatch(r"[0-9A-Za-z.-]+|\[[0-9A-Fa-f:.]+\]", host):
        raise ManagerCanFix("terminal-address")
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        raise ManagerCanFix("terminal-address")
    return host.strip("[]"), int(port)


def terminal_address(host: str, port: int) -> str:
    """As it is typed: the inverse of `terminal_place`.

    >>> terminal_address(*terminal_place("[fd00::20]:8888")), terminal_address("till.local", 8888)
    ('[fd00::20]:8888', 'till.local:8888')
    """
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def check_display(display: Display) -> None:
    """The same for the customer's display."""
    known = display.kind in ("tcp", "device") and display.code_page in get_args(CodePage)
    address = display.address.strip()
    right = display.kind != "tcp" or _PORT.fullmatch(address)
    select = display.select is None or 0 <= display.select <= 255
    if not (known and address and right and select and "\0" not in address):
        raise ManagerCanFix("display-address")
    if display.baud not in _SPEEDS or not 8 <= display.columns <= 40:
        raise ManagerCanFix("display-address")


def check_printer(printer: Printer) -> None:
    """What can be seen wrong without asking the printer."""
    if not _NAME.fullmatch(printer.name) or printer.name != printer.name.strip():
        raise ManagerCanFix("printer-name")
    kinds, languages = get_args(PrinterKind), get_args(Language)
    if printer.kind not in kinds or printer.language not in languages:
        raise ManagerCanFix("printer-incomplete", kinds="، ".join(kinds))
    address = printer.address
    if not address.strip() or "\0" in address or address.startswith("-"):
        raise ManagerCanFix("printer-address", printer=printer.name)
    if printer.kind == "tcp" and not _PORT.fullmatch(address):
        raise ManagerCanFix("printer-address", printer=printer.name)
    if printer.baud not in _SPEEDS or not 1 <= printer.seconds <= 60:
        raise ManagerCanFix("printer-speed", printer=printer.name)
    if printer.kind == "windows" and printer.language == "escpos":
        raise ManagerCanFix("printer-language", printer=printer.name)


def language_of(kind: PrinterKind) -> Language:
    """What a printer reached that way mostly reads: bare wires lead to rolls."""
    return "escpos" if kind in ("tcp", "device", "windows-raw") else "pdf"


def papers_of(printer: Printer) -> tuple[PaperSize, ...]:
    """The papers a printer can be given: dots go to rolls only."""
    return ROLLS if printer.language == "escpos" else get_args(PaperSize)


def _check_route(settings: PrinterSettings, kind: str, route: Route) -> None:
    ways = [(route.printer, route.paper)]
    ways += [(route.spare, route.spare_paper or route.paper)] if route.spare else []
    for name, paper in ways:
        printer = settings.named(name)
        if printer is None:
            raise ManagerCanFix("route-printer", printer=name)
        if paper not in papers_of(printer):
            raise ManagerCanFix("route-paper-printer", printer=name)
        if kind and paper not in _papers_for(kind):
            raise ManagerCanFix("route-paper-page", kind=kind)
    if route.spare == route.printer:
        raise ManagerCanFix("route-spare", printer=route.spare)


def _papers_for(kind: str) -> tuple[PaperSize, ...]:
    """None for a kind of page there is not."""
    return next((papers for name, papers in PAPERS.items() if name == kind), ())


def _renamed(name: str, old: str, new: str) -> str:
    return new if old and name == old else name
