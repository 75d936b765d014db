"""Paper from a shell: a sample receipt, any page of this desk, the printers it has."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import resources
from app.cli.desk import passphrase_of, secret
from app.domain import tracking
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.moments import from_wire
from app.domain.pages import NOTED, PAPERS, PageWanted
from app.domain.papers import PaperSize
from app.domain.printers import Language, Printer, PrinterKind, Route
from app.domain.receipts import ReceiptLine, ReceiptPaper, ReceiptPayment
from app.domain.text import latin_digits
from app.wiring.folder import WindowLock, data_folder

if TYPE_CHECKING:
    from app.wiring.printroom import PrintRoom
    from app.wiring.session import Session

SIZES, KINDS, LANGUAGES = get_args(PaperSize), get_args(PrinterKind), get_args(Language)


def receipt(options: argparse.Namespace) -> int:
    """`--sample`: the practice receipt, so that anybody can see what a printer will get."""
    import printing

    if not options.sample:
        raise OperatorCanFix("receipt-sample-only")
    pdf = printing.receipt_pdf(sample(), paper=options.size, large=options.large)
    _write(Path(options.out), pdf)
    if options.png:
        _write(Path(options.png), printing.png(pdf))
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
    with _at_work(options) as (session, room):
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
        _write(out, _shipped_form(options))
        return 0
    with _at_work(options) as (session, room):
        if wanted.kind in NOTED and not session.somebody_works:
            raise OperatorCanFix("page-operator")
        made = room.on_paper(wanted, options.size, large=options.large)
        _write(out, made.pdf)
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
def _at_work(options: argparse.Namespace) -> Iterator[tuple[Session, PrintRoom]]:
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
    from app.wiring.printers import keep_printers, read_printers, read_routes

    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        with desk.here.db.read() as connection:
            known, routes = read_printers(connection), read_routes(connection)
        if options.name:
            known[options.name] = _printer(options)
            route = Route(options.name, options.paper, spare=options.spare or "")
            routes[options.kind_of_page] = route
            desk.writer.write(lambda connection: keep_printers(connection, known, routes))
        _list(known, routes)
    finally:
        desk.close()
    return 0


def _printer(options: argparse.Namespace) -> Printer:
    language = options.language or ("escpos" if options.paper.startswith("roll") else "pdf")
    right = (
        options.kind in KINDS
        and options.address
        and language in LANGUAGES
        and options.paper in SIZES
    )
    if not right:
        raise ManagerCanFix("printer-incomplete", kinds="، ".join(KINDS))
    return Printer(options.name, options.kind, options.address, cast(Language, language))


def _list(known: dict[str, Printer], routes: dict[str, Route]) -> None:
    rows = [{"name": one.name, "kind": one.kind, "address": one.address} for one in known.values()]
    pages = {kind or "*": f"{route.printer} {route.paper}" for kind, route in routes.items()}
    print(json.dumps({"printers": rows, "pages": pages}, ensure_ascii=False))


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise OperatorCanFix("file-unwritable", detail=fault.strerror or "") from fault
