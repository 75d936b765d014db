"""The sending queue as the desk file tells it: what waits, what was put aside, and who acts."""

import json
import secrets
from dataclasses import replace
from datetime import timedelta

import pytest

from app.desk import findings
from app.domain import canonical, entry
from app.domain.errors import OperatorCanFix
from app.domain.moments import to_wire
from app.domain.outbox import Light, QueueKey, QueueLine, Uplink
from app.domain.wire import FeedItem
from app.wiring import clock
from local_db import feed, journal, lights, projections, queries, sending
from sync.push import push_once
from tests.desk.conftest import catalogue, desk

__all__ = ["catalogue", "desk"]
ON = Uplink()


def lines(office, uplink: Uplink = ON) -> list[QueueLine]:
    with office.here.db.read() as connection:
        return list(sending.page(connection, sending.keys(connection), uplink))


def plant(here, *, broken: str) -> str:
    """An entry no strict reader would take, as a failing disk or a wrong program leaves it."""
    salt, body = secrets.token_bytes(16), {"visit": "x"}
    with here.db.write() as connection:
        stand = journal.stand(connection, here.dev, here.certificate)
        last = connection.exec_driver_sql(
            "SELECT entry FROM journal WHERE type = 'visit.opened' ORDER BY n DESC LIMIT 1"
        ).scalar_one()
        payload = canonical.loads(canonical.unb64u(last.split(".")[1]))
        payload |= {"seq": stand.head.seq + 1, "prev": stand.head.leaf, "up": payload["up"] + 1}
        payload |= {"bh": entry.seal(body, salt), "cum": stand.head.cum.as_json()}
        token = entry.make(entry.Entry(**payload), here.signer)
        if broken == "signature":
            token = token[:-2] + ("AA" if not token.endswith("AA") else "BA")
            token = f"{token.rsplit('.', 1)[0]}.{canonical.b64u(b'0' * 64)}"
        facts = (here.dev, payload["seq"], canonical.leaf(token), payload["type"], payload["ts"])
        n = connection.exec_driver_sql(
            "INSERT INTO journal (dev, seq, leaf, type, at, entry) VALUES (?, ?, ?, ?, ?, ?)"
            " RETURNING n",
            (*facts, token),
        ).scalar_one()
        connection.exec_driver_sql(
            "INSERT INTO bodies VALUES (?, ?, ?)",
            (n, canonical.b64u(salt), canonical.dumps(body).decode()),
        )
        connection.exec_driver_sql("INSERT INTO outbox (n) VALUES (?)", (n,))
    return facts[2]


def test_two_bad_entries_among_many_are_named_with_owner_and_reason(office):
    office.here = office.desk.here
    office.desk.sync()
    for _ in range(3):
        office.register()
    unsigned = plant(office.here, broken="signature")
    office.register()
    unfit = plant(office.here, broken="body")
    office.register()
    office.desk.sync()
    assert office.owed() == 0
    named = {line.leaf: line for line in lines(office)}
    assert set(named) == {unsigned, unfit}
    assert (named[unsigned].state, named[unsigned].reason) == ("quarantined", "bad-signature")
    assert (named[unfit].state, named[unfit].reason) == ("quarantined", "bad-body")
    assert {line.owner for line in named.values()} == {"regulator"}
    findings.answer_finding(
        office.here, clock.moment(), unfit, said="برنامه قدیمی بود", operator="2"
    )
    assert [line.leaf for line in lines(office) if line.key.kind == "verdict"] == [unsigned]
    with pytest.raises(OperatorCanFix, match="finding-unknown"):
        findings.answer_finding(office.here, clock.moment(), unfit, said="دوباره", operator="2")
    office.desk.sync()
    assert office.received()[-1] == "finding.answered"
    assert [line.leaf for line in lines(office)] == [unsigned]


def test_a_body_owed_again_while_a_segment_is_on_its_way_stays_owed(office):
    office.desk.sync()
    link, went = office.desk.link, office.desk.link.write

    def meanwhile(change):
        link.write = went
        went(lambda connection: journal.owe_body(connection, row=1))
        return went(change)

    office.register()
    link.write = meanwhile
    push_once(link.db, link.api, link.write, at=clock.now())
    assert office.owed() == 1
    office.desk.sync()
    assert office.owed() == 0


