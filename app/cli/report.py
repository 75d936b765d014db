"""X, Z and the summary of days from a shell."""

import argparse
import json
from pathlib import Path

from app.cli.paper import at_work, write_file
from app.domain.errors import Refusal
from app.domain.jalali import day_number, parse, tehran_day
from app.domain.pages import PageWanted
from app.domain.periods import Period
from app.wiring import clock
from app.wiring.daybook import Daybook


def report(options: argparse.Namespace) -> int:
    """A report as a file; one's own shift, and for a manager all the rest. Paper is journalled."""
    out = Path(options.out)
    with at_work(options) as (session, room):
        if options.kind == "day" and out.suffix.lower() != ".pdf":
            Daybook(session, room).export(_period(options), str(out), options.office)
            return _told(out, options)
        made = room.on_paper(_wanted(options), options.size, large=options.large)
        write_file(out, made.pdf)
        try:
            room.note(made)
        except Refusal:
            out.unlink()
            raise
    return _told(out, options)


def _wanted(options: argparse.Namespace) -> PageWanted:
    if options.kind == "day":
        period = _period(options)
        return PageWanted("daily", first=period.first, last=period.last, office=options.office)
    return PageWanted("x-report" if options.kind == "x" else "z-report", number=options.number)


def _period(options: argparse.Namespace) -> Period:
    if options.to:
        return Period.between(options.date, options.to)
    day = day_number(parse(options.date)) if options.date else tehran_day(clock.now())
    return Period.of("day", day)


def _told(out: Path, options: argparse.Namespace) -> int:
    print(json.dumps({"file": str(out)}) if getattr(options, "json", False) else out)
    return 0
