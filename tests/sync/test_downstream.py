"""What comes back: the office's requests to each of its desks, and a lost file's own entries."""

import shutil
from pathlib import Path

import pytest

from app.desk import visits
from app.desk.verify import verify_journal
from app.domain.wire import FeedItem
from app.wiring import clock
from app.wiring.renewal import enrol_again
from local_db import feed, journal, office_cases, projections, queries, returned
from local_db.rebuild import rebuild
from tests.lines import Throttled, until_quiet
from tests.sync.conftest import PASSPHRASE, Office, open_office, reopen
from tests.sync.fortnight import serve


@pytest.fixture
def other(office: Office, tmp_path: Path):
    """A second desk of the same office."""
    office.desk.sync()
    folder = tmp_path / "second"
    folder.mkdir()
    made = open_office(folder, office.regulator)
    made.desk.sync()
    assert made.desk.here.desk != office.desk.here.desk
    yield made
    made.desk.close()


def rows(office: Office, statement: str):
    with office.desk.here.db.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def case(office: Office, tid: str):
    with office.desk.here.db.read() as connection:
        return office_cases.find(connection, tid)


def test_another_desk_of_the_office_sees_a_request_with_its_body_and_follows_it(office, other):
    from regulator.intake import cases
    from regulator.intake.models import Case

    tid = serve(office, 1)
    office.desk.sync()
    other.desk.sync()
    found = case(other, tid)
    assert (found.desk, found.applicant, found.state) == (1, "مریم نمونه", "received")
    assert found.v_code
    assert found.due_on
    assert found.receipt
    with other.desk.here.db.read() as connection:
        body = office_cases.registration(connection, tid)
        assert body["answers"]["serial_no"]
        assert [one.tid for one in office_cases.rows(connection)] == [tid]
    cases.move(Case.objects.get(tid=tid), "in_progress", by="کارشناس نمونه", note="پرونده ۱۲")
    other.desk.sync()
    with other.desk.here.db.read() as connection:
        steps = office_cases.steps(connection, tid)
        (heard,) = office_cases.heard(connection)
    assert [(one.state, one.by, one.note) for one in steps][-1] == (
        "in_progress",
        "کارشناس نمونه",
        "پرونده ۱۲",
    )
    assert case(other, tid).state == "in_progress"
    assert heard.desk == 1
    assert (other.receipts(office=True), other.receipts(office=False)) == (1, 0)
    assert heard.seq == rows(office, "SELECT max(seq) FROM journal")[0][0] - office.owed()


def test_a_desk_enrolled_later_gets_the_cases_still_open_and_not_what_is_over(
    office, tmp_path, monkeypatch
):
    from datetime import timedelta

    from regulator.intake import cases, office_entries
    from regulator.intake.models import Case

    tids = [serve(office, n) for n in range(2)]
    office.desk.sync()
    cases.move(Case.objects.get(tid=tids[0]), "delivered", by="کارشناس نمونه")
    monkeypatch.setattr(office_entries, "BEFORE", timedelta(days=-1))
    folder = tmp_path / "late"
    folder.mkdir()
    late = open_office(folder, office.regulator)
    late.desk.sync()
    assert case(late, tids[1]).applicant == "مریم نمونه"
    assert case(late, tids[0]) is None
    late.desk.close()


def test_the_same_page_twice_changes_nothing(office, other):
    serve(office, 1)
    office.desk.sync()
    other.desk.sync()
    tables = ("feed", "office_entries", "office_bodies", "office_cases", "status_steps")
    before = [rows(other, f"SELECT * FROM {table}") for table in tables]
    with other.desk.here.db.write() as connection:
        queries.set_setting(connection, "feed_cursor", "")
    other.desk.sync()
    assert [rows(other, f"SELECT * FROM {table}") for table in tables] == before


