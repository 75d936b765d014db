"""An extract of the journal: a run of this enrolment's entries, verified as it is read."""

from functools import cache

import resources
from app.domain import entry
from app.domain.bodies import PRACTICE
from app.domain.errors import OperatorCanFix
from app.domain.jws import Unsound
from app.domain.pages import PageWanted
from app.domain.report_papers import JournalExtract, JournalRow
from app.domain.text import persian_digits
from app.wiring.pages.room import Made, Room, issued, words
from local_db import journal, page_queries
from local_db.page_queries import EntryFacts

MOST = 2_000  # entries on one extract: about fifty sheets


def extract(room: Room, wanted: PageWanted) -> Made:
    """Entries `first` to `last`; without numbers the newest fifty."""
    here = room.here
    with here.db.read() as connection:
        newest = journal.newest(connection, here.dev)
        last = min(wanted.last or 10**9, newest.seq if newest else 0)
        first = max(wanted.first or last - 49, 1)
        if not first <= last < first + MOST:
            raise OperatorCanFix("journal-run", most=persian_digits(MOST))
        found = page_queries.run_of_entries(connection, here.dev, first=first, last=last)
        before = journal.leaf_at(connection, here.dev, first - 1)
        names = page_queries.names(connection)
    value = JournalExtract(
        issued(room),
        here.dev,
        tuple(_row(one, names) for one in found),
        verdict=_verdict(room, found, before or entry.genesis(here.certificate)),
        asked_by=names.get(room.operator, room.operator),
    )
    return Made(value, f"{first}-{last}")


def _row(one: EntryFacts, names: dict[str, str]) -> JournalRow:
    act = _titles().get(one.type.removeprefix(PRACTICE), one.type)
    who = names.get(one.operator, one.operator)
    return JournalRow(one.seq, one.at, act, who, tid=one.tid, leaf=one.leaf)


@cache
def _titles() -> dict[str, str]:
    """What each type of entry is called in its schema."""
    return {kind: str(one.get("title", kind)) for kind, one in resources.wire_schemas().items()}


def _verdict(room: Room, found: tuple[EntryFacts, ...], prev: str) -> str:
    """The strict reader over exactly these entries and bodies, each linked to the one before."""
    for one in found:
        try:
            read = entry.read(one.token, room.here.key_of)
            entry.check_follows(read, seq=one.seq, prev=prev)
            if one.wrapped:
                entry.check_body(read, one.wrapped)
        except Unsound:
            return words()["journal_broken"].format(seq=persian_digits(one.seq))
        prev = one.leaf
    return words()["journal_sound"]