def test_what_waits_is_told_by_request_and_stands_as_the_line_does(desk):
    first = desk.register()
    desk.register(desk.visit())
    waiting = [line for line in lines(desk) if line.key.kind == "request"]
    assert waiting[0].tid == first.tid
    assert {(line.state, line.count, line.title) for line in waiting} == {
        ("waiting", 1, "تعویض شناسنامه")
    }
    rest = lines(desk)[-1]
    assert rest.key == QueueKey("others", 0)
    assert rest.count > 1
    soon = clock.now() + timedelta(minutes=4)
    away = replace(ON, tries=3, reason="regulator-away", next_try=soon)
    tried = lines(desk, away)[0]
    assert (tried.state, tried.tries, tried.next_try) == ("trying", 3, soon)
    assert (tried.reason, tried.owner) == ("regulator-away", "time")
    off = lines(desk, Uplink(on=False))[0]
    assert (off.state, off.reason, off.owner) == ("held", "sync-off", "operator")


def test_only_a_persons_word_mends_and_a_rebuild_says_the_same(desk):
    done = desk.register()
    with desk.here.db.write() as connection:
        head = connection.exec_driver_sql(
            "SELECT dev, seq FROM journal WHERE leaf = ?", (done.leaf,)
        ).one()
        connection.exec_driver_sql(
            "INSERT INTO verdicts VALUES (?, ?, 'flagged', 'fee-differs', 'manager')", tuple(head)
        )
    found = lines(desk)[0]
    assert (found.key.kind, found.leaf, found.owner) == ("verdict", done.leaf, "manager")
    assert (found.tid, found.type) == (done.tid, "request.registered")
    with pytest.raises(OperatorCanFix, match="finding-answer-missing"):
        findings.answer_finding(desk.here, desk.clock(), done.leaf, said=" ", operator="2")
    findings.answer_finding(desk.here, desk.clock(), done.leaf, said="نامه دستگاه", operator="2")
    assert "verdict" not in {line.key.kind for line in lines(desk)}
    before = desk.rows("SELECT * FROM mended")
    assert len(before) == 1
    with desk.here.db.write() as connection:
        projections.rebuild(connection, journal.everything(connection))
    assert desk.rows("SELECT * FROM mended") == before


def finding(desk, n: int, state: str, leaf: str, reason: str = "fork") -> None:
    """The regulator tells the office of a finding, or that one was answered or closed."""
    said = {"finding": leaf, "dev": "d", "seq": 9, "leaf": leaf, "reason": reason, "state": state}
    more = {"tid": "", "owner": "manager", "facts": {}}
    item = FeedItem(n, "finding", to_wire(clock.now()), said | more)
    with desk.here.db.write() as connection:
        feed.keep(connection, [item])


def test_a_finding_told_to_the_office_stands_until_it_is_answered_or_closed(desk):
    leaf = canonical.leaf("another desk's")
    finding(desk, 1, "open", leaf)
    found = lines(desk)[0]
    assert (found.key.kind, found.reason, found.owner, found.seq) == (
        "finding",
        "fork",
        "manager",
        9,
    )
    findings.answer_finding(desk.here, desk.clock(), leaf, said="باجه عوض شد", operator="2")
    assert "finding" not in {line.key.kind for line in lines(desk)}
    [(body,)] = desk.rows("SELECT body FROM bodies ORDER BY n DESC LIMIT 1")
    assert json.loads(body)["finding"] == "fork"
    closed = canonical.leaf("closed by the auditor")
    finding(desk, 2, "open", closed)
    finding(desk, 3, "closed", closed)
    assert "finding" not in {line.key.kind for line in lines(desk)}


