"""Documents go apart from the journal: by hash, piece by piece, each with tries of its own.

A piece that arrived is never sent again: after a failure the regulator is asked first how much it
has. A document that is refused, or cannot be read here, waits; the others go on.
"""

from datetime import timedelta

from app.domain.errors import Refusal, TimeCanFix
from app.domain.moments import to_wire
from local_db import documents
from local_db.documents import Waiting
from sync.link import Link
from sync.loop import CANCELLED, next_delay

# Refusals about the line as a whole, not about one document.
LINE = ("regulator-away", "regulator-nonsense", "segment-stale-nonce")


def send_all(link: Link) -> int:
    """Send every document that waits and may be tried now; how many are whole over there."""
    whole = 0
    while (one := _next(link)) is not None:
        whole += send_once(link, one)
        link.went(1)
    return whole


def send_once(link: Link, one: Waiting) -> bool:
    """Send the rest of one document; whether the regulator has it whole now.

    Safe to repeat at any point: what arrived is known on both sides, or asked for.
    """
    try:
        _send(link, one)
    except Refusal as refused:
        if refused.code == CANCELLED:
            raise
        of_the_line = refused.code in LINE
        _blame(link, one, refused.code, wait=0 if of_the_line else next_delay(one.tries + 1))
        if of_the_line:
            raise
        return False
    return True


def _next(link: Link) -> Waiting | None:
    with link.db.read() as connection:
        found = documents.waiting(connection, 1, now=to_wire(link.now()))
    return found[0] if found else None


def _send(link: Link, one: Waiting) -> None:
    data = link.read(one.hash)
    # A try that failed may have arrived all the same; asking costs less than a piece.
    received, complete = link.api.document(one.hash) if one.tries else (one.sent, False)
    while not complete:
        piece = data[received : received + link.chunks.room]
        received, complete = _piece(link, one, piece, received)
    at = to_wire(link.now())
    link.write(lambda connection: documents.note_complete(connection, one.hash, at))


def _piece(link: Link, one: Waiting, piece: bytes, offset: int) -> tuple[int, bool]:
    link.api.ready()  # a line that is not there at all says nothing of what it can carry
    try:
        received, complete = link.api.put(one.hash, piece, offset=offset, size=one.size)
    except TimeCanFix:
        link.chunks = link.chunks.slower()
        raise
    link.chunks = link.chunks.faster()
    link.write(lambda connection: documents.note_sent(connection, one.hash, received))
    link.went(0)
    return received, complete


def _blame(link: Link, one: Waiting, code: str, *, wait: float) -> None:
    due = to_wire(link.now() + timedelta(seconds=wait))
    link.write(
        lambda connection: documents.note_trouble(connection, one.hash, reason=code, due=due)
    )
