"""Printers that work, stall, die, run dry or are not there: a clear refusal within the time-out."""

import os
import pty
import stat
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest

from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal, TimeCanFix
from app.domain.printers import Printer
from printing.cups import media
from printing.escpos import ASK_DONE, ASK_PAPER, escpos
from printing.outputs import Folder, output
from printing.raster import one_bit
from printing.windows import NamedPrinter
from resources import sentence
from tests.printing.pages import drawn
from tests.printing.printers import Machine, decoded, printer

TID = "00123-001-2071-0001-42"
PAGE = drawn("void", "roll80")
LONG = drawn("reprint", "roll80")


def network(machine: Machine, seconds: float = 2.0) -> Printer:
    return Printer("باجه ۳", "tcp", f"127.0.0.1:{machine.port}", "escpos", seconds=seconds)


def refused(one: Printer, page: bytes = PAGE) -> Refusal:
    """The refusal a page met, its sentence filled with the printer's name."""
    started = time.monotonic()
    with pytest.raises(Refusal) as met:
        output(one).put(TID, page)
    assert time.monotonic() - started <= one.seconds + 10  # a busy machine is no broken rule
    assert one.name in sentence(met.value)
    return met.value


@pytest.mark.parametrize("talks", [True, False])
def test_a_network_printer_gets_the_page_whole(talks: bool) -> None:
    with printer(Machine(talks=talks)) as machine:
        output(network(machine)).put(TID, PAGE)
        time.sleep(0.3)
        got = bytes(machine.got).removeprefix(ASK_PAPER).removesuffix(ASK_DONE)
    picture = one_bit(PAGE)
    assert decoded(got, 576).tobytes() == picture.tobytes()


def test_a_printer_that_is_not_there_is_absent() -> None:
    with printer(Machine()) as machine:
        gone = network(machine)
    assert refused(gone).code == "print-absent"


def test_a_printer_without_paper_says_so_before_anything_is_sent() -> None:
    with printer(Machine(paper=False)) as machine:
        assert refused(network(machine)).code == "print-no-paper"
        assert bytes(machine.got) == ASK_PAPER


def test_a_printer_that_stops_reading_in_the_middle_leaves_a_page_cut_short() -> None:
    with printer(Machine(reads=5000, then="stall")) as machine:
        assert refused(network(machine, 1.0), LONG).code == "print-cut-short"


def test_a_printer_that_dies_in_the_middle_leaves_a_page_cut_short() -> None:
    with printer(Machine(reads=5000, then="die")) as machine:
        assert refused(network(machine), LONG).code == "print-cut-short"


def test_a_port_that_is_no_number_is_a_setting_to_put_right() -> None:
    assert refused(Printer("دفتر", "tcp", "host:lpt", "escpos")).code == "print-settings"


def test_a_laser_printer_on_the_network_gets_the_pdf_itself() -> None:
    with printer(Machine()) as machine:
        output(Printer("لیزری", "tcp", f"127.0.0.1:{machine.port}", "pdf")).put(TID, PAGE)
        time.sleep(0.3)
        assert bytes(machine.got) == PAGE


@contextmanager
def line(folder: Path) -> Iterator[tuple[Printer, int]]:
    """A serial line and its far end: a pseudo-terminal, or a pipe where the machine has none."""
    try:
        far, near = pty.openpty()
        path, baud = os.ttyname(near), 115200
    except OSError:
        path, baud = str(folder / "ttyS0"), 0
        os.mkfifo(path)
        far = near = os.open(path, os.O_RDWR)
    yield Printer("سریال", "device", path, "escpos", baud=baud), far
    for end in {far, near}:
        os.close(end)


def test_a_serial_port_gets_the_page_whole(tmp_path) -> None:
    got = bytearray()
    with line(tmp_path) as (port, far):

        def read() -> None:
            while not got.endswith(b"\x1dVB\x00"):
                got.extend(os.read(far, 4096))

        reader = threading.Thread(target=read)
        reader.start()
        output(port).put(TID, PAGE)
        reader.join(5)
    assert bytes(got) == escpos(one_bit(PAGE))


def test_a_device_that_takes_nothing_stalls_and_one_that_stops_is_cut_short(tmp_path) -> None:
    fifo = tmp_path / "lp0"
    os.mkfifo(fifo)
    held = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)
    usb = Printer("یو‌اس‌بی", "device", str(fifo), "escpos", seconds=0.3)
    assert refused(usb, LONG).code == "print-cut-short"
    assert refused(usb, LONG).code == "print-stalled"
    os.close(held)


