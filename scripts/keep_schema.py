"""`python -m scripts.keep_schema FOLDER`: a small desk file of this program's schema, to be kept.

Run once at each release, into tests/data/old/<schema version>; the tests open, migrate and rebuild
every one of them for ever. Names, numbers and secrets in it are made up (tests/data/old/README.md).
"""

import json
import sys
from pathlib import Path

import resources
from app.desk import drafts, payments, people, receipts, shifts
from app.desk.proofs import Typed, prove
from app.domain.acts import Slip
from app.domain.catalogue import catalogue_from_items
from app.domain.printers import Page
from app.keys import passwords, slots
from app.wiring import clock, enrolment
from app.wiring.enrolment import Newcomer
from app.wiring.opened import unlock
from local_db import migrate, print_queue
from sync.enrol import enrol
from sync.push import push_once
from tests.desk.conftest import Desk, Serving
from tests.regulator_fixture import Regulator, anew

PASSPHRASE = "a passphrase of old files"
PASSWORD = "a password of old files"


def main(folder: Path) -> int:
    """Enrol without a catalogue (it would be most of the file), work a little, close cleanly."""
    folder.mkdir(parents=True)
    regulator = anew()
    _enrol(folder, regulator)
    desk = unlock(folder, PASSPHRASE, regulator.session)
    typed = Typed("password", lambda kept: passwords.fits(kept, PASSWORD))
    people.sign_in(desk.here, clock.moment(), prove(desk.here, clock.moment(), "2", typed))
    shift = shifts.open_shift(desk.here, clock.moment(), "2")
    catalogue = catalogue_from_items(resources.catalogue_items())
    at_work = Desk(desk.here, Serving("2", shift, catalogue, 1, desk.lease.last_day))
    at_work.clock = clock.moment  # type: ignore[assignment]
    tids = _work(at_work)
    push_once(desk.here.db, desk.api, desk.writer.write, at=clock.now())
    tids.append(at_work.register().tid)  # still owed
    with desk.here.db.read() as connection:
        entries = connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one()
    desk.close()
    facts = {"schema": migrate.steps()[-1][0], "entries": entries, "tids": tids}
    (folder / "facts.json").write_text(json.dumps(facts, indent=1) + "\n")
    return 0


def _enrol(folder: Path, regulator: Regulator) -> None:
    passed = {"1": PASSWORD, "2": PASSWORD}
    newcomer = Newcomer(regulator.url, regulator.code(), PASSPHRASE, passed)
    secrets = slots.draw()
    with regulator.session() as session:
        enrolled = enrol(
            newcomer.url,
            code=newcomer.code,
            public_key=enrolment.public_key(secrets.seed),
            app="pishkhan",
            session=session,
        )
    enrolment.write_file(folder, newcomer, secrets, enrolled)
    slots.create(folder, secrets, PASSPHRASE)


def _work(desk: Desk) -> list[str]:
    """One request to the end, one with an unknown payment, one nobody has paid; a draft, a page."""
    done = []
    for ends in ("paid", "unknown"):
        visit = desk.visit()
        done.append(desk.register(visit).tid)
        (plan,) = payments.plan_payments(desk.here, visit)
        paid = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
        if ends == "unknown":
            payments.doubt_payment(
                desk.here, desk.clock(), desk.serving, paid=paid, reason="terminal-answer-lost"
            )
            continue
        slip = Slip("90000001", "000000000001", "000001", "0015", "terminal")
        payments.end_payment(desk.here, desk.clock(), desk.serving, paid=paid, slip=slip)
        receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done[-1])
        receipts.note_printed(desk.here, desk.clock(), done[-1], op="2", output="file")
    done.append(desk.register().tid)
    drafts.save(desk.here, desk.clock(), desk.draft(desk.visit()), operator="2")
    with desk.here.db.write() as connection:
        at = "2026-11-21T08:30:00.000Z"
        print_queue.add(connection, Page("receipt", done[0], b"%PDF-", receipt=done[0]), at=at)
    return done


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
