"""kill -9 at random moments of register → pay → issue → push; nothing acknowledged is lost.

A child works like an office and notes on a pipe what it promised (after COMMIT returned). The
parent kills it at a random moment, opens the file again and compares.
"""

import os
import random
import signal
import time

import pytest

from app.desk import payments, receipts, verify
from app.domain.acts import Slip
from app.domain.wire import Ack
from local_db import journal, projections
from tests.desk.conftest import Desk, make_here, open_for_business

KILLS = 100
LONGEST = 0.06  # seconds; a whole round takes about half of it here


def work(desk: Desk, first: int, promised: int) -> None:
    """An office that never stops; every promise goes to the pipe once it is durable."""
    for number in range(first, first + 10_000):
        visit = desk.visit()
        done = desk.register(visit)
        os.write(promised, f"{done.tid}\n".encode())
        (plan,) = payments.plan_payments(desk.here, visit)
        paid = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
        slip = Slip("90000001", f"{number:012}", "000001", "0015", "terminal")
        payments.end_payment(desk.here, desk.clock(), desk.serving, paid=paid, slip=slip)
        receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
        answer_oldest(desk)


def answer_oldest(desk: Desk) -> None:
    """What push keeps of an answer: the ack and a shorter outbox, in one transaction."""
    with desk.here.db.read() as connection:
        segment = journal.owed(connection, desk.here.dev, limit=4, room=100_000)
    last = segment.start + len(segment.entries) - 1
    ack = Ack(1, "n", last, "h" * 43, (), "2026-11-21T08:30:00.000Z", None, "m")
    with desk.here.db.write() as connection:
        journal.acknowledge(connection, desk.here.dev, ack, answer="a", at=ack.server_time)


def live_and_die(desk_of, first: int, pause: float) -> list[str]:
    """Fork a worker, kill it after the pause; what it had promised."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(desk_of(), first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        os.set_blocking(reading, True)
        begun = pipe.read(1) if pause else b""
        time.sleep(pause)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = (begun + pipe.read()).decode().split("\n")
    return [line for line in lines if len(line) == 18]


@pytest.mark.xdist_group("kills")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_hundred_kills_lose_no_promise_and_repeat_no_number(tmp_path, catalogue):
    chance = random.Random(14050830)
    start = open_for_business(make_here(tmp_path), catalogue)
    start.here.db.close()

    def reopened() -> Desk:
        return Desk(make_here(tmp_path), start.serving, start.clock)

    promised: list[str] = []
    for kill in range(KILLS):
        start.clock.go(seconds=1)
        promised += live_and_die(reopened, kill * 10_000 + 1, chance.uniform(0.001, LONGEST))
        check(reopened(), promised, rebuilt=kill % 20 == 0)
    assert len(promised) > KILLS
    assert len(set(promised)) == len(promised)


def check(desk: Desk, promised: list[str], *, rebuilt: bool) -> None:
    """Entries, rows and outbox agree; a payment caught half-way is unknown."""
    halfway = {paid.payment for paid in payments.doubt_unfinished(desk.here, desk.clock())}
    states = dict(desk.rows("SELECT payment, state FROM payments"))
    assert all(states[payment] == "unknown" for payment in halfway)
    assert "started" not in states.values()
    known = [tid for (tid,) in desk.rows("SELECT tid FROM requests")]
    assert set(promised) <= set(known)
    assert len(known) == len(set(known))
    entered = desk.rows("SELECT tid FROM journal WHERE type = 'request.registered'")
    assert sorted(tid for (tid,) in entered) == sorted(known)
    chain = verify.verify_journal(desk.here)
    (owed,) = desk.rows("SELECT count(*) FROM outbox")[0]
    (acked,) = desk.rows("SELECT coalesce(max(acked_seq), 0) FROM acks")[0]
    assert chain.entries - acked == owed
    if rebuilt:
        check_rebuild(desk)
    desk.here.db.close()


def check_rebuild(desk: Desk) -> None:
    """The projections of a battered life equal the rebuilt ones."""

    def tables():
        names = projections.TABLES
        return {name: desk.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in names}

    before = tables()
    with desk.here.db.write() as connection:
        projections.rebuild(connection, journal.everything(connection))
    assert tables() == before