def test_entries_somebody_changed_on_the_way_are_kept_out(office, other):
    serve(office, 1)
    office.desk.sync()
    api = other.desk.api
    asked = api.feed

    class Liar:
        """The regulator's feed, with one letter of every entry changed."""

        def __getattr__(self, name):
            return getattr(api, name)

        def feed(self, cursor, held, room):
            items, cursor, more = asked(cursor, held, room)
            return [changed(one) for one in items], cursor, more

    def changed(item):
        if item.kind != "entry":
            return item
        token = item.data["entry"]
        data = {**item.data, "entry": token[:-9] + ("A" if token[-9] != "A" else "B") + token[-8:]}
        return FeedItem(item.n, item.kind, item.at, data, item.scope)

    from sync.pull import pull_once

    pull_once(other.desk.here.db, Liar(), other.desk.writer.write)
    seen = rows(
        other, "SELECT count(*) FROM office_entries WHERE at > (SELECT min(at) FROM journal)"
    )
    assert seen == [(0,)]
    assert rows(other, "SELECT count(*) FROM office_cases") == [(0,)]


def test_a_restored_desk_gets_its_own_entries_back_and_its_rows_with_them(office, tmp_path):
    office.desk.sync()
    serve(office, 1)
    office.desk.sync()
    folder = office.desk.folder
    office.desk.close()
    shutil.copy(folder / "desk.db", tmp_path / "old.db")
    office.desk = reopen(folder, office.regulator)
    lost = [serve(office, n) for n in range(2, 5)]
    office.desk.sync()
    office.desk.sync()
    before = {name: rows(office, f"SELECT * FROM {name} ORDER BY 1, 2") for name in SAME}
    whole = rows(office, "SELECT leaf FROM journal WHERE dev = (SELECT dev FROM enrolments)")
    office.desk.close()
    for left in folder.glob("desk.db*"):
        left.unlink()
    shutil.copy(tmp_path / "old.db", folder / "desk.db")
    how = {"reason": "restored", "connect": office.regulator.session}
    enrol_again(folder, PASSPHRASE, office.regulator.code(), **how)
    office.desk = reopen(folder, office.regulator)
    assert {name: rows(office, f"SELECT * FROM {name} ORDER BY 1, 2") for name in SAME} == before
    assert set(whole) <= set(rows(office, "SELECT leaf FROM journal"))
    with office.desk.here.db.read() as connection:
        assert queries.request(connection, lost[0]).body["answers"]
        assert returned.count(connection) == (3 * 6, 0)
    verify_journal(office.desk.here)
    with office.desk.here.db.write() as connection:
        rebuild(connection)
    assert {name: rows(office, f"SELECT * FROM {name} ORDER BY 1, 2") for name in SAME} == before
    office.desk.sync()
    assert office.owed() == 0


SAME = ("requests", "payments", "payment_lines", "receipts", "shifts", "fee_lines", "visits")


def test_a_machine_that_burnt_down_gets_everything_back_on_a_new_one(office, tmp_path):
    tids = [serve(office, n) for n in range(3)]
    office.desk.sync()
    dev, desk = office.desk.here.dev, office.desk.here.desk
    folder = tmp_path / "new machine"
    folder.mkdir()
    from app.wiring import enrolment

    newcomer = enrolment.Newcomer(
        office.regulator.url, office.regulator.code(), PASSPHRASE, {}, desk=desk
    )
    enrolment.make_desk(folder, newcomer, office.regulator.session)
    again = Office(reopen(folder, office.regulator), office.regulator, office.serving)
    assert [tid for (tid,) in rows(again, "SELECT tid FROM requests ORDER BY tid")] == sorted(tids)
    ours = rows(again, f"SELECT seq FROM journal WHERE dev = '{dev}' ORDER BY seq")
    assert [seq for (seq,) in ours] == list(range(1, len(ours) + 1))
    again.desk.close()


def test_newer_rows_stay_where_an_entry_comes_back_late(office):
    """The old file served on before its own entries were back: nothing stops, nothing is lost."""
    office.desk.sync()
    tid = serve(office, 1)
    office.desk.sync()
    with office.desk.here.db.write() as connection:
        receipt = connection.exec_driver_sql(
            "SELECT j.entry, b.salt, b.body FROM journal j JOIN bodies b ON b.n = j.n"
            " WHERE j.type = 'receipt.issued'"
        ).one()
        from app.domain import canonical, entry

        read = entry.read(receipt.entry, office.desk.here.key_of)
        leaf = canonical.leaf(receipt.entry)
        import json

        said = projections.apply_returned(connection, read, leaf, json.loads(receipt.body))
        assert "UNIQUE" in said
        assert queries.receipt(connection, tid).leaf == leaf


