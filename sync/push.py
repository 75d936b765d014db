"""Telling the regulator what happened here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from app.domain.errors import Refusal, RegulatorCanFix
from app.domain.moments import to_wire
from local_db import journal
from local_db.file import Database
from sync.api import RegulatorApi

Result = TypeVar("Result")
# Runs a function in one write transaction on the one writer thread.
Write = Callable[[Callable[[Connection], Result]], Result]


@dataclass(frozen=True, slots=True)
class Pushed:
    """One segment's fate: entries answered, those of them that need somebody, server time."""

    answered: int = 0
    needing: int = 0
    server_time: str = ""


def push_once(
    db: Database, api: RegulatorApi, write: Write[None], *, at: datetime, limit: int = 500
) -> Pushed:
    """Send the oldest unanswered entries and keep the signed answer.

    Safe to repeat at any point: if we crash, or the answer is lost, the same entries go out again
    and the regulator answers as it did before. No transaction is open while we wait.
    """
    with db.read() as connection:
        segment = journal.owed(connection, api.dev, limit=limit, room=900 * 1024)
    if segment is None:
        return Pushed()
    try:
        ack, answer = api.push(segment)
    except Refusal as trouble:
        code = trouble.code
        write(lambda connection: journal.blame(connection, api.dev, code))
        raise
    last = segment.start + len(segment.entries) - 1
    if not segment.start <= ack.acked_seq <= last:
        raise RegulatorCanFix("regulator-nonsense", detail="acked_seq")
    write(
        lambda connection: journal.acknowledge(
            connection, api.dev, ack, answer=answer, at=to_wire(at)
        )
    )
    return Pushed(ack.acked_seq - segment.start + 1, len(ack.verdicts), ack.server_time)


def push_all(
    db: Database, api: RegulatorApi, write: Write[None], *, at: datetime, limit: int = 500
) -> Pushed:
    """Push until nothing is owed."""
    total = Pushed()
    while (pushed := push_once(db, api, write, at=at, limit=limit)).answered:
        total = Pushed(
            total.answered + pushed.answered, total.needing + pushed.needing, pushed.server_time
        )
    return total
