"""The print room of a real session: copies are counted once, reprints say why, slips are noted."""

import threading
from dataclasses import replace

import pypdfium2
import pytest

from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.pages import PageWanted
from app.domain.printer_settings import PrinterSettings
from app.domain.printers import HandPicked, Page, Printer, Route
from app.wiring.press import Press
from app.wiring.printers import PrinterDesk, keep_printers, keep_settings
from app.wiring.printroom import PrintRoom
from printing import text_of
from printing.find import finds
from tests.sync.conftest import office, regulator
from tests.sync.test_press import absent, press, receipted, session, use

__all__ = ["office", "press", "regulator", "session"]


@pytest.fixture
def room(session, press) -> PrintRoom:
    return PrintRoom(session, press)


def kinds(session, *wanted: str) -> list[str]:
    """Types of the journal's entries about paper, in their order."""
    with session.desk.here.db.read() as connection:
        found = connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars()
        return [one for one in found if "print" in one]


def test_copies_of_one_receipt_come_one_after_the_other(session, room, press, tmp_path):
    """Two first copies never lie in the queue; the second says so, why, and by whom."""
    tid = receipted(session, tmp_path)
    use(session, absent())
    for _ in range(2):
        with pytest.raises(Refusal, match="print-absent"):
            room.print_receipt(tid)
    assert [job.tid for job in press.jobs()] == [tid]
    use(session, Printer("counter", "folder", str(tmp_path / "out"), "pdf"))
    room.print_receipt(tid)
    with pytest.raises(OperatorCanFix, match="reprint-reason"):
        room.print_receipt(tid)
    where = room.print_page(PageWanted("receipt", tid=tid, reason="گم شده است"))
    page = (tmp_path / "out" / f"{tid}.pdf").read_bytes()
    assert where.endswith(f"{tid}.pdf")
    for wanted in ("چاپ مجدد – بار ۱", "گم شده است", "چاپ‌کننده"):
        assert finds(page, wanted), text_of(page)
    assert kinds(session) == [
        *("print.failed", "print.failed", "receipt.printed", "receipt.reprinted")
    ]
    wanted = PageWanted("receipt", tid=tid, reason="گم شد")
    for _ in range(2):
        room.print_page(wanted)
    with pytest.raises(ManagerCanFix, match="approval-missing"):
        room.print_page(wanted)


def test_a_page_is_claimed_once_whoever_looks_at_the_queue(session, press, tmp_path):
    out = tmp_path / "out"
    use(session, Printer("counter", "folder", str(out), "pdf"))
    press.hold(Page("guide", "1", b"%PDF"))
    (waiting,) = press.jobs()
    other = Press(session, tmp_path / "other")
    errors: list[Refusal] = []

    def retry(who: Press) -> None:
        try:
            who.retry(waiting.id)
        except Refusal as late:
            errors.append(late)

    threads = [threading.Thread(target=retry, args=(one,)) for one in (press, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    press.tick()
    assert [path.name for path in out.iterdir()] == ["guide-1.pdf"]
    assert press.jobs() == ()
    assert {error.code for error in errors} <= {"print-job-unknown"}


def test_a_slip_is_journalled_when_it_came_out_and_a_guide_is_not(session, room, tmp_path):
    tid = receipted(session, tmp_path)
    room.print_page(PageWanted("guide", service=_service(session)))
    assert kinds(session) == []
    use(session, absent())
    with pytest.raises(Refusal):
        room.print_page(PageWanted("envelope", tid=tid))
    assert kinds(session) == []
    use(session, Printer("counter", "folder", str(tmp_path / "out"), "pdf"))
    room.print_page(PageWanted("envelope", tid=tid))
    assert kinds(session) == ["slip.printed"]
    assert (tmp_path / "out" / f"envelope-{tid}.pdf").exists()
    room.preview(PageWanted("ticket"))  # looking draws no number
    assert [room.page(PageWanted("ticket")).name for _ in range(2)] == ["1001", "1002"]
    with pytest.raises(ManagerCanFix, match="print-paper-unsuitable"):
        room.print_page(PageWanted("poster"))


def test_the_spare_gets_the_page_on_its_own_paper(session, room, tmp_path):
    tid = receipted(session, tmp_path)
    spare = Printer("office", "folder", str(tmp_path / "office"), "pdf")
    known = {"counter": absent(), "office": spare}
    route = Route("counter", "roll80", spare="office", spare_paper="a5")
    session.desk.writer.write(
        lambda connection: keep_printers(connection, known, {"receipt": route})
    )
    room.print_receipt(tid)
    (pdf,) = (tmp_path / "office").iterdir()
    wide, tall = pypdfium2.PdfDocument(pdf.read_bytes())[0].get_size()
    assert (round(wide), round(tall)) == (420, 595)


def test_a_printer_picked_by_hand_prints_once_or_leaves_nothing(session, room, press, tmp_path):
    tid = receipted(session, tmp_path)
    nowhere = HandPicked("no such printer")
    with pytest.raises(Refusal, match="print-absent"):
        room.print_with(PageWanted("receipt", tid=tid), nowhere)
    assert press.jobs() == ()
    file = str(tmp_path / "picked.pdf")
    room.print_with(PageWanted("receipt", tid=tid), HandPicked("", file, copies=5))
    assert pypdfium2.PdfDocument(file)
    assert kinds(session) == ["print.failed", "receipt.printed"]


def test_printers_are_the_managers_and_are_kept_whole_or_not_at_all(session, tmp_path):
    desk = PrinterDesk(session)
    with pytest.raises(ManagerCanFix, match="right-missing"):
        desk.settings()
    roll = Printer("roll", "folder", str(tmp_path / "roll"), "escpos")
    session.desk.writer.write(
        lambda connection: keep_settings(connection, PrinterSettings((roll,), hours="۸ تا ۱۵"))
    )
    session._signed_in = replace(
        session.who, operator=replace(session.who.operator, role="manager")
    )
    settings = desk.settings()
    assert (settings.printers, settings.hours) == ((roll,), "۸ تا ۱۵")
    with pytest.raises(ManagerCanFix, match="printer-name-twice"):
        desk.keep(settings.with_printer(roll))
    assert desk.settings() == settings
    desk.probe("roll")
    assert desk.try_out("roll", "roll80")
    assert [path.name for path in (tmp_path / "roll").iterdir()] == ["trial-1.pdf"]


def _service(session) -> int:
    return session.desk.load_catalogue().by_key("birth_cert_replace").number
