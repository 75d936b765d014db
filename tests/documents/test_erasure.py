"""Erasing by order: nothing of the person is left in reach of the desk; the chain stays whole."""

import zipfile

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy.exc import IntegrityError

from app.desk import drafts, payments, people, receipts, visits
from app.desk.erasure import Order
from app.desk.verify import verify_journal
from app.domain import tracking
from app.domain.acts import Operator, PaperSeen, PutRight, RequestDraft, Slip
from app.domain.erasure import remains
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.wire import FeedItem
from app.keys import slots
from app.keys.passwords import hash_password
from app.wiring import backup, clock, erasure
from app.wiring.export import export_journal, verify_file
from app.wiring.folder import BACKUPS, DESK_FILE
from app.wiring.opened import body_checker
from local_db import feed, projections
from local_db.file import Database
from local_db.rebuild import rebuild
from tests.desk.conftest import REPLACE
from tests.keys.test_doctor import run
from tests.regulator_fixture import regulator
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office, office, reopen

__all__ = ["office", "regulator"]
SCAN = b"%PDF-1.7 a paper of somebody"
PERSON = ("0000000019", "مریم نمونه", "09120000000", "۳۴۵۶۷۸", "1319994567")


def served(office: Office, paper: str | None = None) -> str:
    """One citizen from registration to receipt; the regulator says it is delivered."""
    here, serving = office.desk.here, office.serving
    visit = visits.open_visit(here, clock.moment(), serving)
    service = serving.catalogue.by_key("birth_cert_replace")
    papers = (PaperSeen("عکس", "copy", paper),) if paper else ()
    draft = RequestDraft(visit, service.number, service.form.version, REPLACE, papers=papers)
    done = visits.register_request(here, clock.moment(), serving, draft)
    (plan,) = payments.plan_payments(here, visit)
    paid = payments.start_payment(here, clock.moment(), serving, plan)
    slip = Slip("90000001", done.tid[-12:], "000001", "0015", "terminal")
    payments.end_payment(here, clock.moment(), serving, paid=paid, slip=slip)
    receipts.issue_receipt(here, clock.moment(), serving, done.tid)
    receipts.note_printed(here, clock.moment(), done.tid, op="2", output="file")
    return done.tid


def delivered(office: Office, tid: str) -> None:
    office.desk.sync()
    office.desk.sync()
    data = {"tid": tid, "state": "delivered"}
    item = FeedItem(int(tid[-8:]), "status", "2027-01-01T00:00:00.000Z", data, "office")
    with office.desk.here.db.write() as connection:
        feed.keep(connection, [item])


def order(tid: str) -> Order:
    return Order(tid, "decision", "12/34", "1405/09/01")


def everything_said(office: Office) -> str:
    """All text the desk file holds, table by table."""
    with office.desk.here.db.read() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT IN ('catalogue_items', 'releases')"
        ).scalars()
        found = [connection.exec_driver_sql(f"SELECT * FROM {t}").all() for t in tables.all()]
    return repr(found)


def projected(office: Office) -> dict[str, list[str]]:
    with office.desk.here.db.read() as connection:
        return {
            table: sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {table}").all()))
            for table in projections.TABLES
        }


def test_an_order_takes_the_person_and_leaves_the_chain_the_money_and_the_others(office, tmp_path):
    paper = office.desk.documents.put(clock.moment(), SCAN)
    tid, other = served(office, paper), served(office)
    delivered(office, tid)
    totals = verify_journal(office.desk.here).cum
    before = projected(office)
    report = erasure.erase(office.desk, clock.moment(), order(tid), op="1")
    assert (report.bodies, report.documents, report.left) == (3, 1, ())
    assert not (office.desk.folder / "documents" / paper).exists()
    with pytest.raises(ManagerCanFix, match="document-gone"):
        office.desk.documents.plain(paper)
    assert verify_journal(office.desk.here).cum == totals
    after = projected(office)
    for table in ("fee_lines", "payments", "payment_lines", "receipts", "document_uses"):
        assert after[table] == before[table]
    with office.desk.here.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT tid, applicant, v_code <> '' FROM requests").all()
    assert {row[0]: (row[1], row[2]) for row in rows} == {
        tid: ("", 0),
        other: ("مریم نمونه", 1),
    }
    with office.desk.here.db.write() as connection:
        rebuild(connection)
    assert projected(office) == after
    export_journal(office.desk.here, clock.moment(), tmp_path / "out", bodies=True, why="audit")
    assert verify_file(tmp_path / "out", body_checker().check).entries > 10
    office.desk.sync()
    assert office.owed() <= 1


def test_when_the_only_request_is_erased_nothing_of_the_person_is_anywhere(office):
    tid = served(office)
    delivered(office, tid)
    folder = office.desk.folder
    (folder / "papers").mkdir()
    (folder / "papers" / f"{tid}.pdf").write_bytes(b"%PDF-")
    right = PutRight(tid, "correct", "نام نادرست بود")  # begun, and never finished
    draft = RequestDraft("v", 102, 1, REPLACE, puts_right=right)
    drafts.save(office.desk.here, clock.moment(), draft, operator="2")
    assert any(word in everything_said(office) for word in PERSON)
    erasure.erase(office.desk, clock.moment(), order(tid), op="1")
    assert [word for word in PERSON if word in everything_said(office)] == []
    assert not (folder / "papers" / f"{tid}.pdf").exists()
    # Not even in pages the file has freed, nor in its WAL: read as the cipher leaves them.
    key = slots.open_with_passphrase(folder, PASSPHRASE).database
    office.desk.close()
    plain = plain_pages(folder / DESK_FILE, key)
    assert "دفتر نمایشی".encode() in plain  # it is really read
    assert [word for word in PERSON if word.encode() in plain] == []
    office.desk = reopen(folder, office.regulator)


