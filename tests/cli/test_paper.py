"""Paper from a shell."""

import os

import pytest

import printing
from app.cli import main
from app.wiring.folder import WindowLock
from app.wiring.opened import unlock
from local_db import print_queue
from tests.cli.test_verify_qr import issued
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office, office, regulator

__all__ = ["office", "regulator"]


@pytest.mark.parametrize("size", ["roll80", "roll58", "a5", "a4"])
def test_the_sample_receipt_comes_on_every_paper(tmp_path, size):
    pdf, png = tmp_path / "r.pdf", tmp_path / "r.png"
    assert main(["receipt", "--sample", "--size", size, "--out", str(pdf), "--png", str(png)]) == 0
    assert "تعویض شناسنامه" in printing.text_of(pdf.read_bytes())
    assert png.read_bytes().startswith(b"\x89PNG")


def test_a_place_that_cannot_be_written_says_so(tmp_path, capsys):
    out = str(tmp_path / "nowhere" / "r.pdf")
    assert main(["receipt", "--sample", "--out", out]) == 3
    assert "نوشته نشد" in capsys.readouterr().err


@pytest.fixture
def desk(office: Office, tmp_path):
    """A command on a desk with one issued receipt; each run gets its secrets by a pipe."""
    issued(office)
    with office.desk.here.db.read() as connection:
        tid = connection.exec_driver_sql("SELECT tid FROM receipts").scalar_one()
    office.desk.close()

    def run(*arguments: str) -> int:
        read, write = os.pipe()
        os.write(write, f"{PASSPHRASE}\n{PASSWORD}\n".encode())
        os.close(write)
        where = ("--data", str(tmp_path), "--passphrase-fd", str(read))
        try:
            return main([arguments[0], *where, *arguments[1:]])
        finally:
            os.close(read)

    return run, tid


def test_pages_and_prints_of_a_desk_from_a_shell(desk, tmp_path, capsys):
    run, tid = desk
    out = tmp_path / "page.pdf"
    page = ("page", "--out", str(out), "--kind")
    assert run(*page, "poster") == 0
    assert "خدمات و تعرفه‌ها" in printing.text_of(out.read_bytes())
    assert run(*page, "envelope", "--tid", tid) == 3
    assert "--operator" in capsys.readouterr().err
    assert run(*page, "envelope", "--tid", tid, "--operator", "2", "--size", "a4") == 0
    assert run(*page, "receipt", "--tid", tid, "--operator", "2") == 3
    assert run(*page, "guide", "--service", "9999999") == 3
    assert run("print", "--tid", tid, "--operator", "2") == 0
    capsys.readouterr()
    assert run("print", "--tid", tid, "--operator", "2") == 3
    assert "دلیل" in capsys.readouterr().err
    lock = WindowLock(tmp_path)
    assert run("print", "--tid", tid, "--operator", "2", "--reason", "گم شد") == 0
    lock.release()
    assert "پنجره" in capsys.readouterr().out
    opened = unlock(tmp_path, PASSPHRASE)
    with opened.here.db.read() as connection:
        (left,) = print_queue.open_jobs(connection)
        kinds = connection.exec_driver_sql("SELECT type FROM journal ORDER BY n").scalars().all()
    opened.close()
    assert (left.tid, left.why, left.job.state) == (tid, "گم شد", "waiting")
    assert [one for one in kinds if "print" in one] == ["slip.printed", "receipt.printed"]


def test_printers_and_the_display_are_set_from_a_shell_or_refused(desk, capsys):
    run, _ = desk
    roll = ("printer", "--name", "roll", "--kind", "tcp", "--address", "10.0.0.9:9100")
    assert run(*roll, "--paper", "a4", "--language", "escpos") == 3
    assert "A4" in capsys.readouterr().err
    assert run(*roll, "--margins", "--for", "receipt") == 0
    assert '"receipt": "roll roll80"' in capsys.readouterr().out
    assert run("display", "--address", "host:lpt") == 3
    assert run("display", "--address", "127.0.0.1:1") == 3
    assert "نمایشگر مشتری پاسخ نمی‌دهد" in capsys.readouterr().err
    assert run("display", "--address", "none") == 0


def test_a_blank_form_needs_no_desk(tmp_path):
    out = tmp_path / "form.pdf"
    assert main(["page", "--kind", "blank-form", "--service", "۱۰۲", "--out", str(out)]) == 0
    assert "تعویض شناسنامه" in printing.text_of(out.read_bytes())
    roll = ("--size", "roll80", "--out", str(out))
    assert main(["page", "--kind", "blank-form", "--service", "102", *roll]) == 3
