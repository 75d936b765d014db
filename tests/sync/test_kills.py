"""kill -9 at random moments of register → pay → issue → push; nothing acknowledged is lost.

A child works like an office, its regulator in the same process, and notes on a pipe what it
promised (after COMMIT returned). The parent kills it at a random moment, opens both files again and
compares desk and regulator.
"""

import os
import random
import signal
import time
from dataclasses import replace

import pytest

from app.desk import payments, receipts, verify
from app.desk.here import Here
from app.domain.acts import Slip
from app.wiring import clock
from local_db import journal, projections
from local_db.file import Database
from sync.api import RegulatorApi
from sync.push import push_once
from tests.desk.conftest import Desk
from tests.sync.conftest import Office

KILLS = 100
LONGEST = 0.25  # seconds; reopening takes a tenth of it here, a round of the office another


class Victim:
    """What a new life of the office needs: keys and folders, nothing open."""

    def __init__(self, office: Office) -> None:
        self.here, self.api, self.serving = office.desk.here, office.desk.api, office.serving
        self.regulator, self.key = office.regulator, office.key

    def here_again(self) -> Here:
        """The desk with its file opened anew."""
        return replace(self.here, db=Database(self.here.db.path, self.key))

    def api_again(self) -> RegulatorApi:
        """A new line to the regulator."""
        old = self.api
        session = self.regulator.session()
        return RegulatorApi(old.url, old.dev, old.signer, old.keys, old.now, session)


def work(victim: Victim, first: int, promised: int) -> None:
    """An office that never stops; every promise goes to the pipe once it is durable."""
    here, api = victim.here_again(), victim.api_again()
    desk = Desk(here, victim.serving)
    desk.clock = clock.moment  # type: ignore[assignment]
    for number in range(first, first + 10_000):
        visit = desk.visit()
        done = desk.register(visit)
        os.write(promised, f"{done.tid}\n".encode())
        (plan,) = payments.plan_payments(here, visit)
        paid = payments.start_payment(here, desk.clock(), desk.serving, plan)
        slip = Slip("90000001", f"{number:012}", "000001", "0015", "terminal")
        payments.end_payment(here, desk.clock(), desk.serving, paid=paid, slip=slip)
        receipts.issue_receipt(here, desk.clock(), desk.serving, done.tid)
        push_once(here.db, api, lambda change: _write(here.db, change), at=clock.now(), limit=20)


def _write(db: Database, change):
    with db.write() as connection:
        return change(connection)


def live_and_die(victim: Victim, first: int, pause: float) -> list[str]:
    """Fork a worker, kill it after the pause; what it had promised."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(victim, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode().split("\n")
    return [line for line in lines if len(line) == 18]


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_hundred_kills_lose_no_promise_and_repeat_no_number(office: Office) -> None:
    from django.db import connections

    chance = random.Random(int(os.environ.get("PISHKHAN_KILL_SEED", "14050830")))
    office.desk.sync()
    victim = Victim(office)
    office.desk.here.db.close()
    promised: list[str] = []
    for kill in range(10 * KILLS):
        # A busy machine gets less done between two kills; then there are more of them.
        if kill >= KILLS and len(promised) > KILLS // 2:
            break
        connections.close_all()
        promised += live_and_die(victim, kill * 10_000 + 1, chance.uniform(0.01, LONGEST))
        check(Desk(victim.here_again(), victim.serving), promised, rebuilt=kill % 20 == 0)
    assert len(promised) > KILLS // 2
    assert len(set(promised)) == len(promised)


def check(desk: Desk, promised: list[str], *, rebuilt: bool) -> None:
    """Entries, rows, outbox and regulator agree; a payment caught half-way is unknown."""
    halfway = {paid.payment for paid in payments.doubt_unfinished(desk.here, clock.moment())}
    states = dict(desk.rows("SELECT payment, state FROM payments"))
    assert all(states[payment] == "unknown" for payment in halfway)
    assert "started" not in states.values()
    known = [tid for (tid,) in desk.rows("SELECT tid FROM requests")]
    assert set(promised) <= set(known)
    entered = desk.rows("SELECT tid FROM journal WHERE type = 'request.registered'")
    assert sorted(tid for (tid,) in entered) == sorted(known)
    assert len(known) == len(set(known))
    chain = verify.verify_journal(desk.here)
    (owed,) = desk.rows("SELECT count(*) FROM outbox")[0]
    (acked,) = desk.rows("SELECT coalesce(max(acked_seq), 0) FROM acks")[0]
    assert chain.entries - acked == owed
    check_regulator(desk, acked)
    if rebuilt:
        check_rebuild(desk)
    desk.here.db.close()


def check_regulator(desk: Desk, acked: int) -> None:
    """Whatever was acknowledged is stored there, byte for byte, each once and accepted."""
    from regulator.intake.models import StoredEntry

    stored = dict(StoredEntry.objects.values_list("seq", "leaf"))
    ours = dict(desk.rows("SELECT seq, leaf FROM journal"))
    assert set(range(1, acked + 1)) <= set(stored)
    assert all(ours[seq] == leaf for seq, leaf in stored.items())
    assert not StoredEntry.objects.filter(verdict="quarantined").exists()


def check_rebuild(desk: Desk) -> None:
    """The projections of a battered life equal the rebuilt ones."""

    def tables() -> dict[str, list[tuple[object, ...]]]:
        names = projections.TABLES
        return {name: desk.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in names}

    before = tables()
    with desk.here.db.write() as connection:
        projections.rebuild(connection, journal.everything(connection))
    assert tables() == before
