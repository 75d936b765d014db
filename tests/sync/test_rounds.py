"""Desk and regulator over a bad line: every entry arrives once, nothing acknowledged is lost."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import requests
from requests.adapters import BaseAdapter

from app.desk import office as milestones
from app.desk.verify import verify_journal
from app.domain import canonical, wire
from app.domain.errors import ManagerCanFix, NobodyCanFix, Refusal, TimeCanFix
from app.keys.signer import signer
from app.wiring import clock
from local_db import journal
from sync.pull import fetch_release
from sync.push import push_once
from tests.sync.conftest import Office, reopen


def push(office: Office):
    desk = office.desk
    return push_once(desk.here.db, desk.api, desk.writer.write, at=clock.now())


def test_a_round_brings_everything_over_and_the_status_back(office):
    done = office.register()
    office.desk.sync()
    assert office.owed() == 0
    chain = verify_journal(office.desk.here)
    assert office.received()[-2:] == ["visit.opened", "request.registered"]
    assert chain.entries == len(office.received())
    answer = office.regulator.session().get(f"{office.regulator.url}/track/{done.tid}")
    assert answer.status_code == 200
    assert "تعویض شناسنامه" in answer.text


def test_a_journal_quiet_for_half_a_day_says_once_that_it_goes_on_and_what_it_owes(office):
    now = clock.moment()
    yesterday = replace(now, wall=now.wall - timedelta(hours=13), up=0, boot="0" * 16)
    office.register()
    milestones.beat(office.desk.here, yesterday)
    owed = office.owed()
    office.desk.sync()
    office.desk.sync()
    beats = [kind for kind in office.received() if kind == "heartbeat"]
    assert len(beats) == 2
    with office.desk.here.db.read() as connection:
        newest = journal.everything(connection)[-1][1]
    assert newest is not None
    assert newest["body"] == {"owed": owed}


def test_a_lost_answer_counts_nothing_twice(office):
    push(office)
    office.register()
    office.regulator.wire.lose_next_answer = True
    with pytest.raises(TimeCanFix, match="regulator-away"):
        push(office)
    assert office.owed() == 2
    stored = office.received()
    assert push(office).answered == 2
    assert office.owed() == 0
    assert office.received() == stored


def test_without_a_line_the_desk_works_on(office):
    office.regulator.wire.down = True
    tid = office.register().tid
    with pytest.raises(TimeCanFix, match="regulator-away"):
        office.desk.sync()
    office.regulator.wire.down = False
    office.desk.sync()
    assert office.owed() == 0
    assert len(tid) == 18


class Nonsense(BaseAdapter):
    """A captive portal, a broken proxy, a liar: always the same answer."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__()
        self.status, self.body = status, body

    def send(self, request, **_options):
        answer = requests.Response()
        answer.status_code, answer._content, answer.request = self.status, self.body, request
        answer.url = request.url
        return answer

    def close(self):
        pass


def everybody_says(office: Office, status: int, body: bytes) -> None:
    """From now on every answer on this line is the same."""
    office.desk.api.session.close()
    office.desk.api.session = requests.Session()
    office.desk.api.session.mount("http://", Nonsense(status, body))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>please log in</html>"),
        (200, b"{}"),
        (200, b'{"nonce": 5}'),
        (500, b"Internal Server Error"),
        (502, b'{"type": 7}'),
        (200, b"[" * 100_000),
    ],
)
def test_nonsense_is_a_matter_of_time_and_changes_nothing(office, status, body):
    office.register()
    before = office.owed()
    everybody_says(office, status, body)
    with pytest.raises(Refusal) as refused:
        push(office)
    assert refused.value.code in ("regulator-nonsense", "bad-framing")
    assert office.owed() == before


def test_an_old_answer_replayed_is_not_taken_for_a_new_one(office):
    push(office)
    with office.desk.here.db.read() as connection:
        old = connection.exec_driver_sql("SELECT answer FROM acks ORDER BY id DESC").scalar()
    office.register()
    everybody_says(office, 200, old.encode())
    with pytest.raises(Refusal):
        push(office)
    assert office.owed() > 0


def test_a_restored_old_copy_is_found_out_and_both_stories_are_kept(office, tmp_path):
    push(office)
    office.desk.close()
    copy = (tmp_path / "desk.db").read_bytes()
    first = reopen(tmp_path, office.regulator)
    milestones.note_server_time(first.here, clock.moment(), "2026-11-21T08:30:00.000Z")
    Office(first, office.regulator, office.serving).register()
    first.sync()
    first.close()
    for left in tmp_path.glob("desk.db*"):
        left.unlink()
    (tmp_path / "desk.db").write_bytes(copy)
    office.desk = reopen(tmp_path, office.regulator)
    assert office.desk.here.restored
    office.desk.here = replace(office.desk.here, restored=False)  # somebody gets round the mark
    office.register()
    with pytest.raises(ManagerCanFix, match=r"segment-(fork|rollback)"):
        push(office)


def test_an_altered_item_of_a_release_is_refused_and_the_old_one_serves_on(office):
    api, db = office.desk.api, office.desk.here.db
    forged = canonical.sha256_hex(b"another price")
    with db.write() as connection:
        connection.exec_driver_sql("DELETE FROM catalogue_items")
        connection.exec_driver_sql("DELETE FROM applied")
    asked = api.items

    def items(hashes):
        found = asked(hashes)
        found[hashes[0]] = b"another price"
        return found

    api_with_liar = type(api)(api.url, api.dev, api.signer, api.keys, api.now, session=api.session)
    liar = LyingApi(api_with_liar, items)
    with pytest.raises(NobodyCanFix, match="release-altered"):
        fetch_release(db, liar, office.desk.writer.write)
    assert forged not in json.dumps(office.desk.release)


class LyingApi:
    """The regulator's API, with items somebody changed on the way."""

    def __init__(self, api, items) -> None:
        self.api, self.items, self.keys = api, items, api.keys

    def release(self, known: str = "") -> str | None:
        return self.api.release(known)


def test_a_release_signed_by_another_key_of_the_regulator_is_refused(office):
    keys = office.desk.api.keys
    seed = b"\1" * 32
    release = wire.Release(1, 99, "2026-11-21T08:30:00.000Z", "2027-11-21T08:30:00.000Z", ())
    token = wire.sign(release, kid=keys["ack"]["kid"], signer=signer(seed))
    with pytest.raises(NobodyCanFix, match="bad-signature"):
        wire.read_from(wire.Release, token, keys)
