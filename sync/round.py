"""One round: push, pull, take what came, push what that made, send documents, compare."""

from collections.abc import Callable
from datetime import timedelta

from local_db import documents, journal
from sync.documents import send_all
from sync.link import Link
from sync.pull import pull_all
from sync.push import compare, push_all

COMPARE_EVERY = timedelta(minutes=15)


def sync_once(link: Link, take: Callable[[], None]) -> None:
    """Safe to repeat at any point. `take` puts into force what came (a lease, a release, people)
    and may add entries.

    Heads and counts are compared at the end of a round that sent something, of the first one, and
    every quarter of an hour.
    """
    with link.db.read() as connection:
        link.begin(journal.owed_count(connection) + documents.waiting_count(connection))
    try:
        sent = push_all(link).answered
        pull_all(link)
        take()
        sent += push_all(link).answered
        send_all(link)
        if sent or _due(link):
            compare(link)
    finally:
        link.end()


def _due(link: Link) -> bool:
    return link.compared is None or abs(link.now() - link.compared) > COMPARE_EVERY
