"""The catalogue at the window, through a real session: the morning notice, habits, pins, drafts."""

import pytest

from app.domain.acts import RequestDraft
from app.domain.errors import OperatorCanFix
from app.wiring.drafting import Drafting
from app.wiring.session import Session
from app.wiring.shelf import Shelf
from tests.desk.conftest import REPLACE
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office
from tests.sync.test_releases import AGENCY, TITLE, import_table


@pytest.fixture
def session(office: Office, tmp_path):
    """A window's session on the office's desk; rounds happen only when the test asks."""
    office.register()
    office.desk.sync()
    office.desk.close()
    office.regulator.wire.down = True
    made = Session(tmp_path, office.regulator.session)
    made.unlock(PASSPHRASE)
    made.sign_in("2", PASSWORD)
    made.open_shift()
    yield made
    made.close()


def test_the_morning_tells_what_changed_once_to_each_operator(session, office, tmp_path, capsys):
    shelf = Shelf(session)
    assert shelf.morning() is None
    import_table(tmp_path, f"1405,{AGENCY},{TITLE},,777000,,,test table\n")
    office.regulator.wire.down = False
    session.desk.sync()
    morning = shelf.morning()
    assert morning is not None
    assert [(one.old, one.new) for one in morning.changes if one.what == TITLE] == [
        (500_000, 777_000)
    ]
    shelf.acknowledge(morning)
    assert shelf.morning() is None
    with session.desk.here.db.read() as connection:
        kinds = connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars().all()
    assert kinds[-1] == "announcement.read"


def test_a_table_that_comes_late_reprices_nothing_but_opens_a_difference(
    session, office, tmp_path, capsys
):
    import_table(tmp_path, f"1405,{AGENCY},{TITLE},,777000,,,test table\n")
    office.regulator.wire.down = False
    session.desk.sync()
    session.desk.sync()
    with session.desk.here.db.read() as connection:
        kinds = connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars().all()
        (total,) = connection.exec_driver_sql("SELECT total FROM requests").one()
        lines = connection.exec_driver_sql("SELECT amount, charged_at FROM fee_lines").all()
    assert kinds.count("request.corrected") == 1
    assert total == 500_000
    assert sorted(tuple(line) for line in lines) == [
        (277_000, "delivery"),
        (500_000, "registration"),
    ]


def test_what_is_taken_often_and_what_is_pinned_is_remembered(session):
    shelf = Shelf(session)
    number = shelf.catalogue().by_key("birth_cert_replace").number
    assert shelf.habits().uses == {number: 1}
    assert shelf.pin(number, True).pinned == frozenset({number})
    assert shelf.pin(number, False).pinned == frozenset()


def test_a_draft_comes_back_with_its_caret_and_is_given_up_only_with_a_reason(session):
    drafting, service = Drafting(session), Shelf(session).catalogue().by_key("birth_cert_replace")
    draft = RequestDraft("", service.number, service.form.version, dict(REPLACE))
    name = drafting.save(draft, "", "serial_no:3")
    assert drafting.save(draft, name, "serial_no:5") == name
    again, place = drafting.open(name)
    assert (again.answers, place) == (draft.answers, "serial_no:5")
    (row,) = drafting.rows()
    assert row.citizen == "مریم نمونه"
    with pytest.raises(OperatorCanFix, match="draft-reason-missing"):
        drafting.give_up(name, "")
    drafting.give_up(name, "متقاضی نیامد")
    drafting.done(name)
    assert drafting.rows() == ()


def test_a_release_put_aside_is_told_with_the_one_that_serves(session, office):
    shelf = Shelf(session)
    told = shelf.release()
    assert (told.number, told.refused, told.stale) == (1, None, False)
    assert told.taken is not None
