"""Which entries put another right, in rows: a verdict that was answered needs nobody any more."""

from sqlalchemy import Connection, text

from app.domain.entry import Entry

MENDING = ("finding.answered", "request.corrected", "request.voided")


def mended(connection: Connection, read: Entry, leaf: str) -> None:
    """A person's answer to the entry it names; what the program does by itself mends nothing."""
    if read.ref is not None and read.op is not None and read.type in MENDING:
        facts = {"leaf": read.ref, "by": leaf, "type": read.type, "at": read.ts}
        connection.execute(_MENDED, facts)


_MENDED = text("INSERT OR IGNORE INTO mended VALUES (:leaf, :by, :type, :at)")
