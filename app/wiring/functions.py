"""The functions a window is handed, gathered from the parts of one session."""

from functools import partial
from pathlib import Path
from typing import Any

from app.devices.terminal import Terminal
from app.wiring import clock
from app.wiring.approving import Approving
from app.wiring.caring import Caring
from app.wiring.counter import Counter
from app.wiring.customer import Customer
from app.wiring.drafting import Drafting
from app.wiring.press import Press
from app.wiring.printers import PrinterDesk
from app.wiring.printroom import PrintRoom
from app.wiring.protection import protection_words
from app.wiring.session import Session
from app.wiring.shelf import Shelf
from app.wiring.till import Till
from ui.functions import Functions, SignedIn


def functions(session: Session, terminal: Terminal | None, papers: Path) -> Functions:
    """Everything the window can ask, for one session."""
    press = Press(session, papers)
    session.keep_doing(press.tick)
    till, counter, customer = Till(session, terminal), Counter(session), Customer(session)
    return Functions(
        now=clock.now,
        protection=lambda: protection_words(session.folder),
        unlock=session.unlock,
        sign_in=partial(_sign_in, session, press),
        open_shift=session.open_shift,
        close=session.close,
        care=Caring(session).care(),
        plan_payments=till.plan,
        pay_by_terminal=customer.paying(till.pay_by_terminal),
        pay_by_slip=till.pay_by_slip,
        **_at_the_counter(counter, customer),
        **_of_the_catalogue(Shelf(session)),
        **_of_drafts(Drafting(session)),
        **_of_paper(press),
        **_of_people(session),
        **_of_pages(PrintRoom(session, press)),
        **_of_printers(PrinterDesk(session)),
    )


def _sign_in(session: Session, press: Press, number: str, password: str) -> SignedIn:
    """Whoever begins to work is asked about pages a crash left half way."""
    signed_in = session.sign_in(number, password)
    press.found_at_start()
    return signed_in


def _at_the_counter(counter: Counter, customer: Customer) -> dict[str, Any]:
    return {
        "open_visit": customer.greeted(counter.open_visit),
        "register": customer.registered(counter.register),
        "issue_receipt": customer.receipted(counter.issue_receipt),
        "unprinted": counter.unprinted,
        "today": counter.today,
        "sync_state": counter.sync_state,
        "sync_now": counter.sync_now,
    }


def _of_the_catalogue(shelf: Shelf) -> dict[str, Any]:
    return {
        "habits": shelf.habits,
        "pin": shelf.pin,
        "morning": shelf.morning,
        "acknowledge": shelf.acknowledge,
        "catalogue": shelf.catalogue,
        "release": shelf.release,
    }


def _of_drafts(drafting: Drafting) -> dict[str, Any]:
    return {
        "save_draft": drafting.save,
        "drafts": drafting.rows,
        "open_draft": drafting.open,
        "drop_draft": drafting.give_up,
        "draft_done": drafting.done,
    }


def _of_people(session: Session) -> dict[str, Any]:
    approving = Approving(session)
    return {
        "at_door": session.at_door,
        "ask_approval": approving.ask,
        "grant_approval": approving.grant,
        "refuse_approval": approving.refuse,
    }


def _of_paper(press: Press) -> dict[str, Any]:
    return {
        "print_jobs": press.jobs,
        "print_answer": press.answer,
        "print_retry": press.retry,
        "print_cancel": press.cancel,
    }


def _of_pages(room: PrintRoom) -> dict[str, Any]:
    return {
        "receipt_preview": room.receipt_preview,
        "print_receipt": room.print_receipt,
        "reprint": room.reprint,
        "page_offers": room.offers,
        "page_preview": room.preview,
        "print_page": room.print_page,
        "print_with": room.print_with,
    }


def _of_printers(printers: PrinterDesk) -> dict[str, Any]:
    return {
        "printer_settings": printers.settings,
        "keep_printer_settings": printers.keep,
        "probe_printer": printers.probe,
        "try_printer": printers.try_out,
        "try_display": printers.try_display,
    }