def test_pages_of_the_feed_shrink_until_a_bad_line_bears_them(office, other):
    for number in range(12):
        serve(office, number)
    office.desk.sync()
    link, narrow = other.desk.link, Throttled(other.regulator.wire, rate=4_000)
    other.desk.api.session.mount(other.regulator.url, narrow)
    until_quiet(other.desk.sync, lambda: 0, 200)
    assert narrow.tally.lost_answers > 0
    assert link.pages.room < link.pages.most
    with other.desk.here.db.read() as connection:
        assert len(office_cases.rows(connection)) == 12


def test_a_word_of_an_unknown_kind_or_shape_is_kept_and_stops_nothing(office):
    items = [
        FeedItem(900, "weather", "2026-11-21T08:30:00.000Z", {"sun": 1}),
        FeedItem(901, "status", "2026-11-21T08:30:00.000Z", {"tid": 7}),
        FeedItem(902, "licence", "2026-11-21T08:30:00.000Z", {"licence": ["x"]}),
        FeedItem(903, "entry", "2026-11-21T08:30:00.000Z", {"dev": 5}),
        FeedItem(904, "outage", "2026-11-21T08:30:00.000Z", {"outage": "1", "service": "x"}),
    ]
    with office.desk.here.db.write() as connection:
        feed.keep(connection, items)
        feed.keep(connection, items)
    kept = rows(office, "SELECT kind FROM feed WHERE n >= 900 ORDER BY n")
    assert [kind for (kind,) in kept] == ["weather", "status", "licence", "entry", "outage"]
    assert rows(office, "SELECT count(*) FROM licences WHERE licence = 'x'") == [(0,)]
    with office.desk.here.db.read() as connection:
        assert journal.owed_count(connection) >= 0
    assert visits.open_visit(office.desk.here, clock.moment(), office.serving)


def test_what_another_desk_took_is_looked_at_and_handed_over_here_once(office, other):
    from app.desk import elsewhere, finding
    from app.domain.endings import Handing, Somebody
    from app.domain.errors import OperatorCanFix
    from regulator.intake.models import Case

    tid = serve(office, 1)
    office.desk.sync()
    other.desk.sync()
    whole = finding.case(other.desk.here, tid)
    assert (whole.desk, whole.state, len(whole.receipts)) == (1, "received", 1)
    kinds = [event.kind for event in whole.events]
    assert {"request.registered", "receipt.issued", "status"} <= set(kinds)
    handing = Handing(Somebody("self", "مریم نمونه", "0000000019"), ("شناسنامه",))
    here, serving = other.desk.here, other.serving
    wrong = Handing(Somebody("self", "x", "0000000426"), ("شناسنامه",))
    with pytest.raises(OperatorCanFix, match="collector-not-applicant"):
        elsewhere.deliver(here, clock.moment(), serving, tid, handing=wrong)
    elsewhere.deliver(here, clock.moment(), serving, tid, handing=handing)
    with pytest.raises(OperatorCanFix, match="request-ended"):
        elsewhere.deliver(here, clock.moment(), serving, tid, handing=handing)
    other.desk.sync()
    assert Case.objects.get(tid=tid).state == "delivered"
    office.desk.sync()
    assert finding.case(office.desk.here, tid).state == "delivered"
    with pytest.raises(OperatorCanFix, match="request-unknown"):
        finding.case(here, "0" * 18)


def test_what_another_desk_erased_is_erased_here_too(office, other):
    from app.desk import erasure

    tid = serve(office, 1)
    office.desk.sync()
    other.desk.sync()
    assert case(other, tid).applicant
    data = {"tid": tid, "state": "delivered"}
    with office.desk.here.db.write() as connection:
        feed.keep(connection, [FeedItem(7000, "status", "2027-01-01T00:00:00.000Z", data)])
    order = erasure.Order(tid, "decision", "12/34", "1405/09/01")
    erasure.erase_request(office.desk.here, clock.moment(), order, op="1")
    office.desk.sync()
    other.desk.sync()
    assert case(other, tid).applicant == ""
    with other.desk.here.db.read() as connection:
        assert office_cases.registration(connection, tid) is None
    assert "مریم" not in str(rows(other, "SELECT body FROM office_bodies"))
