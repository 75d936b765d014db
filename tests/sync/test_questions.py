"""The regulator's auditor asks an office about a finding: the desk shows it until it answers."""

import pytest
from django.db import transaction

from app.desk import findings as desk_findings
from app.domain.errors import OperatorCanFix
from app.domain.outbox import Uplink
from app.wiring import clock
from local_db import duties, journal, projections, sending
from ui.models.sending import row_of


def asked(office):
    """What the sending queue says of findings and verdicts."""
    with office.desk.here.db.read() as connection:
        return [
            (line.leaf, line.question, row_of(line, clock.now()).why)
            for line in sending.page(connection, sending.keys(connection), Uplink())
            if line.key.kind in ("finding", "verdict")
        ]


def on_duty(office):
    """The same on the page of duties: (question, answered)."""
    with office.desk.here.db.read() as connection:
        return [(one.question, one.answered) for one in duties.findings(connection)]


def note(leaf):
    """The regulator finds something about that entry and tells the office."""
    from regulator.intake.models import StoredEntry
    from regulator.oversight import findings

    stored = StoredEntry.objects.get(leaf=leaf)
    place = {"seq": stored.seq, "leaf": leaf, "reason": "outside-hours", "owner": "manager"}
    with transaction.atomic():
        return findings.note(stored.office, stored.dev, **place, minute=100, times=3)


def ask(found, question):
    """As the auditor's console does it."""
    from regulator.oversight import findings

    found.refresh_from_db()
    found.question, found.state = question, found.State.OPEN
    found.save()
    with transaction.atomic():
        findings.tell(found)


def answer(office, leaf, said):
    here = office.desk.here
    desk_findings.answer_finding(here, clock.moment(), leaf, said=said, operator="2")


def test_a_question_stands_at_the_desk_until_it_has_an_answer_of_its_own(office):
    leaf = office.register().leaf
    office.desk.sync()
    found = note(leaf)
    office.desk.sync()
    assert [one[:2] for one in asked(office)] == [(leaf, "")]
    answer(office, leaf, "دفتر تا شب باز بود")
    assert asked(office) == []
    office.desk.sync()
    found.refresh_from_db()
    assert found.state == "answered"

    ask(found, "مجوز کار شبانه کجاست؟")
    office.desk.sync()
    [(about, question, why)] = asked(office)
    assert (about, question) == (leaf, "مجوز کار شبانه کجاست؟")
    assert question in why
    assert on_duty(office) == [(question, False)]
    answer(office, leaf, "شماره ۱۲۳ از شهرداری")
    assert (asked(office), on_duty(office)) == ([], [(question, True)])
    office.desk.sync()
    found.refresh_from_db()
    assert (found.state, found.question) == ("answered", question)
    assert asked(office) == []
    with pytest.raises(OperatorCanFix, match="finding-unknown"):
        answer(office, leaf, "باز هم")

    ask(found, question)
    office.desk.sync()
    assert [one[1] for one in asked(office)] == [question]


def test_what_was_asked_stays_asked_when_the_rows_are_made_again(office):
    leaf = office.register().leaf
    office.desk.sync()
    found = note(leaf)
    office.desk.sync()
    answer(office, leaf, "دفتر تا شب باز بود")
    office.desk.sync()
    ask(found, "تا چه ساعتی؟")
    office.desk.sync()
    before = asked(office)
    with office.desk.here.db.write() as connection:
        projections.rebuild(connection, journal.everything(connection))
    assert len(before) == 1
    assert asked(office) == before
