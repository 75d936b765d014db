"""The supervision board and its exports; of the role `reform` its own report in their place."""

from datetime import date

from ninja import Field, Schema

from app.domain.board import Board
from app.domain.reform import ReformReport
from regulator.auditing.doors import Asker, Told, door
from regulator.problems import Problem
from regulator.supervision import exports, queries, reform, tables
from regulator.supervision.within import Within, within

_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


class Days(Schema):
    """The first and the last day, `YYYY-MM-DD`."""

    since: date = Field(ge=_FIRST, le=_LAST)
    until: date = Field(ge=_FIRST, le=_LAST)


class File(Days):
    """And what the file shall be."""

    form: exports.Form


@door("board", "board", Board | ReformReport)
def board(asker: Asker, asked: Days) -> Told:
    """The board of what the account sees; of the role `reform` the report the law lists."""
    return Told(_of(asker, asked), about=_about(asked))


@door("board/export", "board", bytes, media="application/octet-stream")
def board_export(asker: Asker, asked: File) -> Told:
    """The same as a file: CSV, XLSX or JSON."""
    found = _of(asker, asked)
    told = tables.of_board(found) if isinstance(found, Board) else tables.of_reform(found)
    return Told(exports.as_file(found, told, asked.form), about=_about(asked))


def _of(asker: Asker, asked: Days) -> Board | ReformReport:
    if asked.until < asked.since:
        raise Problem("malformed")
    if asker.auditor.role == "reform":
        return reform.report(asked.since, asked.until)
    return queries.board(_seen(asker, asked))


def _seen(asker: Asker, asked: Days) -> Within:
    """Sums do not say which agency an answer chose: of shared services an agency sees none here."""
    seen = asker.sight
    return within(asked.since, asked.until, offices=seen.offices, services=seen.services)


def _about(asked: Days) -> dict[str, str]:
    return {"since": asked.since.isoformat(), "until": asked.until.isoformat()}
