"""The queue's screen over a real desk and its real regulator: what was put aside, and its keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.desk import visits
from app.wiring import clock
from app.wiring.functions import functions
from app.wiring.session import Session
from local_db import journal
from sync.link import SEGMENT
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office, begin
from tests.sync.fortnight import serve
from tests.sync.test_sending import plant
from ui.models.sending import Row
from ui.syncbox import SyncBox
from ui.tasks import Tasks


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = begin(tmp_path)
    yield made
    made.desk.close()


class Screen:
    """The manager looks at the queue of that folder."""

    def __init__(self, folder: Path, office: Office) -> None:
        self.session = Session(folder, office.regulator.session, window=False)
        self.session.unlock(PASSPHRASE)
        self.session.sign_in("2", PASSWORD)
        self.window, self.tasks = QWidget(), Tasks()
        self.box = SyncBox(functions(self.session, None, folder), self.tasks, self.window)

    def rows(self) -> list[Row]:
        """Every line in words, as it is painted."""
        self.box.ask()
        self.settle()
        view = self.box.view
        view.rows.row(0)
        self.settle()
        return [row for at in range(len(view.queue.keys)) if (row := view.rows.row(at))]

    def settle(self) -> None:
        while self.tasks.running:
            QApplication.processEvents()

    def close(self) -> None:
        self.settle()
        self.tasks.finish(self.session.close)
        self.window.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_two_bad_entries_among_a_thousand_are_named_with_owner_and_key(
    office: Office, tmp_path: Path
) -> None:
    from regulator.intake.models import StoredEntry

    here = office.desk.here
    for number in range(40):
        serve(office, number)
    unsigned = plant(here, broken="signature")
    for number in range(40, 80):
        serve(office, number)
    unfit = plant(here, broken="body")
    with here.db.read() as connection:
        made = journal.counts(connection)[0]
    for _ in range(1000 - made):
        visits.open_visit(here, clock.moment(), office.serving)
    office.desk.sync()
    stored = StoredEntry.objects.filter(dev=here.dev, seq__lte=1000)
    assert (stored.count(), stored.filter(verdict="accepted").count()) == (1000, 998)
    screen = Screen(tmp_path, office)
    named = {row.line.leaf: row for row in screen.rows() if row.may_answer}
    screen.close()
    assert set(named) == {unsigned, unfit}
    assert {row.who for row in named.values()} == {"اقدام با سازمان تنظیم مقررات"}
    assert all("Enter" in row.fix for row in named.values())
    assert "امضای این رویداد درست نبود" in named[unsigned].why
    assert "محتوای این رویداد را نپذیرفت" in named[unfit].why


def _without_bodies(office: Office) -> None:
    """Everything owed goes, but the line loses the bodies on the way."""
    with office.desk.here.db.read() as connection:
        segment = journal.owed(connection, office.desk.here.dev, limit=500, room=SEGMENT)
    assert segment is not None
    ack, answer = office.desk.api.push(replace(segment, bodies=()))
    dev = office.desk.here.dev
    with office.desk.here.db.write() as connection:
        journal.acknowledge(connection, dev, ack, answer=answer, at="2026-11-26T10:00:00.000Z")


@pytest.mark.usefixtures("qapp")
def test_a_body_that_did_not_arrive_is_sent_again_by_its_key(
    office: Office, tmp_path: Path
) -> None:
    from regulator.intake.models import Case, StoredBody

    office.desk.sync()
    tid = office.register().tid
    _without_bodies(office)
    assert Case.objects.get(tid=tid).service == 0
    screen = Screen(tmp_path, office)
    (row,) = (one for one in screen.rows() if one.line.type == "request.registered")
    assert (row.who, row.fix) == ("اقدام با متصدی", "ارسال دوباره محتوا: F9")
    assert row.may_retry
    view = screen.box.view
    view.list.setCurrentIndex(view.rows.index(view.queue.keys.index(row.line.key)))
    view.retry.click()
    screen.settle()
    left = [one.line.type for one in screen.rows()]
    screen.close()
    assert "request.registered" not in left
    assert Case.objects.get(tid=tid).service > 0
    assert StoredBody.objects.filter(entry__tid=tid).exists()
