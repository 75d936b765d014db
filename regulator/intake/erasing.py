"""Erasing a citizen's data here, by this side's own order: after its own time of keeping.

What an office erased at its desks (`body.erased`) is noted and takes nothing away here: no desk can
remove what may be evidence against it. The chain stays whole; of each body stays what says nothing
of the person, so every case is made again as it was.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from app.domain import tracking
from app.domain.entry import Entry
from app.domain.erasure import remains
from app.domain.errors import RegulatorCanFix
from regulator import clock
from regulator.auditing import lines
from regulator.intake import documents
from regulator.intake.due_moves import ENDED
from regulator.intake.models import (
    Case,
    Document,
    DocumentUse,
    ErasedBody,
    ErasureOrder,
    ForkedEntry,
    StoredBody,
    StoredEntry,
)
from regulator.intake.stored import body_of
from regulator.oversight.events import log

REGISTERED = "request.registered"
# Of a visit, before the request had a number.
BEFORE = ("identity.checked", "exemption.granted")


@dataclass(frozen=True, slots=True)
class Order:
    """Whose data goes, on which ground (a law, a decision), by which paper."""

    tid: str
    ground: str
    number: str = ""


def note_told(stored: StoredEntry, entry: Entry, body: Mapping[str, Any]) -> None:
    """An office erased its own copy; ours follows our own order."""
    facts = {name: body.get(name) for name in ("ground", "order_no", "order_date")}
    log("erasure.told", f"case:{entry.tid}", f"dev:{stored.dev}", seq=stored.seq, **facts)


def to_erase(tid: str) -> list[StoredEntry]:
    """Entries whose bodies an order would take; refused while the request goes on, or where there
    is none."""
    found = list(Case.objects.select_for_update().filter(tid=tid))
    if any(case.state not in ENDED for case in found):
        raise RegulatorCanFix("regulator-erasure-open")
    kept = _bodies(tid, found)
    if not kept:
        raise RegulatorCanFix("regulator-erasure-nothing")
    return kept


@transaction.atomic
def erase(order: Order, by: str) -> ErasureOrder:
    """Erase what is known of one ended request (`to_erase`); the order is kept with what it took.

    Files of documents that nothing else names go after the commit.
    """
    tid = tracking.check(order.tid)
    kept = to_erase(tid)
    papers = _papers(kept)
    for stored in kept:
        _erase_one(stored, order, by)
    lines.forget(one.leaf for one in kept)
    for paper in papers:
        transaction.on_commit(partial(documents.path_of(paper).unlink, missing_ok=True))
        paper.delete()
    second = ForkedEntry.objects.filter(dev__in={one.dev for one in kept}, body__isnull=False)
    facts = {"ground": order.ground, "number": order.number, "bodies": len(kept)}
    log("body.erased", f"case:{tid}", by, documents=len(papers), **facts)
    took = {"documents": len(papers), "second": second.count()}
    return ErasureOrder.objects.create(tid=tid, at=clock.now(), by=by, **facts, **took)


def _bodies(tid: str, found: list[Case]) -> list[StoredEntry]:
    """Entries of the request that still have a body, and those of its visit where nobody shares
    it."""
    kept = StoredEntry.objects.filter(kept__isnull=False).select_related("kept")
    own = list(kept.filter(tid=tid).exclude(type="body.erased").order_by("id"))
    visits = {(one.dev, _visit(one)) for one in own if one.type == REGISTERED and _visit(one)}
    devs = {case.dev for case in found} & {dev for dev, _ in visits}
    others = kept.filter(dev__in=devs, type=REGISTERED).exclude(tid=tid)
    alone = visits - {(one.dev, _visit(one)) for one in others.iterator()}
    before = kept.filter(dev__in={dev for dev, _ in alone}, type__in=BEFORE, tid="")
    return own + [one for one in before.order_by("id") if (one.dev, _visit(one)) in alone]


def _visit(stored: StoredEntry) -> str:
    return str(body_of(stored).get("visit") or "")


def _papers(kept: list[StoredEntry]) -> list[Document]:
    """Documents that only these entries name."""
    mine = DocumentUse.objects.filter(entry__in=kept)
    found: Q = Q(pk__in=[])
    for office, name in mine.values_list("office", "sha256").distinct():
        if not _others(mine, office, name).exists():
            found |= Q(office=office, sha256=name)
    return list(Document.objects.filter(found))


def _others(mine: QuerySet[DocumentUse], office: str, name: str) -> QuerySet[DocumentUse]:
    named = DocumentUse.objects.filter(office=office, sha256=name)
    return named.exclude(pk__in=mine.values("pk"))


def _erase_one(stored: StoredEntry, order: Order, by: str) -> None:
    kept = StoredBody.objects.get(entry=stored)
    left = json.dumps(remains(body_of(stored)) if kept.sound else {}).encode("ascii")
    facts = {"by": by, "ground": order.ground, "number": order.number}
    ErasedBody.objects.create(entry=stored, remains=left, at=clock.now(), **facts)
    DocumentUse.objects.filter(entry=stored).delete()
    kept.delete()
