"""Erasing what is known of a citizen's request by order, without breaking the chain.

The bodies go, their entries and hashes stay; `body.erased` names what went and what remains of it,
so every row follows again. Where other copies are is app.wiring.erasure's to look after.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, record
from app.domain import canonical
from app.domain.erasure import remains
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment, to_wire
from local_db import documents, erasing
from local_db.erasing import Found
from local_db.rebuild import rebuild

HERE = ("body", "answers", "search_index", "documents")
ROOM = 96 * 1024


@dataclass(frozen=True, slots=True)
class Order:
    """Whose data goes, on which ground (a law or a decision), by which paper of which date."""

    tid: str
    ground: str
    number: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """What one order took: entries by (dev, seq, leaf), and the documents whose keys are gone."""

    entries: tuple[Found, ...]
    documents: tuple[str, ...]


def erase_request(here: Here, moment: Moment, order: Order, *, op: str) -> Erased:
    """Erase the bodies of one closed, acknowledged request; durable on return.

    One transaction: the order's entry (one for each enrolment that wrote of the request), then the
    bodies, pages in the print queue, drafts of it, document keys, and the rows made again.
    """
    with here.db.write() as connection:
        found = erasing.bodies_of(connection, order.tid)
        _check(connection, order, found)
        papers = erasing.documents_of(connection, order.tid)
        for part in _parts(found):
            body = _body(order, part, papers, HERE)
            record(connection, here, moment, Act("body.erased", body, op=op, tid=order.tid))
        erasing.erase(connection, [one.n for one in found])
        erasing.drop_pages(connection, order.tid)
        erasing.drop_drafts(connection, order.tid)
        for name in papers:
            documents.forget(connection, name, at=to_wire(moment.wall), why="erased")
        rebuild(connection)
        erasing.forget_words(connection)
    return Erased(tuple(found), papers)


def note_backups(here: Here, moment: Moment, order: Order, erased: Erased, *, op: str) -> None:
    """Every backup this desk knows of has been replaced by one that was made afterwards."""
    with here.db.write() as connection:
        for part in _parts(erased.entries):
            body = _body(order, part, erased.documents, ("backups",))
            body.pop("kept")
            record(connection, here, moment, Act("body.erased", body, op=op, tid=order.tid))


def _check(connection: Connection, order: Order, found: Sequence[Found]) -> None:
    if not found:
        raise OperatorCanFix("erasure-nothing")
    if erasing.is_open(connection, order.tid):
        raise OperatorCanFix("erasure-open")
    if erasing.are_owed(connection, [one.n for one in found]):
        raise OperatorCanFix("erasure-owed")


def _parts(found: Sequence[Found]) -> list[list[Found]]:
    """By enrolment, and small enough for one entry's body."""
    parts: list[list[Found]] = []
    for one in found:
        fits = parts and parts[-1][0].dev == one.dev and _size([*parts[-1], one]) <= ROOM
        if fits:
            parts[-1].append(one)
        else:
            parts.append([one])
    return parts


def _size(part: Sequence[Found]) -> int:
    return sum(len(_remains(one)) * 2 + 100 for one in part)  # quotes in it are escaped


def _remains(one: Found) -> str:
    return canonical.dumps(remains(one.body)).decode()


def _body(
    order: Order, part: Sequence[Found], papers: Sequence[str], copies: Sequence[str]
) -> dict[str, Any]:
    return {
        "dev": part[0].dev,
        "entries": [{"seq": one.seq, "leaf": one.leaf} for one in part],
        "documents": list(papers),
        "ground": order.ground,
        "order_no": order.number,
        "order_date": order.date,
        "copies": list(copies),
        "kept": [{"seq": one.seq, "body": _remains(one)} for one in part],
    }
