"""A press in memory for the windows: the queue's own rules, no printer, a page that is a picture.

What the next sending meets is set by `jam`.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain import printers
from app.domain.approvals import Approval
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.pages import PageKind, PageWanted
from app.domain.printer_settings import PrinterSettings, check
from app.domain.printers import HandPicked, Job, Queued

TIDS = ("7230110003282000017", "7230110003282000024")
AT = datetime(2026, 11, 21, 6, 40, tzinfo=UTC)


@dataclass
class MemoryPress:
    """`note` says that a function was called, as the desk counts them."""

    note: Callable[[str], None] = lambda _what: None
    jobs: dict[int, Queued] = field(default_factory=dict)
    unprinted: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    jam: Refusal | None = None
    printed: list[PageWanted] = field(default_factory=list)
    picked: list[HandPicked] = field(default_factory=list)
    offered: tuple[PageKind, ...] = ("receipt", "filled-form", "envelope")
    # Copies of each receipt that came out, and how many a manager need not agree to.
    copies: dict[str, int] = field(default_factory=dict)
    alone: int = 3
    settings: PrinterSettings = field(default_factory=PrinterSettings)
    away: set[str] = field(default_factory=set)
    tried: list[tuple[str, str]] = field(default_factory=list)
    # Cases of somebody else that were not looked at yet, and why they were.
    foreign: set[str] = field(default_factory=set)
    reads: list[tuple[str, str]] = field(default_factory=list)

    def functions(self) -> dict[str, Any]:
        """What a window is handed about paper; the first copy of a receipt is the desk's own."""
        return {
            "print_jobs": self.open_jobs,
            "print_answer": self.answer,
            "print_retry": self.retry,
            "print_cancel": self.cancel,
            "unprinted": self.left,
            "page_offers": self.offers,
            "page_preview": self.preview,
            "print_page": self.print_page,
            "print_with": self.print_with,
            "read_case": self.read,
            "printer_settings": lambda: self._told("printer_settings", self.settings),
            "keep_printer_settings": self.keep_settings,
            "probe_printer": self.probe,
            "try_printer": lambda name, paper: self.tried.append((name, paper)),
            "try_terminal": lambda address: self.tried.append(("terminal", address)),
            "try_display": lambda display: self.tried.append(("display", display.address)),
        }

    def keep_settings(self, settings: PrinterSettings) -> PrinterSettings:
        self.note("keep_printer_settings")
        check(settings)
        self.settings = settings
        return settings

    def probe(self, name: str) -> None:
        self.note("probe_printer")
        if name in self.away:
            raise OperatorCanFix("print-absent", printer=name)

    def _told(self, what: str, value: PrinterSettings) -> PrinterSettings:
        self.note(what)
        return value

    def put(self, job: Job, *, tid: str = TIDS[0], printer: str = "EPSON TM-T20") -> int:
        """A page that is already in the queue when the window opens."""
        number = len(self.jobs) + 1
        self.jobs[number] = Queued(number, "receipt", tid, tid, printer, AT, job)
        return number

    def state(self, number: int) -> str:
        return self.jobs[number].job.state

    def open_jobs(self) -> tuple[Queued, ...]:
        self.note("print_jobs")
        over = ("printed", "cancelled")
        return tuple(one for one in self.jobs.values() if one.job.state not in over)

    def answer(self, number: int, came_out: bool) -> None:
        self.note("print_answer")
        self._keep(number, printers.answered(self.jobs[number].job, came_out=came_out))
        if not came_out:
            self._send(number)

    def retry(self, number: int) -> str:
        self.note("print_retry")
        self._keep(number, printers.retried(self.jobs[number].job))
        return self._send(number)

    def cancel(self, number: int) -> None:
        self.note("print_cancel")
        self._keep(number, printers.cancelled(self.jobs[number].job))

    def left(self) -> tuple[str, ...]:
        self.note("unprinted")
        return tuple(self.unprinted)

    def print_receipt(self, tid: str) -> str:
        self.note("print")
        tid = tid.removeprefix("receipt-")
        if self.copies.get(tid):
            raise OperatorCanFix("reprint-reason")
        return self._copy(tid)

    def offers(self, tid: str) -> tuple[PageKind, ...]:
        self.note("page_offers")
        return self.offered

    def preview(self, wanted: PageWanted) -> tuple[bytes, ...]:
        self.note("page_preview")
        if wanted.tid in self.foreign:
            raise OperatorCanFix("read-reason-needed", tid=wanted.tid)
        return (page_picture(),)

    def read(self, tid: str, reason: str) -> None:
        self.reads.append((tid, reason))
        self.foreign.discard(tid)

    def print_page(self, wanted: PageWanted, approval: Approval | None) -> str:
        self.note("print_page")
        if wanted.kind == "receipt":
            if (
                self.copies.get(wanted.tid.removeprefix("receipt-"), 0) > self.alone
                and not approval
            ):
                raise ManagerCanFix("approval-missing")
            self.printed.append(wanted)
            return self._copy(wanted.tid.removeprefix("receipt-"))
        if self.jam:
            raise self.jam
        self.printed.append(wanted)
        return "پوشه رسیدها"

    def print_with(self, wanted: PageWanted, picked: HandPicked, approval: Approval | None) -> str:
        self.picked.append(picked)
        return self.print_page(wanted, approval)

    def _copy(self, tid: str) -> str:
        if tid in self.unprinted:
            self.unprinted.remove(tid)
        where = self._send(self.put(Job(), tid=tid))
        self.copies[tid] = self.copies.get(tid, 0) + 1
        return where

    def _send(self, number: int) -> str:
        job = printers.started(self.jobs[number].job)
        if self.jam:
            self._keep(number, printers.refused(job, self.jam, AT + timedelta(minutes=20)))
            raise self.jam
        self._keep(number, printers.ended(job))
        self.sent.append(self.jobs[number].name)
        return "پوشه رسیدها"

    def _keep(self, number: int, job: Job) -> None:
        self.jobs[number] = replace(self.jobs[number], job=job)


def absent() -> OperatorCanFix:
    """The printer does not answer."""
    return OperatorCanFix("print-absent", printer="EPSON TM-T20")


def page_picture() -> bytes:
    """A page as tall and narrow as a receipt."""
    from PIL import Image, ImageDraw  # a start that is measured has none

    page = Image.new("L", (576, 1400), 255)
    ImageDraw.Draw(page).rectangle((40, 40, 536, 1360), outline=0, width=3)
    kept = io.BytesIO()
    page.save(kept, "PNG")
    return kept.getvalue()
