"""Storing judged entries and everything that follows from them, in a fixed number of statements.

Six entries cost as many as five hundred; only what hardly ever happens (findings) is written one by
one.
"""

from app.domain import entry
from regulator import clock
from regulator.intake import cases, due_moves, erasing, uses
from regulator.intake.casebook import Casebook
from regulator.intake.judge import Judged
from regulator.intake.models import DeviceHead, StoredBody, StoredEntry, Taken
from regulator.intake.stored import to_bytes
from regulator.licensing import telling as licensing
from regulator.notices import telling
from regulator.offices import proposals
from regulator.offices.models import Enrolment
from regulator.oversight import answers, findings
from regulator.oversight.events import log
from regulator.rows import insert, together, update

# Reasons of a verdict on whatever a key says after its end.
ENDED = ("revoked", "epoch-closed")
# What an entry tells besides its case.
HEARD = {
    "finding.answered": answers.heard,
    "announcement.read": telling.note_read,
    "closing.asked": licensing.closing_asked,
    "operator.added": proposals.proposed,
    "operator.changed": proposals.changed,
    "body.erased": erasing.note_told,
}
Pair = tuple[Judged, StoredEntry]


def append(judged: list[Judged], head: DeviceHead, enrolment: Enrolment) -> list[StoredEntry]:
    """The rows of the entries that follow the head, which moves on to the last of them."""
    if not judged:
        return []
    stored = insert(_rows(judged, head), number=True)
    pairs = list(zip(judged, stored, strict=True))
    _note_findings(pairs, enrolment)
    book = _projected(pairs, enrolment)
    with together(len(stored)):
        insert(_bodies(pairs))
        uses.note((row, one.body) for one, row in pairs if one.body)
        book.save()
        insert([Taken(dev=head.dev, first=stored[0].seq, last=stored[-1].seq)])
        head.seq, head.leaf = stored[-1].seq, stored[-1].leaf
        update([head], ("seq", "leaf"))
        log("segment.taken", f"dev:{head.dev}", "intake", upto=head.seq, count=len(stored))
    return stored


def _rows(judged: list[Judged], head: DeviceHead) -> list[StoredEntry]:
    at = clock.now()
    return [
        StoredEntry(
            dev=head.dev,
            seq=seq,
            token=to_bytes(one.token),
            leaf=one.leaf,
            arrived_at=at,
            verdict=one.verdict,
            reason=one.reason,
            owner=one.owner,
            type=one.entry.type[:40] if one.entry else "",
            office=one.entry.office if one.entry else "",
            tid=(one.entry.tid or "") if one.entry else "",
        )
        for seq, one in enumerate(judged, head.seq + 1)
    ]


def _bodies(pairs: list[Pair]) -> list[StoredBody]:
    return [
        StoredBody(entry=row, content=one.content, sound=one.body is not None)
        for one, row in pairs
        if one.content is not None
    ]


def _note_findings(pairs: list[Pair], enrolment: Enrolment) -> None:
    for one, row in pairs:
        for broken in one.broken:
            findings.note(
                row.office,
                row.dev,
                seq=row.seq,
                leaf=row.leaf,
                reason=broken.reason,
                owner=broken.owner,
                **broken.facts,
            )
        if one.entry and (hear := HEARD.get(one.entry.type)):
            hear(row, one.entry, one.body or {})
    _note_ended([row for _, row in pairs], enrolment)


def _note_ended(stored: list[StoredEntry], enrolment: Enrolment) -> None:
    """A key that was revoked or closed still speaks: said once for it."""
    ended = next((one for one in stored if one.reason in ENDED), None)
    if ended is not None:
        findings.note(
            enrolment.office_id,
            enrolment.dev,
            seq=ended.seq,
            leaf=entry.genesis(enrolment.certificate),
            reason=ended.reason,
            owner="manager",
            desk=enrolment.desk.number,
        )


def _projected(pairs: list[Pair], enrolment: Enrolment) -> Casebook:
    sources = [cases.Source(row, one.entry, one.body or {}) for one, row in pairs if one.entry]
    book, known = Casebook(enrolment.office_id, tell=True), due_moves.closings()
    cases.fetch(book, sources)
    for source in sources:
        touched = cases.project(book, source)
        if source.entry.type in (cases.REGISTERED, cases.RECEIPT):
            due_moves.settle_these(book, touched, known, by="intake")
    return book
