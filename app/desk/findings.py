"""Answering the regulator's verdict on an entry: a new entry that names it. Nothing is changed."""

from sqlalchemy import Connection

from app.desk.here import Act, Here, record
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment
from local_db import sending
from local_db.sending import Verdict

LEAST = 3


def answer_finding(here: Here, moment: Moment, leaf: str, *, said: str, operator: str) -> str:
    """Say what the office has to say about a flagged or quarantined entry; returns its own leaf.

    Once answered it needs nobody here any more: the word is the regulator's again.
    """
    with here.db.write() as connection:
        return record(connection, here, moment, answered(connection, leaf, said, operator))


def answered(connection: Connection, leaf: str, said: str, operator: str) -> Act:
    """The act of answering it, for the caller's transaction."""
    words = said.strip()
    if len(words) < LEAST:
        raise OperatorCanFix("finding-answer-missing")
    known = sending.verdict(connection, leaf)
    if known is None:
        raise OperatorCanFix("finding-unknown")
    return Act("finding.answered", _body(known, words), op=operator, tid=known.tid, ref=leaf)


def _body(known: Verdict, words: str) -> dict[str, object]:
    tids = [known.tid] if known.tid else []
    return {"finding": known.reason, "answer": words, "tids": tids, "documents": []}
