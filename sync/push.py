"""Telling the regulator what happened here."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import canonical, wire
from app.domain.errors import Refusal, RegulatorCanFix, TimeCanFix
from app.domain.moments import to_wire
from local_db import journal
from local_db.file import Database
from sync import country_log
from sync.api import Forked, RegulatorApi
from sync.link import SEGMENT, Link, Write


@dataclass(frozen=True, slots=True)
class Pushed:
    """One segment's fate: entries answered, those of them that need somebody, server time."""

    answered: int = 0
    needing: int = 0
    server_time: str = ""


def push_once(
    db: Database,
    api: RegulatorApi,
    write: Write[None],
    *,
    at: datetime,
    limit: int = wire.MAX_ENTRIES,
    room: int = SEGMENT,
) -> Pushed:
    """Send the oldest unanswered entries and keep the signed answer.

    Safe to repeat at any point: if we crash, or the answer is lost, the same entries go out again
    and the regulator answers as it did before. No transaction is open while we wait.
    """
    with db.read() as connection:
        segment = journal.owed(connection, api.dev, limit=limit, room=room)
    if segment is None:
        return Pushed()
    ack, answer = _tell(api, write, segment, at=at)
    _keep(api, write, segment, ack=ack, answer=answer, at=at)
    return Pushed(ack.acked_seq - segment.start + 1, len(ack.verdicts), ack.server_time)


def _keep(
    api: RegulatorApi,
    write: Write[None],
    segment: wire.Segment,
    *,
    ack: wire.Ack,
    answer: str,
    at: datetime,
) -> None:
    """Keep an answer that speaks of exactly these entries."""
    last = segment.start + len(segment.entries) - 1
    if not segment.start <= ack.acked_seq <= last:
        raise RegulatorCanFix("regulator-nonsense", detail="acked_seq")
    if ack.acked_hash != canonical.leaf(segment.entries[ack.acked_seq - segment.start]):
        raise RegulatorCanFix("heads-differ", ours=last, theirs=ack.acked_seq)
    told = {"answer": answer, "at": to_wire(at)}
    since = segment.start
    write(lambda connection: journal.acknowledge(connection, api.dev, ack, **told, since=since))


def push_all(link: Link) -> Pushed:
    """Push until nothing is owed. Segments shrink when the line dies under one, and grow again."""
    total = Pushed()
    while (pushed := _push_paced(link)).answered:
        total = Pushed(
            total.answered + pushed.answered, total.needing + pushed.needing, pushed.server_time
        )
        link.heard(pushed.server_time)
        link.went(pushed.answered)
    return total


def _push_paced(link: Link) -> Pushed:
    link.api.ready()  # a line that is not there at all says nothing of what it can carry
    try:
        pushed = push_once(link.db, link.api, link.write, at=link.now(), room=link.segments.room)
    except TimeCanFix:
        link.segments = link.segments.slower()
        raise
    if pushed.answered:
        link.segments = link.segments.faster()
    return pushed


def compare(link: Link) -> None:
    """Ask where the regulator sees this desk's chain end, once nothing is owed.

    Heads and counts must be the same on both sides. A copy of this desk is found out here, even
    before it has anything to say: the regulator answers `rollback` or `fork`. Its answer carries
    the head of the country's log, which must have grown out of the one known here.
    """
    with link.db.read() as connection:
        place = journal.place(connection, link.api.dev)
    if place is None or place.owed:
        return
    asking = wire.Segment(place.mark.seq + 1, place.mark.leaf, (), ())
    ack, _ = _tell(link.api, link.write, asking, at=link.now())
    if (ack.acked_seq, ack.acked_hash) != (
        place.mark.seq,
        place.mark.leaf,
    ) or place.entries != place.mark.seq:
        raise RegulatorCanFix("heads-differ", ours=place.entries, theirs=ack.acked_seq)
    link.heard(ack.server_time)
    country_log.follow(link, ack.checkpoint)
    link.compared = link.now()


def _tell(
    api: RegulatorApi, write: Write[None], segment: wire.Segment, *, at: datetime
) -> tuple[wire.Ack, str]:
    """Send it. A refusal is noted; what the regulator lost is owed again; of a copied desk's story
    the regulator's word that it is kept is a proof like any other."""
    try:
        return api.push(segment)
    except Refusal as trouble:
        code, seq = trouble.code, trouble.facts.get("seq")
        write(lambda connection: journal.blame(connection, api.dev, code))
        if isinstance(trouble, Forked) and segment.entries:
            _keep(api, write, segment, ack=trouble.ack, answer=trouble.token, at=at)
        if code == "segment-seq-gap" and isinstance(seq, int):
            write(lambda connection: journal.owe_again(connection, api.dev, seq))
        raise
