"""The strict verifier over this desk's own journal: every byte, every link, every body."""

from dataclasses import dataclass

from app.desk.here import Here
from app.domain import canonical, entry
from local_db import journal


@dataclass(frozen=True, slots=True)
class Chain:
    """What a whole reading found: how many entries, how many of them answered, the totals."""

    entries: int
    acknowledged: int
    cum: dict[str, int]


def verify_journal(here: Here) -> Chain:
    """Read this enrolment's journal from its genesis; raises `Unsound` at the first bad entry."""
    with here.db.read() as connection:
        written, (total, answered) = journal.everything(connection), journal.counts(connection)
    prev, seq, cum = entry.genesis(here.certificate), 0, {"n": 0, "fee": 0, "void": 0}
    for token, wrapped in written:
        read = entry.read(token, here.key_of)
        entry.check_follows(read, seq=seq + 1, prev=prev)
        if wrapped is not None:
            entry.check_body(read, wrapped)
        prev, seq, cum = canonical.leaf(token), read.seq, read.cum
    return Chain(total, answered, cum)