def test_a_device_that_is_not_there_or_out_of_paper(tmp_path) -> None:
    assert refused(Printer("الف", "device", str(tmp_path / "x"), "pdf")).code == "print-absent"
    # The kernel answers ENOSPC here, as its printer driver does without paper.
    assert refused(Printer("ب", "device", "/dev/full", "pdf")).code == "print-no-paper"


@pytest.fixture
def lp(tmp_path, monkeypatch) -> Path:
    """Stand-ins for `lp` and `lpstat` on the path, to say what CUPS would."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    _script(tmp_path / "lpstat", 'echo "printer $3 is idle."')
    body = f'printf "%s\\n" "$@" > {tmp_path}/asked; cat > {tmp_path}/page\n'
    _script(tmp_path / "lp", body + 'echo "request id is roll-12 (1 file(s))"')
    return tmp_path


def _script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


CUPS = Printer("صف", "cups", "roll", "pdf", seconds=2)


def test_cups_is_told_the_exact_size_and_never_to_scale(lp) -> None:
    assert output(CUPS).put(TID, PAGE) == "roll-12"
    asked = (lp / "asked").read_text().split()
    assert asked[:4] == ["-d", "roll", "-t", TID]
    assert asked[4:] == ["-o", f"media={media(PAGE)}", "-o", "print-scaling=none"]
    assert (lp / "page").read_bytes() == PAGE


def test_a_queue_without_a_driver_gets_raw_bytes(lp) -> None:
    output(Printer("صف", "cups", "roll", "escpos")).put(TID, PAGE)
    assert (lp / "asked").read_text().split()[4:] == ["-o", "raw"]
    assert (lp / "page").read_bytes() == escpos(one_bit(PAGE))


@pytest.mark.parametrize(
    ("tool", "body", "code"),
    [
        ("lpstat", "echo Unknown; exit 1", "print-refused"),
        ("lpstat", 'echo "printer roll disabled since today"', "print-refused"),
        ("lpstat", 'echo "  Alerts: media-empty-error"', "print-no-paper"),
        ("lpstat", "exec sleep 3", "print-busy"),
        ("lp", "exit 1", "print-refused"),
    ],
)
def test_what_cups_refuses_is_said(lp, tool: str, body: str, code: str) -> None:
    _script(lp / tool, body)
    assert refused(CUPS).code == code


def test_a_computer_without_cups_says_so(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(refused(CUPS), ManagerCanFix)


@pytest.mark.parametrize(
    ("size", "wanted"), [("a4", "A4"), ("a5", "A5"), ("roll58", "Custom.58x60mm")]
)
def test_the_media_is_the_pages_own(size: str, wanted: str) -> None:
    assert media(drawn("void", size)).split("x")[0] == wanted.split("x")[0]


@pytest.mark.parametrize("size", ["roll80", "a4"])
def test_the_named_printer_paints_every_page_on_its_exact_size(size, tmp_path, qapp) -> None:
    page = drawn("sent" if size == "a4" else "void", size)
    painted = tmp_path / "painted.pdf"
    NamedPrinter(Printer("ویندوز", "windows", "x", "pdf"), file=str(painted)).put(TID, page)
    ours, theirs = pypdfium2.PdfDocument(page), pypdfium2.PdfDocument(painted.read_bytes())
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert other.get_size() == pytest.approx(one.get_size(), abs=1)


def test_the_named_printer_paints_on_the_printers_own_line_too(tmp_path, qapp) -> None:
    painted = tmp_path / "painted.pdf"
    named = NamedPrinter(Printer("x", "windows", "x", "pdf"), file=str(painted))
    with ThreadPoolExecutor(1) as line:
        line.submit(named.put, TID, PAGE).result(20)
    assert len(pypdfium2.PdfDocument(painted.read_bytes())) == 1


def test_a_named_printer_the_system_does_not_know_is_absent(qapp) -> None:
    assert refused(Printer("ویندوز", "windows", "nowhere", "pdf")).code == "print-absent"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a raw spooler")
def test_off_windows_the_raw_spooler_refuses_plainly() -> None:
    assert refused(Printer("خام", "windows-raw", "x", "escpos")).code == "print-no-spooler"


def test_the_kinds_of_refusal_name_who_acts(tmp_path) -> None:
    assert isinstance(output(Printer("پوشه", "folder", str(tmp_path), "pdf")), Folder)
    assert issubclass(TimeCanFix, Refusal)
    assert isinstance(refused(Printer("الف", "device", "/nowhere", "pdf")), OperatorCanFix)
