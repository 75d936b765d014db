"""Printers, display and card terminal of this desk as settings, and what a manager does with them:
put right and try.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection

from app.devices.terminal import Terminal
from app.domain.displays import Display, Shown
from app.domain.errors import ManagerCanFix
from app.domain.pages import PaperSize
from app.domain.printer_settings import (
    PrinterSettings,
    check,
    check_display,
    terminal_address,
    terminal_place,
)
from app.domain.printers import Printer, Route
from app.wiring import clock
from app.wiring.pages.room import office, words
from app.wiring.session import Session
from app.wiring.till import TERMINAL
from local_db import print_queue, queries

PRINTERS, ROUTES, HOURS, DISPLAY = "printers", "routes", "office_hours", "customer_display"


class PrinterDesk:
    """What a session's manager does with printers; nobody else may (the right «printers»)."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def settings(self) -> PrinterSettings:
        """All of it, with what became of each printer's last page."""
        self._session.require("printers")
        with self._session.desk.here.db.read() as connection:
            return read_settings(connection)

    def keep(self, settings: PrinterSettings) -> PrinterSettings:
        """Keep all of it, or refuse all of it."""
        self._session.require("printers")
        check(settings)
        self._session.desk.writer.write(lambda connection: keep_settings(connection, settings))
        return self.settings()

    def probe(self, name: str) -> None:
        """Raises what a page would meet there now."""
        from printing.outputs import output

        output(self._named(name)).ready()

    def try_out(self, name: str, paper: PaperSize) -> str:
        """The trial page, at once and beside the queue; a printer of dots gets its left margins
        set, so that a crooked frame tells that it does not keep them."""
        import printing

        printer = self._named(name)
        page = printing.trial_page_pdf(
            office(self._session.desk.here), printer=name, at=clock.now(), paper=paper
        )
        printer = replace(printer, margins=printer.language == "escpos")
        return str(printing.output(printer).put("trial-1", page))

    def try_display(self, display: Display) -> None:
        """A few words for the citizen's side."""
        from printing.display import CustomerDisplay

        self._session.require("printers")
        check_display(display)
        CustomerDisplay(display).show(greeting())

    def try_terminal(self, address: str) -> None:
        """Whether a card terminal listens there; nothing is asked of it."""
        self._session.require("terminal")
        Terminal(*terminal_place(address)).look()

    def _named(self, name: str) -> Printer:
        printer = self.settings().named(name)
        if printer is None:
            raise ManagerCanFix("route-printer", printer=name)
        return printer


def greeting() -> Shown:
    """What a display is tried with: joined letters above, every digit below."""
    said = words()
    return Shown(said["display_hello"], said["display_numbers"])


def read_settings(connection: Connection) -> PrinterSettings:
    """Everything about printers this desk remembers."""
    display, terminal = (queries.setting(connection, name) for name in (DISPLAY, TERMINAL))
    return PrinterSettings(
        tuple(read_printers(connection).values()),
        read_routes(connection),
        hours=queries.setting(connection, HOURS) or "",
        display=Display(**display) if display else None,
        terminal=terminal_address(**terminal) if terminal else "",
        last=print_queue.last_of_each(connection),
    )


def keep_settings(connection: Connection, settings: PrinterSettings) -> None:
    """Remember it; what was checked before is not checked again."""
    keep_printers(connection, {one.name: one for one in settings.printers}, settings.routes)
    queries.set_setting(connection, HOURS, settings.hours)
    display = asdict(settings.display) if settings.display else None
    queries.set_setting(connection, DISPLAY, display)
    keep_terminal(connection, settings.terminal)


def keep_terminal(connection: Connection, address: str) -> None:
    """Where the card terminal listens from now on; "": there is none."""
    host, port = terminal_place(address) if address else ("", 0)
    found = {"host": host, "port": port} if address else None
    queries.set_setting(connection, TERMINAL, found)


def read_printers(connection: Any) -> dict[str, Printer]:
    """The office's printers by name, as the manager set them."""
    stored = queries.setting(connection, PRINTERS) or []
    return {entry["name"]: Printer(**entry) for entry in stored}


def read_routes(connection: Any) -> dict[str, Route]:
    """Which kind of page goes where; "" is every other kind."""
    stored = queries.setting(connection, ROUTES) or {}
    return {kind: Route(**entry) for kind, entry in stored.items()}


def keep_printers(
    connection: Any, known: Mapping[str, Printer], routes: Mapping[str, Route]
) -> None:
    """Remember printers and routes; both are settings of this desk."""
    queries.set_setting(connection, PRINTERS, [asdict(one) for one in known.values()])
    queries.set_setting(connection, ROUTES, {kind: asdict(one) for kind, one in routes.items()})
