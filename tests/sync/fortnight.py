"""An office without a line for two weeks: many requests, each with its money and papers."""

import random
from dataclasses import dataclass, replace

from app.desk import payments, receipts, visits
from app.domain.acts import PaperSeen, RequestDraft, Slip
from app.wiring import clock
from local_db import documents, journal
from tests.desk.conftest import REPLACE
from tests.lines import Throttled, steps_back, until_quiet
from tests.sync.conftest import Office

ENTRIES_EACH = 6


@dataclass(frozen=True)
class CameBack:
    """What came of it: sent, stored, how bad the line was."""

    entries: int
    documents: int
    stored: int
    whole: int
    missing: int
    again: int
    cuts: int
    lost_answers: int
    rounds: int
    minutes: float
    megabytes: float


def work(office: Office, requests: int, papers: int, *, scan: int) -> None:
    """That many requests of six entries each, and documents of about `scan` bytes among them."""
    chance = random.Random(14050830)
    every = max(1, requests // papers) if papers else requests + 1
    for number in range(requests):
        name = ""
        if number % every == 0 and number // every < papers:
            size = chance.randrange(scan // 2, scan * 3 // 2)
            name = office.desk.documents.put(clock.moment(), b"%PDF-1.7 " + chance.randbytes(size))
        serve(office, number, name)


def serve(office: Office, number: int, document: str = "") -> str:
    """One citizen: visit, request, swipe, receipt, paper."""
    here, serving = office.desk.here, office.serving
    visit = visits.open_visit(here, clock.moment(), serving)
    service = serving.catalogue.by_key("birth_cert_replace")
    draft = RequestDraft(visit, service.number, service.form.version, REPLACE)
    if document:
        draft = replace(draft, papers=(PaperSeen("عکس", "copy", document),))
    done = visits.register_request(here, clock.moment(), serving, draft)
    for plan in payments.plan_payments(here, visit):
        paid = payments.start_payment(here, clock.moment(), serving, plan)
        slip = Slip("90000001", f"{number:012}", "000001", "0015", "terminal")
        payments.end_payment(here, clock.moment(), serving, paid=paid, slip=slip)
    receipts.issue_receipt(here, clock.moment(), serving, done.tid)
    receipts.note_printed(here, clock.moment(), done.tid, op=serving.operator, output="bench")
    return done.tid


def waiting(office: Office) -> int:
    """Entries and documents the regulator has not answered for."""
    with office.desk.here.db.read() as connection:
        return journal.owed_count(connection) + documents.waiting_count(connection)


def come_back(office: Office) -> CameBack:
    """Back on a line of 256 kbit/s that dies every two seconds, until both sides agree."""
    from regulator.intake.models import Document, StoredEntry

    line = Throttled(office.regulator.wire)
    office.desk.api.session.mount(office.regulator.url, line)
    rounds = until_quiet(office.desk.sync, lambda: waiting(office), 20_000)
    with office.desk.here.db.read() as connection:
        ours = dict(connection.exec_driver_sql("SELECT seq, leaf FROM journal").all())
        kept = connection.exec_driver_sql("SELECT count(*) FROM documents").scalar_one()
    stored = dict(StoredEntry.objects.values_list("seq", "leaf"))
    return CameBack(
        entries=len(ours),
        documents=kept,
        stored=len(stored),
        whole=Document.objects.filter(complete=True).count(),
        missing=sum(stored.get(seq) != leaf for seq, leaf in ours.items()),
        again=len(steps_back(line.tally.sent)),
        cuts=line.tally.cuts,
        lost_answers=line.tally.lost_answers,
        rounds=rounds,
        minutes=line.seconds / 60,
        megabytes=(line.tally.up + line.tally.down) / 1e6,
    )
