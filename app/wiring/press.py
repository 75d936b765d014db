"""The press: sends queued pages to the printers the office set, one after the other.

A page is queued before anything is sent, so a jam, a power cut or a printer that is off loses
nothing; what became of a receipt's paper is journalled. Only the window prints from the queue.
"""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any

from app.desk import receipts
from app.domain import printers
from app.domain.errors import ManagerCanFix, Refusal
from app.domain.moments import to_wire
from app.domain.printers import Job, Printer, Queued, Route
from app.wiring import clock
from app.wiring.session import Session
from local_db import print_queue, queries
from printing.outputs import output

FOLDER = "folder"


class Press:
    """The queue of one session. Without any printer set, pages become files in a folder."""

    def __init__(self, session: Session, papers: Path) -> None:
        self._session = session
        self._files = Printer(FOLDER, "folder", str(papers), "pdf")
        self._one_at_a_time = Lock()

    def put(self, kind: str, name: str, page: bytes, *, tid: str | None = None) -> str:
        """Queue a page and send it now; a refusal is told, and the job stays in the queue."""
        at = to_wire(clock.now())
        number = self._session.desk.writer.write(
            lambda connection: print_queue.add(connection, kind, name, tid=tid, page=page, at=at)
        )
        return self._send(number)

    def tick(self) -> None:
        """Send what is due; a job that is refused again says so in the queue."""
        if not self._session.somebody_works:
            return
        for queued in self.jobs():
            if printers.is_due(queued.job, clock.now()):
                try:
                    self._send(queued.id)
                except Refusal:
                    continue

    def jobs(self) -> tuple[Queued, ...]:
        """What is not over, oldest first."""
        with self._session.desk.here.db.read() as connection:
            return print_queue.open_jobs(connection)

    def found_at_start(self) -> tuple[Queued, ...]:
        """Jobs the program died over become unsure; the operator is asked about them."""
        for queued in self.jobs():
            if queued.job.state == "printing":
                self._keep(queued.id, printers.found_at_start(queued.job))
        return tuple(queued for queued in self.jobs() if queued.job.state == "unsure")

    def answer(self, number: int, came_out: bool) -> None:
        """The operator looked: the paper is there, or it is not and goes out again."""
        queued = self._find(number)
        self._keep(number, printers.answered(queued.job, came_out=came_out))
        if came_out:
            self._journal(queued, "")
        else:
            self._send(number)

    def retry(self, number: int) -> str:
        """Send it now, whatever the pause."""
        self._keep(number, printers.retried(self._find(number).job))
        return self._send(number)

    def cancel(self, number: int) -> None:
        """No longer wanted; a receipt stays issued and can be printed again."""
        self._keep(number, printers.cancelled(self._find(number).job))

    def _send(self, number: int) -> str:
        with self._one_at_a_time:
            queued = self._find(number)
            job = printers.started(queued.job)
            self._keep(number, job)
            with self._session.desk.here.db.read() as connection:
                page = print_queue.page(connection, number)
            try:
                printer, where = self._deliver(queued, page)
            except Refusal as jam:
                self._refused(queued, job, jam)
                raise
            self._keep(number, printers.ended(job), printer.name)
            self._journal(queued, printer.kind)
            return where

    def _deliver(self, queued: Queued, page: bytes) -> tuple[Printer, str]:
        """The first printer of the route that takes the page; else the last one's refusal."""
        jam: Refusal = ManagerCanFix("print-no-printer", kind=queued.kind)
        for printer in self._printers(queued.kind):
            try:
                return printer, str(output(printer).put(queued.name, page))
            except Refusal as refused:
                jam = refused
                if refused.code == "print-cut-short":
                    break
        raise jam

    def route(self, kind: str) -> Route:
        """The paper a kind of page is laid out for; the 80 mm roll where nothing was set."""
        with self._session.desk.here.db.read() as connection:
            chosen = printers.choose(kind, read_routes(connection))
        return chosen[0] if chosen else Route(FOLDER, "roll80")

    def _printers(self, kind: str) -> tuple[Printer, ...]:
        with self._session.desk.here.db.read() as connection:
            known, routes = read_printers(connection), read_routes(connection)
        names = [route.printer for route in printers.choose(kind, routes)]
        return tuple(known[name] for name in names if name in known) or (self._files,)

    def _refused(self, queued: Queued, job: Job, jam: Refusal) -> None:
        name = str(jam.facts.get("printer", ""))
        self._keep(queued.id, printers.refused(job, jam, clock.now()), name)
        if queued.tid:
            here, op, tid = self._session.desk.here, self._session.operator, queued.tid
            self._session.act(
                lambda: receipts.note_print_failed(
                    here, clock.moment(), tid, op=op, reason=jam.code
                )
            )

    def _journal(self, queued: Queued, kind: str) -> None:
        if queued.tid:
            here, op, tid = self._session.desk.here, self._session.operator, queued.tid
            self._session.act(
                lambda: receipts.note_printed(
                    here, clock.moment(), tid, op=op, output=kind or "asked"
                )
            )

    def _keep(self, number: int, job: Job, printer: str = "") -> None:
        self._session.desk.writer.write(
            lambda connection: print_queue.keep(connection, number, job, printer)
        )

    def _find(self, number: int) -> Queued:
        with self._session.desk.here.db.read() as connection:
            found = print_queue.find(connection, number)
        if found is None:
            raise ManagerCanFix("print-job-unknown")
        return found


def read_printers(connection: Any) -> dict[str, Printer]:
    """The office's printers by name, as the manager set them."""
    stored = queries.setting(connection, "printers") or []
    return {entry["name"]: Printer(**entry) for entry in stored}


def read_routes(connection: Any) -> dict[str, Route]:
    """Which kind of page goes where; "" is every other kind."""
    stored = queries.setting(connection, "routes") or {}
    return {kind: Route(**entry) for kind, entry in stored.items()}


def keep_printers(
    connection: Any, known: Mapping[str, Printer], routes: Mapping[str, Route]
) -> None:
    """Remember printers and routes; both are settings of this desk."""
    queries.set_setting(connection, "printers", [asdict(one) for one in known.values()])
    queries.set_setting(connection, "routes", {kind: asdict(one) for kind, one in routes.items()})
