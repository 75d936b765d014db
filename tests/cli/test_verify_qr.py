"""`pishkhan verify-qr` against a saved directory of the real regulator, without a line to it."""

import json

import pytest

from app.cli import main
from app.desk import payments, receipts
from app.domain import qr
from app.domain.acts import Slip
from app.domain.pages import PageWanted
from app.wiring import clock
from app.wiring.pages import Room, make
from app.wiring.pages.receipts import receipt_paper
from tests.sync.conftest import Office, office, regulator

__all__ = ["office", "regulator"]


def issued(office: Office) -> str:
    """A receipt's QR text."""
    done, here = office.register(), office.desk.here
    with here.db.read() as connection:
        visit = connection.exec_driver_sql("SELECT visit FROM requests").scalar_one()
    (plan,) = payments.plan_payments(here, visit)
    paid = payments.start_payment(here, clock.moment(), office.serving, plan)
    slip = Slip("90000001", "000000000001", "000001", "0015", "terminal")
    payments.end_payment(here, clock.moment(), office.serving, paid=paid, slip=slip)
    receipts.issue_receipt(here, clock.moment(), office.serving, done.tid)
    return receipt_paper(here, office.desk.load_catalogue(), done.tid).qr


@pytest.fixture
def directory(office: Office, tmp_path):
    """The directory as anyone may save it."""
    answer = office.regulator.session().get(f"{office.regulator.url}/api/v1/directory")
    path = tmp_path / "directory.json"
    path.write_bytes(answer.content)
    return path


def test_a_genuine_receipt_is_told_offline(office, directory, capsys):
    text = issued(office)
    office.regulator.wire.down = True
    assert main(["verify-qr", text, "--directory", str(directory), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["worth"], told["office"], told["amount"]) == ("genuine", "00000", 500_000)
    assert main(["verify-qr", text, "--directory", str(directory)]) == 0
    assert "اصیل است" in capsys.readouterr().out


@pytest.mark.parametrize("place", [0, 40, 90, 150, 177])
def test_a_changed_letter_is_told(office, directory, capsys, place):
    text = issued(office)
    start = text.index("/R/") + 3 + place
    other = "A" if text[start] != "A" else "B"
    changed = text[:start] + other + text[start + 1 :]
    assert main(["verify-qr", changed, "--directory", str(directory)]) == 1
    assert capsys.readouterr().out.strip()


def test_a_device_the_regulator_never_certified_is_nobody(office, directory, capsys):
    text = issued(office)
    doctored = json.loads(directory.read_bytes())
    (dev,) = doctored["devices"]
    doctored["devices"][dev]["certificate"] = doctored["devices"][dev]["certificate"][:-4] + "AAAA"
    directory.write_text(json.dumps(doctored))
    assert main(["verify-qr", text, "--directory", str(directory)]) == 1


@pytest.mark.parametrize("rubbish", [b"", b"{}", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_a_directory_that_is_none_says_who_must_act(tmp_path, capsys, rubbish):
    (tmp_path / "d.json").write_bytes(rubbish)
    assert main(["verify-qr", "AAAA", "--directory", str(tmp_path / "d.json")]) == 3
    assert "فهرست باجه‌ها" in capsys.readouterr().err


def test_no_text_crashes_the_reader(tmp_path, capsys):
    (tmp_path / "d.json").write_text('{"keys": {}, "devices": {}}')
    for text in ("", "سلام", "HTTPS://X/R/AAAA", "A" * 178, "0" * 9999, "\udcff"):
        assert main(["verify-qr", text, "--directory", str(tmp_path / "d.json")]) == 1
    assert qr.LENGTH == 111


def test_a_signed_page_is_told_offline_with_its_digest(office, directory, capsys):
    catalogue = office.desk.load_catalogue()
    room = Room(office.desk.here, catalogue, 1, lambda _: catalogue, clock.now(), "2")
    page = make(room, PageWanted("inspection")).value
    office.regulator.wire.down = True
    assert main(["verify-qr", page.qr, "--directory", str(directory), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["worth"], told["desk"], told["digest"]) == ("genuine", "1", page.digest)
    assert main(["verify-qr", page.qr, "--directory", str(directory)]) == 0
    assert page.digest in capsys.readouterr().out
    changed = page.qr[:-5] + ("A" if page.qr[-5] != "A" else "B") + page.qr[-4:]
    assert main(["verify-qr", changed, "--directory", str(directory)]) == 1
