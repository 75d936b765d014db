"""Rounds over a line that breaks, is switched off or cancelled; both ends agree at the end."""

import gzip
import json
import queue
from datetime import UTC, datetime

import pytest
import requests
from requests.adapters import BaseAdapter

from app.domain.errors import ManagerCanFix, OperatorCanFix, RegulatorCanFix, TimeCanFix
from app.domain.outbox import Uplink
from sync.loop import Loop, after
from sync.pace import Pace
from tests.sync.conftest import Office

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


class Narrow(BaseAdapter):
    """A line that dies under every request of more than so many bytes."""

    def __init__(self, wire: BaseAdapter, most: int) -> None:
        super().__init__()
        self.wire, self.most = wire, most
        self.sent: list[requests.PreparedRequest] = []

    def send(self, request, **options):
        if request.method == "POST":
            self.sent.append(request)
        if len(request.body or b"") > self.most:
            raise requests.exceptions.ConnectionError("the line died")
        return self.wire.send(request, **options)

    def close(self) -> None:
        """Nothing is held open."""


def over(office: Office, most: int) -> Narrow:
    """From now on the desk's line is narrow."""
    narrow = Narrow(office.regulator.wire, most)
    office.desk.api.session.mount(office.regulator.url, narrow)
    return narrow


def test_segments_shrink_until_the_line_bears_them_and_grow_again(office: Office):
    office.desk.sync()
    for _ in range(8):
        office.register()
    office.desk.link.segments = Pace(900 * 1024, 32 * 1024)
    narrow = over(office, 4000)
    cut = 0
    while office.owed():
        try:
            office.desk.sync()
        except TimeCanFix:
            cut += 1
            assert cut < 20
    assert cut > 0
    assert len(set(office.received())) > 5
    assert 4096 <= office.desk.link.segments.room < 32 * 1024
    narrow.most = 1 << 20
    office.desk.link.segments = Pace(5000, 4096)
    office.register()
    office.desk.sync()
    assert office.desk.link.segments.room == 5000


def test_what_is_sent_is_packed(office: Office):
    office.register()
    narrow = over(office, 1 << 20)
    office.desk.sync()
    first = narrow.sent[0]
    assert first.headers["Content-Encoding"] == "gzip"
    assert set(json.loads(gzip.decompress(first.body))) == {"from", "prev", "entries", "bodies"}


def test_a_line_that_is_not_there_does_not_shrink_segments(office: Office):
    office.register()
    office.regulator.wire.down = True
    room = office.desk.link.segments.room
    office.desk.api.nonce = ""
    with pytest.raises(TimeCanFix, match="regulator-away"):
        office.desk.sync()
    assert office.desk.link.segments.room == room


def lose(seq: int) -> None:
    """The regulator was put back from last night's backup: it ends before that entry."""
    from django.db import connection

    from regulator.intake.models import Case, DeviceHead, StoredBody, StoredEntry

    with connection.cursor() as cursor:
        where = "" if connection.vendor == "sqlite" else "ON intake_storedentry"
        cursor.execute(f"DROP TRIGGER intake_storedentry_delete {where}")
    Case.objects.all().delete()
    StoredBody.objects.filter(entry__seq__gte=seq).delete()
    StoredEntry.objects.filter(seq__gte=seq).delete()
    DeviceHead.objects.update(seq=seq - 1, leaf=StoredEntry.objects.get(seq=seq - 1).leaf)


def test_what_the_regulator_lost_is_sent_again(office: Office):
    from regulator.intake.models import StoredEntry

    office.register()
    office.desk.sync()
    stored = list(StoredEntry.objects.order_by("seq").values_list("leaf", flat=True))
    lose(len(stored) - 2)
    office.desk.link.compared = None
    with pytest.raises(TimeCanFix, match="segment-seq-gap"):
        office.desk.sync()
    office.desk.sync()
    assert office.owed() == 0
    assert list(StoredEntry.objects.order_by("seq").values_list("leaf", flat=True)) == stored