def plain_pages(path, key) -> bytes:
    """Every page without its cipher, freed ones too: AES-CBC, its IV in the reserve of 80 bytes."""
    data, size, reserve = path.read_bytes(), 4096, 80
    plain = b""
    for start in range(0, len(data), size):
        page = data[start : start + size]
        iv = page[size - reserve : size - reserve + 16]
        cipher = Cipher(algorithms.AES(key[:32]), modes.CBC(iv)).decryptor()
        plain += cipher.update(page[16 if start == 0 else 0 : size - reserve])
    return plain


def test_old_backups_are_replaced_and_what_is_out_of_reach_is_named(office, tmp_path):
    tid = served(office)
    delivered(office, tid)
    desk, stick, drawer = office.desk, tmp_path / "stick", tmp_path / "drawer"
    for place in (desk.folder / BACKUPS, stick, drawer):
        backup.make(desk, clock.moment(), out=place, occasion="manual")
    export_journal(desk.here, clock.moment(), tmp_path / "clear", bodies=True, why="audit")
    drawer.rename(tmp_path / "another house")
    desk.sync()
    report = erasure.erase(desk, clock.moment(), order(tid), op="1")
    assert [left.code for left in report.left] == ["left-backups", "left-export"]
    assert report.left[0].where == str(drawer)
    key = slots.open_with_passphrase(desk.folder, PASSPHRASE).database
    for place in (desk.folder / BACKUPS, stick):
        (made,) = place.glob("*.pkbackup")
        with zipfile.ZipFile(made) as packed:
            packed.extract(DESK_FILE, tmp_path / place.name)
        copy = Database(tmp_path / place.name / DESK_FILE, key)
        with copy.read() as connection:
            bodies = connection.exec_driver_sql("SELECT body FROM bodies").scalars().all()
        copy.close()
        assert not any("مریم" in body for body in bodies)
    with desk.here.db.read() as connection:
        said = (
            connection.exec_driver_sql(
                "SELECT body FROM bodies b JOIN journal j ON j.n = b.n WHERE j.type = 'body.erased'"
            )
            .scalars()
            .all()
        )
    assert not any('"backups"' in body for body in said)  # one place was out of reach


def test_what_may_not_be_erased_is_refused_and_nothing_changes(office):
    tid = served(office)
    with pytest.raises(OperatorCanFix, match="erasure-open"):
        erasure.erase(office.desk, clock.moment(), order(tid), op="1")
    delivered(office, tid)
    receipts.note_printed(office.desk.here, clock.moment(), tid, op="2", output="file")
    before = everything_said(office)
    with pytest.raises(OperatorCanFix, match="erasure-owed"):
        erasure.erase(office.desk, clock.moment(), order(tid), op="1")
    with pytest.raises(OperatorCanFix, match="erasure-nothing"):
        erasure.erase(
            office.desk,
            clock.moment(),
            order(tracking.compose(office="00000", ep=9, day=9, serial=9)),
            op="1",
        )
    assert everything_said(office) == before


def test_no_other_way_deletes_a_body(office):
    office.register()
    with (
        pytest.raises(IntegrityError, match="a body is not deleted"),
        office.desk.here.db.write() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM bodies WHERE n = 4")


def test_a_field_nobody_thought_of_is_emptied():
    body = {"total": 7, "surprise": {"national_id": "0000000019", "total": 3}, "reason": "مریم"}
    assert remains(body) == {
        "total": 7,
        "surprise": {"national_id": "", "total": 3},
        "reason": "erased",
    }
    assert remains({"answers": {"title": "x"}, "reason": "no-card"}) == {
        "answers": {},
        "reason": "no-card",
    }


def test_the_command_asks_for_a_manager_and_says_what_is_left(office, capsys, tmp_path):
    tid = served(office)
    delivered(office, tid)
    manager = Operator("1", "لیلا آزمایشی", "manager")
    people.add_operator(office.desk.here, clock.moment(), manager, hash_password(PASSWORD))
    backup.make(office.desk, clock.moment(), out=tmp_path / "stick", occasion="manual")
    (tmp_path / "stick").rename(tmp_path / "drawer")
    told = ("--tid", tid, "--ground", "decision", "--order", "12/34", "--date", "1405/09/01")
    secrets = (PASSPHRASE, PASSWORD)
    office.desk.close()
    assert run(office, "erase", *told, "--operator", "2", secrets=secrets) == 3
    assert "رسید" not in capsys.readouterr().out
    assert run(office, "erase", *told, "--operator", "1", secrets=secrets) == 3
    said = capsys.readouterr().out
    assert "۳ محتوا" in said
    assert str(tmp_path / "stick") in said
    office.desk = reopen(office.desk.folder, office.regulator)
