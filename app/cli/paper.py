"""Paper from a shell: a sample receipt on any size, a receipt of this desk, the printers it has."""

import argparse
import json
from pathlib import Path
from typing import Any, cast, get_args

import resources
from app.cli.desk import passphrase_of, secret
from app.domain import tracking
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import from_wire
from app.domain.papers import PaperSize
from app.domain.printers import Language, Printer, PrinterKind, Route
from app.domain.receipts import ReceiptLine, ReceiptPaper, ReceiptPayment

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
    """Print an issued receipt of this desk; it is counted and journalled under the operator."""
    from app.wiring.folder import data_folder
    from app.wiring.functions import functions
    from app.wiring.session import Session

    folder = data_folder(getattr(options, "data", None))
    session = Session(folder, window=False)
    handed = functions(session, None, folder / "papers")
    try:
        handed.unlock(passphrase_of(options))
        handed.sign_in(options.operator, secret(options, "Password of the operator: "))
        print(handed.print_receipt(tracking.check(options.tid)))
    finally:
        session.close()
    return 0


def printer(options: argparse.Namespace) -> int:
    """Add or replace a printer, and send kinds of pages to it; without a name, list them."""
    from app.wiring.folder import data_folder
    from app.wiring.opened import unlock
    from app.wiring.press import keep_printers, read_printers, read_routes

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
