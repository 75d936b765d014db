"""The press of a real session: a page is queued first, told why it waits, and comes out once."""

import socket

import pytest

from app.devices.terminal import Terminal
from app.domain.acts import RequestDraft
from app.domain.errors import Refusal
from app.domain.jalali import tehran_date
from app.domain.printers import Page, Printer, Route
from app.wiring import clock
from app.wiring.functions import functions
from app.wiring.press import Press
from app.wiring.printers import keep_printers
from app.wiring.session import Session
from local_db import print_queue
from tests.domain.filling import fill
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office


@pytest.fixture
def session(office: Office, tmp_path):
    """The desk opened by a session, as a window does, with somebody signed in."""
    office.desk.close()
    office.regulator.wire.down = True
    made = Session(tmp_path, office.regulator.session)
    made.unlock(PASSPHRASE)
    made.sign_in("2", PASSWORD)
    made.open_shift()
    yield made
    made.close()


@pytest.fixture
def press(session, tmp_path) -> Press:
    return Press(session, tmp_path / "papers")


def use(session: Session, *printers: Printer, spare: str = "") -> None:
    """The manager's settings."""
    known = {printer.name: printer for printer in printers}
    routes = {"": Route(printers[0].name, "roll80", spare=spare)}
    session.desk.writer.write(lambda connection: keep_printers(connection, known, routes))


def nobody_listens() -> str:
    """An address where no printer is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


def absent(name: str = "counter") -> Printer:
    return Printer(name, "tcp", nobody_listens(), "escpos", seconds=1.0)


def slip() -> Page:
    """A guide: no receipt, and nothing that is journalled."""
    return Page("guide", "1", a_page())


def a_page() -> bytes:
    import printing
    from tests.printing.papers import ORDINARY

    return printing.receipt_pdf(ORDINARY)


def test_without_printers_a_page_becomes_a_file(press, tmp_path):
    where = press.put(slip())
    assert where == str(tmp_path / "papers" / "guide-1.pdf")
    assert press.jobs() == ()


def test_an_absent_printer_keeps_the_page_and_says_who_must_act(session, press):
    use(session, absent())
    with pytest.raises(Refusal, match="print-absent"):
        press.put(slip())
    (queued,) = press.jobs()
    assert (queued.job.state, queued.job.reason, queued.job.tries) == ("waiting", "print-absent", 1)
    with session.desk.here.db.read() as connection:
        assert print_queue.pictures(connection, queued.id)[0].startswith(b"%PDF")


def test_the_spare_printer_steps_in(session, press, tmp_path):
    spare = Printer("office", "folder", str(tmp_path / "office"), "pdf")
    use(session, absent(), spare, spare="office")
    assert press.put(slip()) == str(tmp_path / "office" / "guide-1.pdf")


def test_a_waiting_page_comes_out_when_the_printer_is_back_and_only_once(session, press, tmp_path):
    use(session, absent())
    with pytest.raises(Refusal):
        press.put(slip())
    use(session, Printer("counter", "folder", str(tmp_path / "back"), "pdf"))
    press.tick()  # not due yet
    assert len(press.jobs()) == 1
    (queued,) = press.jobs()
    press.retry(queued.id)
    assert [path.name for path in (tmp_path / "back").iterdir()] == ["guide-1.pdf"]
    press.tick()
    assert press.jobs() == ()


def test_a_job_the_program_died_over_is_asked_about(session, press):
    use(session, absent())
    with pytest.raises(Refusal):
        press.put(slip())
    session.desk.writer.write(
        lambda connection: connection.exec_driver_sql("UPDATE print_jobs SET state = 'printing'")
    )
    handed = functions(session, None, session.folder / "papers")
    handed.sign_in("2", PASSWORD)
    (unsure,) = press.jobs()
    assert (unsure.job.state, unsure.printer) == ("unsure", "counter")
    press.answer(unsure.id, came_out=True)
    assert press.jobs() == ()


def test_a_jam_and_a_print_of_a_receipt_are_both_journalled(session, press, tmp_path):
    tid = receipted(session, tmp_path)
    use(session, absent())
    with pytest.raises(Refusal):
        press.put(Page("receipt", tid, a_page(), receipt=tid))
    use(session, Printer("counter", "folder", str(tmp_path / "back"), "pdf"))
    (queued,) = press.jobs()
    press.retry(queued.id)
    with session.desk.here.db.read() as connection:
        kinds = list(connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars())
    assert [kind for kind in kinds if kind.startswith(("print.", "receipt."))] == [
        "receipt.issued",
        "print.failed",
        "receipt.printed",
    ]


def receipted(session: Session, tmp_path) -> str:
    """A free request taken through the window's own functions: its receipt is issued."""
    handed = functions(session, Terminal("127.0.0.1", 1), tmp_path / "papers")
    service = session.desk.load_catalogue().by_key("edu_certificate")
    answers, filled = fill(service.form, tehran_date(clock.now()))
    assert not filled.errors
    draft = RequestDraft(handed.open_visit(), service.number, service.form.version, answers)
    done = handed.register(draft)
    return handed.issue_receipt(done.tid)
