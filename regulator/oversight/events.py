"""The event log: one line for each write, in the write's own transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from regulator import clock
from regulator.oversight.models import EventLog
from regulator.rows import insert


def log(kind: str, about: str, by: str, /, **facts: Any) -> EventLog:
    """Note what was done; refuses to be called outside a transaction. No personal data in facts."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind} would be logged apart from what it tells of")
    line = EventLog(at=clock.now(), kind=kind, about=about, by=by, facts=facts)
    return insert([line])[0]


def log_many(kind: str, by: str, /, facts: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Note many writes of one kind at once: (about, facts) of each."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind} would be logged apart from what it tells of")
    at = clock.now()
    lines = [EventLog(at=at, kind=kind, about=one, by=by, facts=dict(said)) for one, said in facts]
    insert(lines)
