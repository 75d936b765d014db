"""Without a line: a package goes by hand, the answer comes back, and both sides agree."""

import json
from datetime import timedelta

import pytest

from app.desk.verify import verify_journal
from app.domain import canonical
from app.domain.acts import PaperSeen
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.wiring import clock
from local_db import documents
from tests.courier.conftest import carry

SCAN = b"%PDF-1.7 " + bytes(range(256)) * 2000


def test_the_office_is_in_step_after_a_walk_with_the_stick(away, stick):
    away.regulator.wire.down = True
    tid = away.receipt()
    written = away.out(stick / "a.courier")
    assert carry(stick / "a.courier", stick / "a.answer") == ""
    answer = away.take(stick / "a.answer")
    assert (answer.problem, answer.needing) == ("", 0)
    assert answer.acks >= 1
    # Only the note that the package left is still owed; it goes with the next one.
    assert away.owed() == 1
    assert away.rows("SELECT type FROM journal ORDER BY n DESC LIMIT 1") == [("journal.exported",)]
    assert len(away.received()) == verify_journal(away.here).entries - 1
    assert away.rows(f"SELECT state FROM statuses WHERE tid = '{tid}'") == [("received",)]
    # What was answered over the line before goes along for the other desks, without its bodies.
    assert 0 < written.bodies < written.entries


def test_nothing_of_any_citizen_can_be_read_on_the_stick(away, stick):
    away.receipt()
    away.out(stick / "a.courier")
    carry(stick / "a.courier", stick / "a.answer")
    said = (stick / "a.courier").read_bytes() + (stick / "a.answer").read_bytes()
    v_code = away.rows("SELECT v_code FROM requests")[0][0].encode()
    for personal in ("مریم", "0000000019", "1319994567", "09120000000"):
        assert personal.encode() not in said
        assert json.dumps(personal)[1:-1].encode() not in said
    assert b'"v_code"' not in said
    assert len(v_code) == 5
    assert (stick / "a.courier").stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in stick.iterdir()) == ["a.answer", "a.courier"]


def test_the_same_package_gets_the_same_answer_and_changes_nothing(away, stick):
    away.receipt()
    away.out(stick / "a.courier")
    carry(stick / "a.courier", stick / "a.answer")
    stored = away.received()
    carry(stick / "a.courier", stick / "b.answer")
    assert (stick / "a.answer").read_bytes() == (stick / "b.answer").read_bytes()
    assert away.received() == stored
    first = away.take(stick / "a.answer")
    acks = away.rows("SELECT count(*) FROM acks")
    again = away.take(stick / "b.answer")
    assert (again.acks, again.news) == (first.acks, first.news)
    assert away.rows("SELECT count(*) FROM acks") == acks
    assert away.owed() == 1


def test_the_line_may_come_back_before_the_answer_does(away, stick):
    away.receipt()
    away.out(stick / "a.courier")
    carry(stick / "a.courier", stick / "a.answer")
    away.desk.sync()
    assert away.owed() == 0
    away.register()
    owed = away.owed()
    cursor = away.rows("SELECT value FROM settings WHERE name = 'feed_cursor'")
    away.take(stick / "a.answer")
    assert away.owed() == owed
    assert away.rows("SELECT value FROM settings WHERE name = 'feed_cursor'") == cursor
    away.desk.sync()
    assert away.owed() == 0


def test_a_document_goes_along_sealed_and_is_whole_on_the_other_side(away, stick):
    from regulator.intake.models import Document

    name = away.desk.documents.put(clock.moment(), SCAN)
    away.register_with(PaperSeen("عکس", "copy", name))
    written = away.out(stick / "a.courier")
    assert (written.documents, written.left) == (1, 0)
    assert canonical.b64u(SCAN)[:200].encode() not in (stick / "a.courier").read_bytes()
    carry(stick / "a.courier", stick / "a.answer")
    assert Document.objects.get(sha256=name).complete
    assert away.take(stick / "a.answer").documents == 1
    with away.here.db.read() as connection:
        assert documents.waiting(connection, 10) == ()


