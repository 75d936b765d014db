"""A full disk for a while: a clear word, reading and reprinting go on, then work resumes."""

import pytest

from app.desk.verify import verify_journal
from app.domain.acts import RequestDraft, Slip
from app.domain.errors import ManagerCanFix
from app.domain.pages import PageWanted
from app.wiring.functions import functions
from app.wiring.session import Session
from resources import sentence
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import regulator
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office, office

__all__ = ["office", "regulator"]


def limit(session: Session, pages: int) -> None:
    """How large the file may grow; what SQLite then says is what a full disk makes it say."""
    engine = session.desk.here.db._writer
    held = [engine.raw_connection(), engine.raw_connection()]
    for raw in held:
        raw.cursor().execute(f"PRAGMA max_page_count = {pages}")
    for raw in held:
        raw.close()


def fill(session: Session) -> None:
    """No room from now on, not even between what is there."""
    with session.desk.here.db.read() as connection:
        limit(session, connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    size, number = 200_000, 0
    while size:
        try:
            session.desk.remember(f"filler {number}", "x" * size)
            number += 1
        except ManagerCanFix:
            size //= 2


def served(handed, visit: str) -> str:
    catalogue = handed.catalogue()
    service = catalogue.by_key("birth_cert_replace")
    done = handed.register(RequestDraft(visit, service.number, service.form.version, REPLACE))
    slip = Slip("90000001", done.tid[-12:], "000001", "0015", "slip")
    for plan in handed.plan_payments(visit):
        handed.pay_by_slip(plan, slip)
    return handed.issue_receipt(done.tid)


def test_a_full_disk_refuses_new_work_and_nothing_else(office: Office):
    folder = office.desk.folder
    office.desk.close()
    office.regulator.wire.down = True
    session = Session(folder, office.regulator.session)
    handed = functions(session, None, folder / "papers")
    session.unlock(PASSPHRASE)
    session.sign_in("2", PASSWORD)
    session.open_shift()
    tid = served(handed, handed.open_visit())
    handed.print_receipt(tid)
    fill(session)

    with pytest.raises(ManagerCanFix, match="desk-file-unwritable") as refused:
        [handed.open_visit() for _ in range(20)]  # what little room was left is soon gone
    assert "جا باز کند" in sentence(refused.value)
    assert [row.tid for row in handed.today()] == [tid]
    again = PageWanted("receipt", tid=tid, reason="asked")
    assert handed.page_preview(again)
    (folder / "papers" / f"{tid}.pdf").unlink()
    handed.print_page(again)
    assert (folder / "papers" / f"{tid}.pdf").read_bytes().startswith(b"%PDF-")
    before = verify_journal(session.desk.here).entries

    limit(session, 2**30)
    served(handed, handed.open_visit())
    assert verify_journal(session.desk.here).entries > before
    session.close()
