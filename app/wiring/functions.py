"""The functions a window is handed, gathered from the parts of one session."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from app.devices.terminal import Terminal
from app.domain.approvals import Method
from app.wiring import clock
from app.wiring.approving import Approving
from app.wiring.caring import Caring
from app.wiring.counter import Counter
from app.wiring.customer import Customer
from app.wiring.daybook import Daybook
from app.wiring.drafting import Drafting
from app.wiring.duties import DutyDesk
from app.wiring.looks import Looks
from app.wiring.pace import own_pace
from app.wiring.practice import practise
from app.wiring.press import Press
from app.wiring.printers import PrinterDesk
from app.wiring.printroom import PrintRoom
from app.wiring.protection import protection_words
from app.wiring.reading import Reading
from app.wiring.requesting import Requesting
from app.wiring.sending import SendingDesk
from app.wiring.session import Session
from app.wiring.settling import Settling
from app.wiring.shelf import Shelf
from app.wiring.shiftwork import Shiftwork
from app.wiring.staff import Staff
from app.wiring.till import Till
from app.wiring.updates import close
from app.wiring.visiting import Finding, Visiting
from ui.counter_functions import VisitFunctions
from ui.functions import Functions, SignedIn
from ui.office_functions import DayFunctions, DutyFunctions, ShiftFunctions
from ui.staff import Staff as StaffOnScreen


def functions(session: Session, terminal: Terminal | None, papers: Path) -> Functions:
    """Everything the window can ask, for one session."""
    press = Press(session, papers)
    session.keep_doing(press.tick)
    reading = Reading(session)
    till, counter, customer = Till(session, terminal), Counter(session), Customer(session)
    room, looks = PrintRoom(session, press, reading), Looks(session)
    return Functions(
        now=clock.now,
        protection=lambda: protection_words(session.folder),
        unlock=session.unlock,
        sign_in=_signing_in(session, press, looks),
        open_shift=lambda: looks.with_look(session.open_shift()),
        look=looks.of_desk,
        own_pace=lambda: own_pace(session),
        practise=lambda: practise(session),
        keep_look=looks.keep,
        close=partial(close, session),
        care=Caring(session).care(),
        plan_payments=till.plan,
        pay_by_terminal=customer.paying(till.pay_by_terminal),
        pay_by_slip=till.pay_by_slip,
        **_at_the_counter(counter, customer),
        **_of_sending(session, SendingDesk(session, terminal)),
        **_of_the_catalogue(Shelf(session)),
        **_of_drafts(Drafting(session)),
        **_of_paper(press),
        **_of_people(session, reading),
        **_of_pages(room),
        **_of_printers(PrinterDesk(session)),
        **_of_the_office(session, room),
        **_of_duties(session),
        visits=_visits(session, counter, customer),
        requests=Requesting(session).functions(),
        money=till.functions(),
        finding=Finding(session, reading).functions(),
    )


def _signing_in(
    session: Session, press: Press, looks: Looks
) -> Callable[[str, str, Method], SignedIn]:
    def sign_in(number: str, secret: str, method: Method = "password") -> SignedIn:
        signed_in = session.sign_in(number, secret, method)
        # Whoever begins to work is asked about pages a crash left half way.
        press.found_at_start()
        return looks.with_look(signed_in)

    return sign_in


def _at_the_counter(counter: Counter, customer: Customer) -> dict[str, Any]:
    return {
        "open_visit": customer.greeted(counter.open_visit),
        "confirm_date": counter.confirm_date,
        "keep_paper": counter.keep_paper,
        "look_paper": counter.look_paper,
        "register": customer.registered(counter.register),
        "issue_receipt": customer.receipted(counter.issue_receipt),
        "unprinted": counter.unprinted,
        "today": counter.today,
        "sync_state": counter.sync_state,
        "sync_now": counter.sync_now,
    }


def _visits(session: Session, counter: Counter, customer: Customer) -> VisitFunctions:
    """A visit begins with a welcome, and once nobody doubts the date."""
    visits = Visiting(session).functions()

    def begin(number: int | None, service: int | None, only_asks: bool) -> str:
        act = partial(visits.begin, number, service, only_asks)
        return customer.greeted(partial(counter.begin, act))()

    return replace(visits, begin=begin)


def _of_the_catalogue(shelf: Shelf) -> dict[str, Any]:
    return {
        "habits": shelf.habits,
        "pin": shelf.pin,
        "morning": shelf.morning,
        "acknowledge": shelf.acknowledge,
        "catalogue": shelf.catalogue,
        "release": shelf.release,
    }


def _of_sending(session: Session, desk: SendingDesk) -> dict[str, Any]:
    return {
        "queue": desk.queue,
        "queue_page": desk.page,
        "lights": desk.lights,
        "retry_line": desk.retry,
        "switch_sync": desk.switch,
        "cancel_sync": session.cancel_round,
        "wake": session.wake,
        "answer_finding": desk.answer,
        "courier_name": desk.courier_name,
        "courier_write": desk.courier_write,
        "courier_take": desk.courier_take,
        "office_totals": desk.totals,
    }


def _of_drafts(drafting: Drafting) -> dict[str, Any]:
    return {
        "save_draft": drafting.save,
        "drafts": drafting.rows,
        "open_draft": drafting.open,
        "set_aside_draft": drafting.set_aside,
        "open_aside": drafting.open_aside,
        "drop_draft": drafting.give_up,
        "draft_done": drafting.done,
    }


def _of_people(session: Session, reading: Reading) -> dict[str, Any]:
    approving, staff = Approving(session), Staff(session)
    return {
        "leave": session.leave,
        "renew": session.door.renew,
        "door_rules": session.door.rules,
        "read_case": reading.look,
        "staff": StaffOnScreen(
            everybody=staff.everybody,
            reads=staff.reads,
            disable=staff.disable,
            enable=staff.enable,
            unlock=staff.unlock,
            start_anew=staff.start_anew,
            authorise=staff.authorise,
            propose=staff.propose,
            set_rules=staff.set_rules,
        ),
        "at_door": session.door.people,
        "ask_approval": approving.ask,
        "grant_approval": approving.grant,
        "refuse_approval": approving.refuse,
        "approvals_waiting": approving.waiting,
        "answer_approval": approving.answer,
        "hear_approval": approving.listen,
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
        "try_terminal": printers.try_terminal,
    }


def _of_the_office(session: Session, room: PrintRoom) -> dict[str, Any]:
    work, book = Shiftwork(session), Daybook(session, room)
    return {
        "shifts": ShiftFunctions(work.open, work.look, work.close, work.closed),
        "days": DayFunctions(book.summary, book.drill, book.export),
        "settlement": Settling(session).functions(),
    }


def _of_duties(session: Session) -> dict[str, Any]:
    desk, sending = DutyDesk(session), SendingDesk(session, None)
    given = (desk.look, desk.ask_closing, desk.answer_complaint, sending.answer, desk.give_back)
    return {"duties": DutyFunctions(*given)}