def test_a_regulator_that_counts_differently_is_told_and_nothing_is_changed(office: Office):
    from regulator.intake.models import StoredEntry

    office.desk.sync()
    office.desk.link.compared = None
    with office.desk.here.db.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_keeps")
        connection.exec_driver_sql("DROP TRIGGER bodies_keep")
        connection.exec_driver_sql("DELETE FROM bodies WHERE n = 3")
        connection.exec_driver_sql("DELETE FROM journal WHERE n = 3")
    with pytest.raises(RegulatorCanFix, match="heads-differ") as told:
        office.desk.sync()
    assert told.value.facts["theirs"] == told.value.facts["ours"] + 1 == StoredEntry.objects.count()


def test_a_cancelled_round_ends_between_two_segments_and_goes_on_later(office: Office):
    office.desk.sync()
    for _ in range(4):
        office.register()
    link = office.desk.link
    link.segments = Pace(4096)
    owed, went = office.owed(), link.write

    def cancelling(change):
        link.cancel()
        return went(change)

    link.write = cancelling
    with pytest.raises(OperatorCanFix, match="sync-cancelled"):
        office.desk.sync()
    assert 0 < office.owed() < owed
    assert link.catch_up is None
    link.write = went
    office.desk.sync()
    assert office.owed() == 0


def test_the_line_tells_its_tries_and_when_the_next_is_due():
    first = after(Uplink(), TimeCanFix("regulator-away"), NOW)
    assert (first.tries, first.reason, first.owner) == (1, "regulator-away", "time")
    assert (first.next_try - NOW).total_seconds() == 5
    third = after(after(first, TimeCanFix("regulator-away"), NOW), ManagerCanFix("x"), NOW)
    assert (third.tries, third.owner, third.away_since) == (3, "manager", NOW)
    assert (third.next_try - NOW).total_seconds() == 20
    assert after(third, None, NOW).tries == 0
    rested = after(first, OperatorCanFix("sync-cancelled"), NOW)
    assert (rested.tries, (rested.next_try - NOW).total_seconds()) == (first.tries, 300)


class Trying:
    """A loop whose line is away; each round rings before it fails."""

    def __init__(self) -> None:
        self.rounds: queue.Queue[int] = queue.Queue()
        self.during = lambda: None
        self.loop = Loop(self._round, lambda _refusal: None, lambda: NOW)

    def _round(self) -> None:
        self.during()
        self.rounds.put(1)
        raise TimeCanFix("regulator-away")

    def begins(self) -> bool:
        """Whether a further round begins before the first rest is over."""
        try:
            self.rounds.get(timeout=0.3)
        except queue.Empty:
            return False
        return True


def test_an_act_that_owes_cuts_no_rest_short_and_a_network_that_came_back_does():
    trying = Trying()
    trying.during = trying.loop.owe  # somebody registers while the round is failing
    trying.loop.start()
    assert trying.begins()
    assert not trying.begins()
    trying.loop.owe()
    assert not trying.begins()
    trying.loop.wake()
    assert trying.begins()
    trying.during = trying.loop.wake
    trying.loop.wake()
    assert trying.begins()
    assert trying.begins()
    trying.during = lambda: None
    trying.loop.stop()
    trying.loop.join(timeout=10)
    assert not trying.loop.is_alive()


def test_what_is_owed_on_a_line_that_answers_goes_at_once():
    rounds: queue.Queue[int] = queue.Queue()
    loop = Loop(lambda: rounds.put(1), lambda _refusal: None, lambda: NOW)
    loop.start()
    rounds.get(timeout=10)
    loop.owe()
    rounds.get(timeout=10)
    loop.stop()
    loop.join(timeout=10)
    assert (loop.is_alive(), rounds.empty()) == (False, True)


def test_a_loop_switched_off_begins_no_round_but_makes_one_when_asked():
    rounds: list[int] = []
    loop = Loop(lambda: rounds.append(1), lambda _refusal: None, lambda: NOW, on=False)
    loop.start()
    loop.wake()
    loop.once()
    assert (rounds, loop.line.next_try) == ([1], None)
    loop.switch(True)
    while len(rounds) < 2:
        pass
    loop.stop()
    loop.join(timeout=10)
    assert not loop.is_alive()
