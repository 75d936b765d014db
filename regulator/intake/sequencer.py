"""The sequencer: gives stored entries their places in the country's log, dense and for ever.

Intake locks no row that all devices share; this one process brings what it stored into one order, a
batch a transaction. Two of them do no harm: the second waits for the head row.
"""

import logging
from threading import Event
from time import monotonic

from django.db import InterfaceError, OperationalError, connection, transaction

from regulator.auditing import lines
from regulator.log import tree
from regulator.rows import fetch
from regulator.supervision import sums

_LOG = logging.getLogger("regulator")
# Runs of entries in one batch; a run has at most a segment's entries.
RUNS = 200
# Entries below which it lets more gather: a batch of one costs nearly what one of hundreds does.
MANY = 1000
# Entries from which on the auditors' lines wait for a calmer moment.
CALM = 100
# Seconds it gathers for, and seconds it waits for a database that is away.
PAUSE, AWAY = 0.1, 2.0
# Seconds between looks at what the board has not counted yet, and batches it then takes.
COUNTING, SOME = 20.0, 2

_HEAD = "SELECT size FROM intake_loghead FOR UPDATE"
_WAITING = "SELECT id FROM intake_taken ORDER BY id LIMIT %s"
_PLACE = """
    INSERT INTO intake_logplace (n, entry_id)
    SELECT %s + ROW_NUMBER() OVER (ORDER BY t.id, s.seq) - 1, s.id
    FROM intake_taken t JOIN intake_storedentry s
      ON s.dev = t.dev AND s.seq BETWEEN t.first AND t.last
    WHERE t.id = ANY(%s) RETURNING n"""
_DONE = "DELETE FROM intake_taken WHERE id = ANY(%s) RETURNING id"
_GROWN = "UPDATE intake_loghead SET size = %s RETURNING size"


@transaction.atomic
def place_batch() -> int:
    """Bring what waits into the log, oldest first; how many entries found their place."""
    [(size,)] = fetch(_HEAD)
    waiting = [key for (key,) in fetch(_WAITING, RUNS)]
    if not waiting:
        return 0
    placed = len(fetch(_PLACE, size, waiting))
    fetch(_DONE, waiting)
    fetch(_GROWN, size + placed)
    return placed


def run(stop: Event) -> None:
    """Place batch after batch, the tree behind and, in calm moments, the auditors' lines and the
    board's sums, until told; a lost database comes back."""
    behind, counted = True, monotonic()
    while not stop.is_set():
        try:
            placed = place_batch()
            if placed or behind:
                behind = tree.grow() == tree.MANY
            calm = placed < CALM and not behind
            if placed < MANY and not behind and not (calm and lines.fill_batch() == lines.BATCH):
                if calm and monotonic() - counted > COUNTING:
                    sums.fill(SOME)
                    counted = monotonic()
                stop.wait(PAUSE)
        except tree.AlteredError as altered:
            # Places are given on, no head is signed: the self-audit says where.
            _LOG.critical("failed", exc_info=altered)
            stop.wait(AWAY)
        except (OperationalError, InterfaceError) as away:
            _LOG.error("failed", exc_info=away)
            connection.close()
            stop.wait(AWAY)
    connection.close()
