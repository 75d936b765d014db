"""A whole morning at the real window, by keyboard: tests/data/morning.yaml."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from PySide6.QtWidgets import QApplication, QLabel

from app.desk.office import note_server_time
from app.domain.canonical import unb64u
from app.domain.moments import to_wire
from app.domain.text import latin_digits
from app.wiring import clock
from app.wiring.opened import open_desk
from tests.regulator_fixture import Regulator, anew
from tests.staff.conftest import enrolled
from tests.sync.conftest import PASSPHRASE
from tests.ui.morning import Morning
from tests.ui.real_desk import answering

TOLD = yaml.safe_load(Path(__file__).parents[1].joinpath("data/morning.yaml").read_text("utf-8"))
WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def played(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Morning]:
    """The morning, told in full, at a desk that has had no line for a week."""
    regulator, folder = anew(), tmp_path_factory.mktemp("morning") / "desk"
    folder.mkdir()
    enrolled(folder, regulator)
    regulator.wire.down = True
    heard_a_week_ago(folder, regulator)
    with answering() as bank:
        made = Morning(folder, regulator, bank, TOLD)
        made.begin()
        try:
            made.play()
            yield made
        finally:
            made.end()
            made.roll.jam()


def heard_a_week_ago(folder: Path, regulator: Regulator) -> None:
    """The regulator's last word stands in the file as it would after a week without a line."""
    desk = open_desk(folder, PASSPHRASE, regulator.session)
    now = clock.moment()
    then = replace(now, wall=now.wall - WEEK, up=now.up - WEEK // timedelta(milliseconds=1))
    note_server_time(desk.here, then, to_wire(then.wall))
    desk.close()


def test_everybody_is_served_with_few_keys(played: Morning, capsys: pytest.CaptureFixture) -> None:
    each = (played.keys + played.hands.keys) / played.requests
    with capsys.disabled():
        print(f"\n  {each:.1f} keys a request beside what is typed ({played.requests} requests)")
    assert (len(TOLD["visits"]), played.requests) == (8, 14)
    assert each <= 20


def test_nobody_was_charged_twice_and_everybody_has_a_receipt(played: Morning) -> None:
    counts, rials = recounted(played)
    assert counts["receipt.issued"] == counts["request.registered"] == played.requests
    assert counts["payment.failed"] == counts["payment.unknown"] == counts["payment.resolved"] == 1
    charged = sum(int(one["amount"]) for one in played.bank.charged.values())
    assert charged == rials["receipt.issued"]
    assert not played.rows("SELECT 1 FROM print_jobs WHERE state NOT IN ('printed', 'cancelled')")
    assert not played.rows("SELECT 1 FROM drafts")


def test_pages_and_closed_shifts_say_what_the_journal_says(played: Morning) -> None:
    """An operator sees what is his; the manager sees the day."""
    counts, rials = recounted(played)
    played.desk.key(3)
    mine = [e for e, _ in entries(played) if (e["type"], e["op"]) == ("request.registered", "2")]
    assert played.places.today_view.rows.rowCount() == len(mine) < played.requests
    assert "شیفت بسته شد" in close_shift(played)
    played.do_switch()
    day = day_of(played)
    assert day["درخواست"] == str(counts["request.registered"])
    assert day["وصولی (ریال)"].replace("٬", "") == str(rials["receipt.issued"])
    assert "شیفت بسته شد" in close_shift(played)
    closed = [
        json.loads(z)
        for (z,) in played.rows("SELECT z FROM shifts WHERE z IS NOT NULL ORDER BY z_number")
    ]
    assert [one["number"] for one in closed] == [1, 2]
    assert sum(one["fees"] for one in closed) == rials["receipt.issued"]
    assert sum(one["counts"]["receipts"] for one in closed) == counts["receipt.issued"]


def test_the_week_without_a_line_ends_and_both_sides_agree(played: Morning) -> None:
    from regulator.intake.models import StoredEntry

    assert entries(played)[-1][0]["ck"]["age"] >= WEEK // timedelta(seconds=1)
    send(played)
    mine = [leaf for (leaf,) in played.rows("SELECT leaf FROM journal ORDER BY n")]
    assert list(StoredEntry.objects.order_by("seq").values_list("leaf", flat=True)) == mine
    assert set(StoredEntry.objects.values_list("verdict", flat=True)) == {"accepted"}


def close_shift(played: Morning) -> str:
    """F9 and F9 again, beside the manager's page: what the page of the closed shift says."""
    played.desk.key(1, shift=True)
    if played.places.here == "day":
        played.desk.key(9)
    for _ in range(2):
        played.desk.key(9)
    return str(played.places.office.shift.view.told.words.text())


def day_of(played: Morning) -> dict[str, str]:
    """The great figures of the day's page, as they are drawn."""
    played.desk.key(1, shift=True)
    lines = played.places.office.summary.view.figures
    cards = [line.itemAt(at).widget() for line in lines for at in range(line.count())]
    said = [[one.text() for one in card.findChildren(QLabel)] for card in cards]
    return {name: latin_digits(value).strip("\u2066\u2069") for name, value, *_ in said}


def send(played: Morning) -> None:
    """The line is there again: F4, F5."""
    played.regulator.wire.down = False
    played.desk.key(4)
    played.desk.key(5)
    played.hands.wait(lambda: not played.rows("SELECT 1 FROM outbox"), "everything to be sent")


def recounted(played: Morning) -> tuple[Counter[str], Counter[str]]:
    """How often each type stands in the journal, and the rials of each."""
    counts, rials = Counter[str](), Counter[str]()
    for entry, body in entries(played):
        counts[entry["type"]] += 1
        rials[entry["type"]] += body.get("total", body.get("amount", 0))
    return counts, rials


def entries(played: Morning) -> list[tuple[dict, dict]]:
    """Every entry with its body, in order."""
    statement = "SELECT j.entry, b.body FROM journal j JOIN bodies b ON b.n = j.n ORDER BY j.n"
    found = played.rows(statement)
    return [(json.loads(unb64u(token.split(".")[1])), json.loads(body)) for token, body in found]
