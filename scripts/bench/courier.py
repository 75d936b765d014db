"""Two weeks by hand: 18,000 entries and 600 documents to the stick, through the regulator and back.

Times, sizes, the peak of the regulator's memory, and whether the window would stutter meanwhile.
Making the entries takes about two minutes, so this is not in the table of `make bench`: run
`python -m scripts.bench.courier [requests] [documents]`.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from scripts.bench.first_sync import PASSPHRASE, Row, _timed

REQUESTS, DOCUMENTS, SIZE = 3000, 600, 200 * 1024


def rows(requests: int, papers: int) -> Iterator[Row]:
    """Everything in a temporary folder; nothing stays."""
    from app.wiring import courier
    from app.wiring.enrolment import Newcomer, make_desk
    from app.wiring.opened import open_desk
    from local_db import journal

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told, server = _regulator(folder)
        newcomer = Newcomer(told["url"], told["code"], PASSPHRASE, {"2": "password of bench"})
        (folder / "desk").mkdir()
        make_desk(folder / "desk", newcomer)
        server.stdin.close()  # type: ignore[union-attr]
        server.wait(timeout=30)
        desk = open_desk(folder / "desk", PASSPHRASE)
        _fill(desk, requests, papers)
        package, answer = folder / "a.courier", folder / "a.answer"
        with desk.here.db.read() as connection:
            owed = journal.owed_count(connection)
        yield "entries owed", owed, "", ""
        yield from _timed("package written and read back", "", lambda: _out(courier, desk, package))
        yield "  its size", package.stat().st_size / 2**20, "MB", ""
        yield from _taken(folder, package, answer, owed)
        yield "answer, its size", answer.stat().st_size / 2**20, "MB", ""
        yield from _timed("answer taken back", "", lambda: _in(courier, desk, answer))
        with desk.here.db.read() as connection:
            yield (
                "entries still owed (the note of the package)",
                journal.owed_count(connection),
                "",
                "1",
            )
        yield "peak of this process", _high_water(os.getpid()), "MB", ""
        desk.close()


def _regulator(folder: Path) -> tuple[dict[str, str], "subprocess.Popen[str]"]:
    data = str(folder / "regulator")
    arguments = [sys.executable, "-m", "regulator", "demo", "--data", data, "--stop-with-stdin"]
    server = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    return json.loads(server.stdout.readline()), server


def _taken(folder: Path, package: Path, answer: Path, owed: int) -> Iterator[Row]:
    command = [sys.executable, "-m", "regulator", "courier", "--data", str(folder / "regulator")]
    started = time.perf_counter()
    going = subprocess.Popen(
        [*command, "--in", str(package), "--out", str(answer)], stdout=subprocess.PIPE
    )
    peak = 0.0
    while going.poll() is None:
        peak = max(peak, _high_water(going.pid))
        time.sleep(0.1)
    seconds = time.perf_counter() - started
    assert going.stdout is not None
    said = json.loads(going.stdout.read())
    yield "taken in by the regulator (SQLite)", seconds, "s", ""
    yield "  entries a second", said["entries"] / seconds, "", f"{owed} and those of the day"
    yield "  documents whole", said["documents"], "", ""
    yield "  needing somebody", said["needing"], "", ""
    yield "  peak of its memory", peak, "MB", ""


def _high_water(pid: int) -> float:
    """MB a process ever held, as Linux tells; a finished one tells nothing more."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return max((int(one.split()[1]) / 1024 for one in lines if one.startswith("VmHWM")), default=0)


def _fill(desk, requests: int, papers: int) -> None:  # type: ignore[no-untyped-def]
    from app.desk import payments, receipts, shifts, visits
    from app.desk.visits import Serving
    from app.domain.acts import PaperSeen, RequestDraft, Slip
    from app.wiring import clock
    from tests.desk.conftest import REPLACE

    here, catalogue = desk.here, desk.load_catalogue()
    shift = shifts.open_shift(here, clock.moment(), "2")
    serving = Serving("2", shift, catalogue, desk.release, desk.lease.last_day)
    service = catalogue.by_key("birth_cert_replace")
    for n in range(requests):
        seen: tuple[PaperSeen, ...] = ()
        if n < papers:
            name = desk.documents.put(clock.moment(), b"%PDF-" + os.urandom(SIZE))
            seen = (PaperSeen("عکس", "copy", name),)
        visit = visits.open_visit(here, clock.moment(), serving)
        draft = RequestDraft(visit, service.number, service.form.version, REPLACE, seen)
        done = visits.register_request(here, clock.moment(), serving, draft)
        for plan in payments.plan_payments(here, visit):
            slip = Slip("71234567", f"{n:012}", "1", "4417", "slip")
            started = payments.start_payment(here, clock.moment(), serving, plan)
            payments.end_payment(here, clock.moment(), serving, paid=started, slip=slip)
        receipts.issue_receipt(here, clock.moment(), serving, done.tid)
        receipts.note_printed(here, clock.moment(), done.tid, op="2", output="folder")


def _out(courier, desk, package: Path) -> None:  # type: ignore[no-untyped-def]
    courier.write_out(desk, package, step=lambda _done, _total: None)


def _in(courier, desk, answer: Path) -> None:  # type: ignore[no-untyped-def]
    courier.take_in(desk, answer, step=lambda _done, _total: None)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:3]]
    for name, value, unit, bar in rows(*(given or (REQUESTS, DOCUMENTS))):
        print(f"{name:<46} {value:9.2f} {unit:<3} {bar}", flush=True)
