"""The press: sends queued pages to the printers the office set, one after the other.

A page is queued before anything is sent, so a jam, a power cut or a printer that is off loses
nothing; what became of its paper is journalled. Only the window prints from the queue: whoever
sends a page claims it first, so it comes out once whoever else looks at the queue.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from app.desk import receipts, slips
from app.domain import pages, printers
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.moments import to_wire
from app.domain.pages import PageKind
from app.domain.printers import Job, Page, Printer, Queued, Route
from app.wiring import clock
from app.wiring.printers import read_printers, read_routes
from app.wiring.session import Session
from local_db import print_queue
from printing.outputs import output
from printing.windows import NamedPrinter
from resources.words import PAGES

FOLDER = "folder"
Result = TypeVar("Result")


class Press:
    """The queue of one session. Without any printer set, pages become files in a folder."""

    def __init__(self, session: Session, papers: Path) -> None:
        self._session = session
        self._files = Printer(FOLDER, "folder", str(papers), "pdf")
        self._one_at_a_time = Lock()

    def put(self, page: Page, *, by_hand: NamedPrinter | None = None) -> str:
        """Queue a page and send it now; a refusal is told, and the job stays in the queue.

        On a printer chosen `by_hand` a page that is refused is given up: it may be chosen again.
        """

        def claimed(connection: Connection) -> Queued | None:
            return print_queue.claim(connection, print_queue.add(connection, page, at=_now()))

        try:
            queued = self._write(claimed)
        except ManagerCanFix as full:
            if full.code != "desk-file-unwritable" or page.receipt is None:
                raise
            return self._straight(page, by_hand)
        return self._send(queued, by_hand=by_hand)

    def hold(self, page: Page) -> None:
        """Queue a page for the window, which prints it in its next round."""
        self._write(lambda connection: print_queue.add(connection, page, at=_now()))

    def tick(self) -> None:
        """Send what is due; a kind of page that is refused again waits for the next round."""
        if not self._session.somebody_works:
            return
        jammed: set[str] = set()
        for queued in self.jobs():
            if queued.kind in jammed or not printers.is_due(queued.job, clock.now()):
                continue
            if claimed := self._claim(queued.id):
                try:
                    self._send(claimed)
                except Refusal:
                    jammed.add(queued.kind)

    def jobs(self) -> tuple[Queued, ...]:
        """What is not over, oldest first."""
        return self._read(print_queue.open_jobs)

    def on_its_way(self, tid: str) -> Queued | None:
        """The copy of that receipt which is not over, if there is one."""
        return self._read(lambda connection: print_queue.open_job_of(connection, tid))

    def found_at_start(self) -> tuple[Queued, ...]:
        """Jobs the program died over become unsure; the operator is asked about them."""
        for queued in self.jobs():
            if queued.job.state == "printing":
                self._keep(queued.id, printers.found_at_start(queued.job))
        return tuple(queued for queued in self.jobs() if queued.job.state == "unsure")

    def answer(self, number: int, came_out: bool) -> None:
        """The operator looked: the paper is there, or it is not and goes out again."""
        queued = self._turn(number, lambda job: printers.answered(job, came_out=came_out))
        if came_out:
            self._journal(queued, "")
        else:
            self._send(self._claim(number))

    def retry(self, number: int) -> str:
        """Send it now, whatever the pause."""
        self._turn(number, printers.retried)
        return self._send(self._claim(number))

    def cancel(self, number: int) -> None:
        """No longer wanted; a receipt stays issued and can be printed again."""
        self._turn(number, printers.cancelled)

    def note(self, page: Page | Queued) -> None:
        """Journal a paper that is no receipt, where its kind is of those that are journalled."""
        if page.kind not in pages.NOTED:
            return
        here, op = self._session.desk.here, self._session.operator
        about: dict[str, Any] = {"visit": page.visit, "tids": page.tids}
        if page.kind == "z-report":
            about["number"] = int(page.name)
        self._session.act(lambda: slips.note_slip(here, clock.moment(), page.kind, op=op, **about))

    def routes(self, kind: PageKind) -> tuple[Route, ...]:
        """The printers of a kind of page with the papers it is laid out on; never none.

        Raises «print-paper-unsuitable» for a page that has no place on the paper that was set.
        """
        known = self._read(read_routes)
        chosen = printers.choose(kind, known) or (Route(FOLDER, pages.PAPERS[kind][0]),)
        if chosen[0].paper not in pages.PAPERS[kind]:
            raise ManagerCanFix("print-paper-unsuitable", page=PAGES[kind])
        return tuple(one for one in chosen if one.paper in pages.PAPERS[kind])

    def _send(self, queued: Queued | None, *, by_hand: NamedPrinter | None = None) -> str:
        if queued is None:
            raise OperatorCanFix("print-job-unknown")
        with self._one_at_a_time:
            try:
                printer, where = self._deliver(queued, by_hand)
            except Refusal as jam:
                self._refused(queued, jam, given_up=by_hand is not None)
                raise
            self._keep(queued.id, printers.ended(queued.job), printer.name)
            self._journal(queued, printer.kind)
            return where

    def _straight(self, page: Page, by_hand: NamedPrinter | None) -> str:
        """A disk that takes nothing: a copy of an issued receipt comes out all the same. It is not
        counted, and nothing of it waits in memory."""
        with self._one_at_a_time:
            return self._put(page.kind, page.name, (page.pdf, page.spare or page.pdf), by_hand)[1]

    def _deliver(self, queued: Queued, by_hand: NamedPrinter | None) -> tuple[Printer, str]:
        pictures = self._read(lambda connection: print_queue.pictures(connection, queued.id))
        return self._put(queued.kind, queued.called, pictures, by_hand)

    def _put(
        self,
        kind: PageKind,
        called: str,
        pictures: tuple[bytes, bytes],
        by_hand: NamedPrinter | None,
    ) -> tuple[Printer, str]:
        """The first printer of the route that takes the page; else the last one's refusal."""
        first, spare = pictures
        if by_hand:
            return by_hand.printer, by_hand.put(called, first)
        jam: Refusal = ManagerCanFix("print-no-printer", kind=kind)
        for place, printer in enumerate(self._printers(kind)):
            try:
                picture = spare if place else first
                return printer, str(output(printer).put(called, picture))
            except Refusal as refused:
                jam = refused
                if refused.code == "print-cut-short":
                    break
        raise jam

    def _printers(self, kind: PageKind) -> tuple[Printer, ...]:
        known, routes = self._read(read_printers), self._read(read_routes)
        chosen = printers.choose(kind, routes)
        names = [one.printer for one in chosen if one.paper in pages.PAPERS[kind]]
        return tuple(known[name] for name in names if name in known) or (self._files,)

    def _refused(self, queued: Queued, jam: Refusal, *, given_up: bool) -> None:
        name, job = (
            str(jam.facts.get("printer", "")),
            printers.refused(queued.job, jam, clock.now()),
        )
        if given_up and job.state != "unsure":
            job = printers.cancelled(job)
        self._keep(queued.id, job, name)
        if queued.tid:
            here, op, tid = self._session.desk.here, self._session.operator, queued.tid
            self._session.act(
                lambda: receipts.note_print_failed(
                    here, clock.moment(), tid, op=op, reason=jam.code
                )
            )

    def _journal(self, queued: Queued, kind: str) -> None:
        """What came out: a copy of a receipt, or a slip about somebody."""
        here, op, tid = self._session.desk.here, self._session.operator, queued.tid
        if tid:
            said = {"output": kind or "asked", "reason": queued.why}
            self._session.act(
                lambda: receipts.note_printed(here, clock.moment(), tid, op=op, **said)
            )
        else:
            self.note(queued)

    def _claim(self, number: int) -> Queued | None:
        return self._write(lambda connection: print_queue.claim(connection, number))

    def _turn(self, number: int, turn: Callable[[Job], Job]) -> Queued:
        """One step of a job's life that a person asked for; one that is over by now refuses."""

        def turned(connection: Connection) -> Queued | None:
            found = print_queue.find(connection, number)
            try:
                job = turn(found.job) if found else None
            except ValueError:
                job = None
            if job:
                print_queue.keep(connection, number, job)
            return found if job else None

        queued = self._write(turned)
        if queued is None:
            raise OperatorCanFix("print-job-unknown")
        return queued

    def _keep(self, number: int, job: Job, printer: str = "") -> None:
        self._write(lambda connection: print_queue.keep(connection, number, job, printer))

    def _read(self, question: Callable[[Connection], Result]) -> Result:
        with self._session.desk.here.db.read() as connection:
            return question(connection)

    def _write(self, change: Callable[[Connection], Result]) -> Result:
        return self._session.desk.writer.write(change)


def _now() -> str:
    return to_wire(clock.now())