def test_a_verdict_the_regulator_settled_needs_nobody_here(desk):
    done = desk.register()
    with desk.here.db.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO verdicts SELECT dev, seq, 'flagged', 'fee-differs', 'manager' FROM journal"
            " WHERE leaf = ?",
            (done.leaf,),
        )
    finding(desk, 1, "open", done.leaf, "fee-differs")
    assert lines(desk)[0].key.kind == "verdict"
    assert "finding" not in {line.key.kind for line in lines(desk)}
    finding(desk, 2, "answered", done.leaf, "fee-differs")
    assert not {"verdict", "finding"} & {line.key.kind for line in lines(desk)}


def test_a_document_says_how_much_is_there_and_when_it_is_tried_again(desk):
    due = to_wire(clock.now() + timedelta(minutes=2))
    with desk.here.db.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO documents (hash, key, media, size, at, sent, tries, due, reason) VALUES"
            f" ('h', x'00', 'image/png', 400, '{due}', 100, 2, '{due}', 'regulator-away')"
        )
        connection.exec_driver_sql(
            "INSERT INTO document_uses VALUES ('h', 'leaf', NULL, 'عکس', 'copy')"
        )
    line = next(one for one in lines(desk) if one.key.kind == "document")
    assert (line.state, line.tries, line.sent, line.size) == ("trying", 2, 100, 400)
    assert (line.title, line.reason, line.owner) == ("عکس", "regulator-away", "time")
    with desk.here.db.write() as connection:
        sending.try_document_now(connection, line.key.row)
    line = next(one for one in lines(desk) if one.key.kind == "document")
    assert (line.state, line.owner, line.next_try) == ("held", "manager", None)


def light(desk, name: str, **how) -> Light:
    with desk.here.db.read() as connection:
        return getattr(lights, name)(connection, **how)


def paid(desk, state: str, reason: str, at: str) -> None:
    with desk.here.db.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO payments VALUES (hex(randomblob(8)), 'v', hex(randomblob(4)), 'p', 1, ?,"
            " 't', NULL, NULL, NULL, 'terminal', ?, '2026-11-21', 'leaf', ?, '2', NULL)",
            (state, reason, at),
        )


def test_the_terminals_light_follows_the_payments(desk):
    def now() -> Light:
        return light(desk, "terminal", known=True)

    assert light(desk, "terminal", known=False).shine == "unset"
    assert now().shine == "waiting"
    paid(desk, "succeeded", "", "2026-11-21T08:00:00.000Z")
    assert (now().shine, to_wire(now().since)) == ("good", "2026-11-21T08:00:00.000Z")
    paid(desk, "failed", "terminal-away", "2026-11-21T08:10:00.000Z")
    paid(desk, "unknown", "terminal-answer-lost", "2026-11-21T08:20:00.000Z")
    assert (now().shine, now().reason) == ("away", "terminal-answer-lost")
    assert to_wire(now().since) == "2026-11-21T08:10:00.000Z"
    paid(desk, "failed", "terminal-declined", "2026-11-21T08:30:00.000Z")
    assert now().shine == "good"


def test_the_regulators_light_follows_the_line(desk):
    asked = clock.now()
    assert light(desk, "regulator", uplink=ON).shine == "good"
    away = Uplink(True, 2, "regulator-away", "time", None, asked)
    assert light(desk, "regulator", uplink=away).since == asked
    assert light(desk, "regulator", uplink=Uplink(on=False)).shine == "off"
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("DELETE FROM settings WHERE name = 'clock'")
    assert light(desk, "regulator", uplink=ON).shine == "waiting"


def test_the_printers_light_follows_its_pages(desk):
    assert light(desk, "printer").shine == "unset"
    with desk.here.db.write() as connection:
        queries.set_setting(connection, "printers", [{"name": "EPSON"}])
        connection.exec_driver_sql(
            "INSERT INTO print_jobs (kind, name, page, printer, state, tries, reason, at)"
            " VALUES ('receipt', 'n', x'', 'EPSON', 'waiting', 1, 'print-no-paper',"
            " '2026-11-21T08:00:00.000Z')"
        )
    found = light(desk, "printer")
    assert (found.shine, found.reason) == ("away", "print-no-paper")
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("UPDATE print_jobs SET state = 'printed'")
    assert light(desk, "printer").shine == "good"
    assert lights.inquiries().shine == "manual"
