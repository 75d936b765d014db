"""Printers, which page goes to which, and the life of a print job: values and rules, no devices.

>>> routes = {"receipt": Route("counter", "roll80", spare="office"), "": Route("office", "a4")}
>>> [route.printer for route in choose("receipt", routes)]
['counter', 'office']
>>> [route.paper for route in choose("daily", routes)]
['a4']
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from app.domain.errors import Owner, Refusal
from app.domain.pages import PageKind, PaperSize

PrinterKind = Literal["folder", "tcp", "device", "cups", "windows", "windows-raw"]
Language = Literal["escpos", "pdf"]
JobState = Literal["waiting", "printing", "printed", "failed", "unsure", "cancelled"]

ROLL_OF_DOTS: dict[int, PaperSize] = {576: "roll80", 384: "roll58"}
# Seconds until the next try, by how often it failed; afterwards a person is asked.
_PAUSES = (5, 15, 60, 300)
# What mends itself or by a hand on the printer is tried again; the rest waits for a person.
_TRIED_AGAIN = ("print-absent", "print-stalled", "print-no-paper", "print-busy", "print-process")


@dataclass(frozen=True, slots=True)
class Printer:
    """One printer of the office.

    `address`: a folder, `host:port`, a device file, or a queue's name. `language` is what it is
    sent; with `margins` it keeps a left margin that is set, so less is sent; `baud` is for serial
    ports only. `seconds` is how long it may keep us waiting in all.
    """

    name: str
    kind: PrinterKind
    address: str
    language: Language
    cut: bool = True
    margins: bool = False
    baud: int = 0
    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Route:
    """Where a kind of page goes, on which paper, and which printer steps in."""

    printer: str
    paper: PaperSize
    large: bool = False
    spare: str = ""
    spare_paper: PaperSize | None = None


@dataclass(frozen=True, slots=True)
class HandPicked:
    """A printer of the system chosen in its own dialog («چاپ با…»), or a file to print to."""

    name: str
    file: str = ""
    copies: int = 1


def choose(kind: str, routes: Mapping[str, Route]) -> tuple[Route, ...]:
    """The printers to try for a kind of page, in order; "" is the route of all other kinds.

    Empty when the office has set none: the page is then kept as a file.
    """
    first = routes.get(kind) or routes.get("")
    if first is None:
        return ()
    if not first.spare:
        return (first,)
    paper = first.spare_paper or first.paper
    return first, replace(first, printer=first.spare, paper=paper, spare="", spare_paper=None)


@dataclass(frozen=True, slots=True)
class Job:
    """A page on its way to paper. `reason` is the code of the last refusal."""

    state: JobState = "waiting"
    tries: int = 0
    reason: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be printed. `name` is a tracking ID or another number without personal data.

    `receipt` is the tracking ID of the receipt it is a copy of, `why` the reason of a reprint;
    `visit` and `tids` are what any other page is about. `spare` is the page laid out again, where
    the printer that steps in has another paper.
    """

    kind: PageKind
    name: str
    pdf: bytes
    spare: bytes = b""
    receipt: str | None = None
    visit: str | None = None
    tids: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Queued:
    """One job of the queue, without its pictures. `tid` is the receipt's, None for other pages."""

    id: int
    kind: PageKind
    name: str
    tid: str | None
    printer: str
    at: datetime
    job: Job
    visit: str | None = None
    tids: tuple[str, ...] = ()
    why: str = ""

    @property
    def called(self) -> str:
        """What files and spoolers call it: a receipt by its number alone, others by kind too."""
        return self.name if self.tid else f"{self.kind}-{self.name}"


def started(job: Job) -> Job:
    """The printer is being sent to. ValueError for a job that is over."""
    if job.state in ("printed", "cancelled"):
        raise ValueError(f"a {job.state} job is not printed again: make a new one")
    return replace(job, state="printing", tries=job.tries + 1, due=None)


def ended(job: Job) -> Job:
    """The whole page went out."""
    return replace(job, state="printed", reason="", due=None)


def refused(job: Job, refusal: Refusal, now: datetime) -> Job:
    """It did not go out: tried again by itself a few times, then a person is asked.

    A page cut short is never repeated by itself: half of it may be in somebody's hand.
    """
    if refusal.code == "print-cut-short":
        return replace(job, state="unsure", reason=refusal.code, due=None)
    again = refusal.code in _TRIED_AGAIN and job.tries <= len(_PAUSES)
    if not again:
        return replace(job, state="failed", reason=refusal.code, due=None)
    pause = timedelta(seconds=_PAUSES[job.tries - 1])
    return replace(job, state="waiting", reason=refusal.code, due=now + pause)


def found_at_start(job: Job) -> Job:
    """A job the program died over: only the operator can know whether paper came out."""
    return replace(job, state="unsure", due=None) if job.state == "printing" else job


def answered(job: Job, *, came_out: bool) -> Job:
    """The operator looked at the printer."""
    if job.state != "unsure":
        raise ValueError("only a job nobody is sure of is asked about")
    return ended(job) if came_out else replace(job, state="waiting", tries=0, due=None)


def cancelled(job: Job) -> Job:
    """No longer wanted; what came out cannot be called back."""
    if job.state == "printed":
        raise ValueError("a printed page cannot be cancelled")
    return replace(job, state="cancelled", due=None)


def retried(job: Job) -> Job:
    """The operator asks for it now."""
    if job.state not in ("failed", "waiting"):
        raise ValueError(f"a {job.state} job is not tried again")
    return replace(job, state="waiting", tries=0, due=None)


def is_due(job: Job, now: datetime) -> bool:
    """Whether the window should send it now."""
    return job.state == "waiting" and (job.due is None or job.due <= now)


_OWNERS: dict[str, Owner] = {
    "print-absent": "operator",
    "print-busy": "time",
    "print-cut-short": "operator",
    "print-no-paper": "operator",
    "print-stalled": "operator",
}


def waits_for(job: Job) -> Owner:
    """Who must act on a job that is not over; «nobody» for one that is."""
    if job.state in ("printed", "cancelled"):
        return "nobody"
    if job.state == "unsure":
        return "operator"
    return _OWNERS.get(job.reason, "manager") if job.reason else "time"
