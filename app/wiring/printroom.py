"""The print room of a session: any page asked for is made from the desk's facts, then shown as it
will come out, or sent through the press to its printer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from app.desk import waiting
from app.domain.approvals import Approval
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.moments import from_wire
from app.domain.pages import PAPERS, PageKind, PageWanted, PaperSize
from app.domain.printers import HandPicked, Page, Printer, Route
from app.domain.receipts import REPRINTS_ALONE
from app.domain.rights import Right
from app.wiring import clock
from app.wiring.opened import OpenDesk
from app.wiring.pages import Made, Room, make
from app.wiring.press import Press
from app.wiring.printers import HOURS
from app.wiring.reading import Reading
from app.wiring.session import Session
from local_db import queries, shift_queries
from local_db.queries import ReceiptFacts
from printing.windows import NamedPrinter

REPORTS: tuple[PageKind, ...] = ("x-report", "z-report", "daily", "inspection")
OF_A_REQUEST: tuple[PageKind, ...] = (
    "receipt",
    "corrected",
    "filled-form",
    "envelope",
    "missing",
    "inquiry",
    "refund",
    "delivery",
    "void",
    "agency-list",
)


class PrintRoom:
    """Pages of one session. With `reading`, a case of somebody else asks for a reason first."""

    def __init__(self, session: Session, press: Press, reading: Reading | None = None) -> None:
        self._session, self._press, self._reading = session, press, reading

    def receipt_preview(self, tid: str) -> bytes:
        """The picture of the very page that will be printed next."""
        return self.preview(PageWanted("receipt", tid=tid))[0]

    def print_receipt(self, tid: str) -> str:
        """Print an issued receipt; a copy that still waits is sent, not made again.

        Once it was printed it asks for a reason («reprint-reason»); see `print_page`.
        """
        return self.print_page(PageWanted("receipt", tid=tid))

    def preview(self, wanted: PageWanted) -> tuple[bytes, ...]:
        """A picture of each page, drawn from the PDF that will be printed."""
        import printing

        self._check_reader(wanted)
        self._check_right(wanted)
        pdf = self._draw(make(self._room(), wanted).value, self._press.routes(wanted.kind)[0])
        return tuple(printing.preview_png(pdf, page=at) for at in range(printing.page_count(pdf)))

    def print_page(self, wanted: PageWanted, approval: Approval | None = None) -> str:
        """Queue the page and send it; returns where it went.

        A receipt is printed again with its reason, marked with who, when and why; ever more often
        only with a manager's word.
        """
        with self._allowed(wanted, approval):
            if waiting := self._copy_on_its_way(wanted):
                return self._press.retry(waiting)
            return self._press.put(self.page(wanted))

    def print_with(
        self, wanted: PageWanted, picked: HandPicked, approval: Approval | None = None
    ) -> str:
        """On a printer chosen in the system's dialog; of a receipt one copy, for each is counted.

        A copy that still waits in the queue must come out or be taken out first.
        """
        printer = Printer(picked.name or picked.file, "windows", picked.name, "pdf")
        copies = 1 if wanted.kind == "receipt" else picked.copies
        by_hand = NamedPrinter(printer, file=picked.file, copies=copies)
        with self._allowed(wanted, approval):
            if self._copy_on_its_way(wanted):
                raise OperatorCanFix("print-waits")
            return self._press.put(self.page(wanted), by_hand=by_hand)

    @contextmanager
    def _allowed(self, wanted: PageWanted, approval: Approval | None) -> Iterator[None]:
        """A first copy needs nobody's word; the reason of a further one is also that of looking at
        somebody else's case."""
        prints = self._prints(wanted.tid) if wanted.kind == "receipt" else 0
        if not prints or not wanted.reason:
            self._check_reader(wanted)
            yield
            return
        if self._reading:
            self._reading.look(wanted.tid, wanted.reason, "print")
        right: Right = "reprint" if prints > REPRINTS_ALONE else "print_again"
        with self._session.allowed(right, approval, tid=wanted.tid):
            yield

    def leave(self, wanted: PageWanted) -> None:
        """Leave the page in the queue for the window that is open."""
        if not self._copy_on_its_way(wanted):
            self._press.hold(self.page(wanted))

    def page(self, wanted: PageWanted) -> Page:
        """The page drawn for its printer, and again for the spare one where its paper differs."""
        wanted = self._numbered(wanted)
        made = self._made(wanted)
        first, *spares = self._press.routes(wanted.kind)
        others = [one for one in spares if (one.paper, one.large) != (first.paper, first.large)]
        drawn = [self._draw(made.value, route) for route in (first, *others)]
        return made.page(wanted.kind, drawn[0], drawn[1] if others else b"")

    def on_paper(self, wanted: PageWanted, paper: PaperSize | None, *, large: bool) -> Page:
        """The page on a paper of one's own choice; the kind's first where none was named."""
        wanted = self._numbered(wanted)
        chosen = paper or PAPERS[wanted.kind][0]
        if chosen not in PAPERS[wanted.kind]:
            raise OperatorCanFix("page-paper", papers="، ".join(PAPERS[wanted.kind]))
        made = self._made(wanted)
        return made.page(wanted.kind, self._draw(made.value, Route("", chosen, large=large)))

    def offers(self, tid: str) -> tuple[PageKind, ...]:
        """The kinds of page there is something to print of, for one request of this desk."""
        return tuple(kind for kind in OF_A_REQUEST if self._can_make(kind, tid))

    def note(self, page: Page) -> None:
        """Journal a page that left the desk as a file."""
        self._press.note(page)

    def _check_reader(self, wanted: PageWanted) -> None:
        if self._reading and wanted.tid:
            self._reading.check(wanted.tid)

    def _can_make(self, kind: PageKind, tid: str) -> bool:
        try:
            make(self._room(), PageWanted(kind, tid=tid))
        except Refusal:
            return False
        return True

    def _check_right(self, wanted: PageWanted) -> None:
        """Figures of the whole office and of others' shifts are a manager's."""
        if wanted.kind in REPORTS and not self._own_shift(wanted):
            self._session.require("see_others_shift")

    def _own_shift(self, wanted: PageWanted) -> bool:
        me = self._session.operator
        with self._session.desk.here.db.read() as connection:
            if wanted.kind == "x-report":
                return wanted.shift in ("", queries.open_shift(connection, me))
            closed = shift_queries.closed_shift(connection, wanted.number)
            return wanted.kind == "z-report" and closed is not None and closed.operator == me

    def _made(self, wanted: PageWanted) -> Made:
        self._check_right(wanted)
        made = make(self._room(), wanted)
        if wanted.kind == "receipt" and not wanted.reason and self._prints(wanted.tid):
            raise OperatorCanFix("reprint-reason")
        return made

    def _room(self) -> Room:
        session = self._session
        return room(session.desk, session.operator if session.somebody_works else "")

    def _draw(self, value: object, route: Route) -> bytes:
        import printing

        return printing.page_pdf(value, paper=route.paper, large=route.large)

    def _receipt(self, tid: str) -> ReceiptFacts:
        with self._session.desk.here.db.read() as connection:
            known = queries.receipt(connection, tid)
        if known is None:
            raise OperatorCanFix("request-unknown")
        return known

    def _prints(self, tid: str) -> int:
        return self._receipt(tid).prints

    def _issued_at(self, tid: str) -> datetime:
        return from_wire(self._receipt(tid).at)

    def _copy_on_its_way(self, wanted: PageWanted) -> int | None:
        """The number of a receipt's copy that waits; two at a time would both be the first."""
        found = self._press.on_its_way(wanted.tid) if wanted.kind == "receipt" else None
        if found is None:
            return None
        if found.job.state in ("waiting", "failed") and found.at < self._issued_at(wanted.tid):
            # It shows a receipt that was replaced meanwhile.
            self._press.cancel(found.id)
            return None
        if found.job.state == "unsure":
            raise OperatorCanFix("print-unsure")
        if found.job.state == "printing":
            raise OperatorCanFix("print-running")
        return found.id

    def _numbered(self, wanted: PageWanted) -> PageWanted:
        """A queue ticket gets its number when it is printed, not when it is looked at."""
        if wanted.kind != "ticket" or wanted.number:
            return wanted
        here = self._session.desk.here
        service = wanted.service or None
        ticket = self._session.act(lambda: waiting.take(here, clock.moment(), service=service))
        return replace(wanted, number=ticket.number)


def room(desk: OpenDesk, operator: str) -> Room:
    """What the builders of pages may look at, of an opened desk at this moment."""
    with desk.here.db.read() as connection:
        hours = queries.setting(connection, HOURS) or ""
    catalogue = desk.load_catalogue()
    return Room(
        here=desk.here,
        catalogue=catalogue,
        release=desk.release,
        catalogue_of=desk.catalogue_of,
        now=clock.now(),
        operator=operator,
        hours=hours,
    )