def test_more_documents_than_may_come_unnamed_go_in_one_package(away, stick):
    from regulator.intake.documents import UNNAMED

    many = UNNAMED + 2
    papers = [away.desk.documents.put(clock.moment(), b"%%PDF-1.7 %d" % n) for n in range(many)]
    for start in range(0, many, 20):
        away.register_with(*(PaperSeen("عکس", "copy", one) for one in papers[start : start + 20]))
    assert away.out(stick / "a.courier").documents == many
    carry(stick / "a.courier", stick / "a.answer")
    assert away.take(stick / "a.answer").documents == many


def test_a_newer_catalogue_and_lease_come_home_with_the_answer(away, stick, regulator):
    from django.utils import timezone

    from regulator.catalogue.models import Release
    from regulator.offices.models import Lease

    later = Release.objects.first()
    assert later is not None
    Lease.objects.update(issued_at=timezone.now() - timezone.timedelta(days=3))
    away.here.db  # noqa: B018
    with away.here.db.write() as connection:
        connection.exec_driver_sql("DELETE FROM applied")
        connection.exec_driver_sql("DELETE FROM releases")
        connection.exec_driver_sql("DELETE FROM catalogue_items")
    before = away.rows("SELECT count(*) FROM leases")
    away.out(stick / "a.courier")
    carry(stick / "a.courier", stick / "a.answer")
    away.take(stick / "a.answer")
    assert away.rows("SELECT max(release) FROM applied") == [(later.number,)]
    assert away.rows("SELECT count(*) FROM leases") == [(before[0][0] + 1,)]
    assert away.desk.load_catalogue().by_key("birth_cert_replace")


def test_an_answer_opens_only_in_the_file_that_wrote_the_package(desks, stick):
    one, two = desks(), desks()
    one.out(stick / "a.courier")
    carry(stick / "a.courier", stick / "a.answer")
    with pytest.raises(OperatorCanFix, match="courier-answer-foreign"):
        two.take(stick / "a.answer")


def test_a_desk_that_never_had_a_line_says_that_it_needs_the_key_first(away, stick):
    with away.here.db.write() as connection:
        connection.exec_driver_sql("DELETE FROM settings WHERE name = 'courier_key'")
    with pytest.raises(ManagerCanFix, match="courier-no-key"):
        away.out(stick / "a.courier")
    assert list(stick.iterdir()) == []


def test_the_key_is_asked_for_once_a_day_so_that_a_new_one_arrives(away):
    from sync.courier import fetch_key

    wire, now = away.regulator.wire, clock.now()
    wire.seen.clear()
    for later in (timedelta(hours=1), timedelta(days=2), timedelta(days=2, hours=1)):
        fetch_key(away.here.db, away.desk.api, away.desk.writer.write, now + later)
    assert wire.seen == ["GET /api/v1/courier/key"]


def test_whoever_stops_it_leaves_nothing_on_the_stick(away, stick):
    from app.wiring import courier as by_hand

    def stop(_done, _total):
        raise OperatorCanFix("courier-stopped")

    away.receipt()
    with pytest.raises(OperatorCanFix, match="courier-stopped"):
        by_hand.write_out(away.desk, stick / "a.courier", step=stop)
    assert list(stick.iterdir()) == []


def test_the_whole_journal_can_go_again(away, stick):
    away.register()
    away.desk.sync()
    written = away.out(stick / "a.courier", whole=True)
    [(all_,)] = away.rows("SELECT count(*) FROM journal WHERE type <> 'journal.exported'")
    assert (written.entries, written.bodies) == (all_, all_)
    assert carry(stick / "a.courier", stick / "a.answer") == ""
    assert away.take(stick / "a.answer").needing == 0
