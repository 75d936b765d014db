"""Paper from a shell: a sample receipt, any page of this desk, the printers it has."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import resources
from app.cli.desk import passphrase_of, secret
from app.domain import tracking
from app.domain.displays import Display
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.moments import from_wire
from app.domain.pages import NOTED, PAPERS, PageWanted, PaperSize
from app.domain.printer_settings import ROLLS, PrinterSettings, check
from app.domain.printers import Language, Printer, PrinterKind, Route
from app.domain.receipts import ReceiptLine, ReceiptPaper, ReceiptPayment
from app.domain.text import latin_digits
from app.wiring.folder import WindowLock, data_folder

if TYPE_CHECKING:
    from app.wiring.printroom import PrintRoom
    from app.wiring.session import Session


def receipt(options: argparse.Namespace) -> int:
    """`--sample`: the practice receipt, so that anybody can see what a printer will get."""
    import printing

    if not options.sample:
        raise OperatorCanFix("receipt-sample-only")
    pdf = printing.receipt_pdf(sample(), paper=options.size, large=options.large)
    write_file(Path(options.out), pdf)
    if options.png:
        write_file(Path(options.png), printing.png(pdf))
    return 0


def sample() -> ReceiptPaper:
    """The practice receipt of resources/sample-receipt.json."""
    facts: dict[str, Any] = resources.read_json("sample-receipt.json")
    facts |= {name: from_wire(facts[name]) for name in ("at", "due_at")}
    facts |= {name: tuple(facts[name]) for name in ("documents", "follow_up")}
    facts["lines"] = tuple(ReceiptLine(**line) for line in facts["lines"])
    facts["payments"] = tuple(ReceiptPayment(**paid) for paid in facts["payments"])
    return ReceiptPaper(**facts)


def print_again(options: argparse.Namespace) -> int:
    """Print an issued receipt of this desk; it is counted and journalled under the operator.

    Only the window prints from the queue: while one is open the page is left there for it.
    """
    wanted = PageWanted("receipt", tid=tracking.check(options.tid), reason=options.reason)
    with at_work(options) as (session, room):
        try:
            lock = WindowLock(session.folder)
        except ManagerCanFix:
            room.leave(wanted)
            print(resources.messages()["print-queued-for-window"])
            return 0
        try:
            print(room.print_page(wanted))
        finally:
            lock.release()
    return 0


def page(options: argparse.Namespace) -> int:
    """Any page as a file; one about a person or money is journalled under the operator."""
    wanted, out = _wanted(options), Path(options.out)
    if wanted.kind in ("receipt", "corrected"):
        raise OperatorCanFix("page-for-receipt")
    if wanted.kind == "blank-form" and not hasattr(options, "data"):
        write_file(out, _shipped_form(options))
        return 0
    with at_work(options) as (session, room):
        if wanted.kind in NOTED and not session.somebody_works:
            raise OperatorCanFix("page-operator")
        made = room.on_paper(wanted, options.size, large=options.large)
        write_file(out, made.pdf)
        try:
            room.note(made)
        except Refusal:
            out.unlink()
            raise
    return 0


def _wanted(options: argparse.Namespace) -> PageWanted:
    return PageWanted(
        options.kind,
        service=_number(options.service) if options.service else 0,
        tid=tracking.check(options.tid) if options.tid else "",
        visit=options.visit,
        payment=options.payment,
        refund=options.refund,
        number=options.number,
        first=options.first,
        last=options.last,
    )


def _number(service: str) -> int:
    digits = latin_digits(service).strip()
    if not digits.isdecimal():
        raise OperatorCanFix("service-unknown", service=service)
    return int(digits)


def _shipped_form(options: argparse.Namespace) -> bytes:
    """The blank form of a service of the shipped catalogue: it needs no desk."""
    import printing
    from app.domain.catalogue import catalogue_from_items
    from app.wiring.pages.forms import blank_form

    catalogue = catalogue_from_items(resources.catalogue_items())
    found = catalogue.services.get(_number(options.service))
    if found is None:
        raise OperatorCanFix("service-unknown", service=options.service)
    if options.size not in (None, *PAPERS["blank-form"]):
        raise OperatorCanFix("page-paper", papers="، ".join(PAPERS["blank-form"]))
    value = blank_form(catalogue, found)
    paper: PaperSize = options.size or "a4"
    return printing.page_pdf(value, paper=paper, large=options.large)


@contextmanager
def at_work(options: argparse.Namespace) -> Iterator[tuple[Session, PrintRoom]]:
    """The desk opened as a command does, with whoever was named signed in."""
    from app.wiring.press import Press
    from app.wiring.printroom import PrintRoom
    from app.wiring.session import Session

    folder = data_folder(getattr(options, "data", None))
    session = Session(folder, window=False)
    try:
        session.unlock(passphrase_of(options))
        if options.operator:
            session.sign_in(options.operator, secret(options, "Password of the operator: "))
        yield session, PrintRoom(session, Press(session, folder / "papers"))
    finally:
        session.close()


def printer(options: argparse.Namespace) -> int:
    """Add or replace a printer, and send kinds of pages to it; without a name, list them."""
    from app.wiring.opened import unlock
    from app.wiring.printers import keep_settings, read_settings

    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        with desk.here.db.read() as connection:
            settings = read_settings(connection)
        if options.name:
            settings = _with_printer(settings, options)
            desk.writer.write(lambda connection: keep_settings(connection, settings))
        _list(settings)
    finally:
        desk.close()
    return 0


def _with_printer(settings: PrinterSettings, options: argparse.Namespace) -> PrinterSettings:
    made, known = _printer(options), settings.named(options.name)
    settings = settings.with_printer(made, instead=made.name if known else "")
    route = Route(made.name, options.paper, large=options.large, spare=options.spare or "")
    settings = settings.with_route(options.kind_of_page, route)
    check(settings)
    return settings


def _printer(options: argparse.Namespace) -> Printer:
    language = options.language or ("escpos" if options.paper in ROLLS else "pdf")
    return Printer(
        options.name,
        cast(PrinterKind, options.kind or ""),
        options.address or "",
        cast(Language, language),
        margins=options.margins,
        baud=options.baud,
    )


def _list(settings: PrinterSettings) -> None:
    same = ("name", "kind", "address", "language")
    rows = [{key: getattr(one, key) for key in same} for one in settings.printers]
    ways = settings.routes.items()
    pages = {kind or "*": f"{route.printer} {route.paper}" for kind, route in ways}
    print(json.dumps({"printers": rows, "pages": pages}, ensure_ascii=False))


def display(options: argparse.Namespace) -> int:
    """Set the customer's display and try it; the setting stays when the display is off."""
    from app.wiring.opened import unlock
    from app.wiring.printers import keep_settings, read_settings

    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        with desk.here.db.read() as connection:
            settings = replace(read_settings(connection), display=_display(options))
        check(settings)
        desk.writer.write(lambda connection: keep_settings(connection, settings))
    finally:
        desk.close()
    if settings.display:
        from app.wiring.printers import greeting
        from printing.display import CustomerDisplay

        CustomerDisplay(settings.display).show(greeting())
    return 0


def _display(options: argparse.Namespace) -> Display | None:
    address = options.address
    if address == "none":
        return None
    serial = address.startswith(("/", "COM", "com", "\\\\.\\"))
    return Display(
        "device" if serial else "tcp",
        address,
        columns=options.columns,
        code_page=options.code_page,
        select=options.select,
        baud=options.baud,
    )


def write_file(path: Path, data: bytes) -> None:
    """A file of the person's choice; what the disk says is told in a sentence."""
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise OperatorCanFix("file-unwritable", detail=fault.strerror or "") from fault
