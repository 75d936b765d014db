"""What endangers the licence: told by the regulator, answered by the office, decided there; people
as their office says."""

from datetime import date, timedelta

import pytest

from app.desk import duties as desk_duties
from app.desk import notices, people, permits, remedies, staffing
from app.domain.acts import Operator
from app.domain.errors import ManagerCanFix, Refusal
from app.domain.jalali import days_after, parse, show, tehran_date
from app.wiring import clock
from local_db import people as rows
from tests.sync.conftest import Office
from tests.sync.fortnight import serve
from tests.sync.test_downstream import other
from tests.sync.test_told import written

__all__ = ["other"]
MANAGER = Operator("1", "مریم نمونه", "manager")


def look(office: Office):
    here, catalogue = office.desk.here, office.desk.load_catalogue()
    return desk_duties.look(here, clock.moment(), catalogue)


def today():
    return tehran_date(clock.now())


def test_a_licence_a_lease_of_premises_and_a_deadline_are_told_with_the_days_left(office):
    from regulator.licensing.models import Duty, Licence
    from regulator.offices.models import Office as Row

    ends = days_after(today(), 100).togregorian()
    licence = written(Licence, row=Licence.objects.get(), valid_to=ends)
    home = Row.objects.get()
    made = written(Duty, office=home, kind="premises", title="اجاره‌نامه", until=ends)
    written(Duty, office=home, title="بازآموزی", until=days_after(today(), 3).togregorian())
    office.desk.sync()
    found = look(office)
    assert [(one.kind, one.days, one.tone) for one in found.dues] == [
        ("deadline", 3, "warn"),
        ("premises", 100, "info"),
    ]
    limits = [one.code for one in permits.limits(office.desk.here, clock.moment())]
    assert "licence-renew" in limits
    written(Licence, row=licence, renewal_filed=today().togregorian())
    written(Duty, row=made, done=True)
    office.desk.sync()
    assert [one.kind for one in look(office).dues] == ["deadline"]
    assert look(office).licences[0].renewal == show(today())
    assert [one.code for one in permits.limits(office.desk.here, clock.moment())] == []


def test_a_closing_is_asked_granted_with_a_number_and_every_desk_knows(office, other):
    from django.core.exceptions import ValidationError

    from regulator.licensing.models import Closing

    here = office.desk.here
    first, last = show(days_after(today(), 5)), show(days_after(today(), 8))
    for wrong in (("1400/01/01", last), (last, first), (first, show(days_after(today(), 90)))):
        with pytest.raises(ManagerCanFix, match="closing"):
            desk_duties.ask_closing(here, clock.moment(), *wrong, reason="تعمیر", operator="1")
    with pytest.raises(ManagerCanFix, match="closing-reason-missing"):
        desk_duties.ask_closing(here, clock.moment(), first, last, reason=" ", operator="1")
    name = desk_duties.ask_closing(
        here, clock.moment(), first, last, reason="تعمیر محل", operator="1"
    )
    office.desk.sync()
    asked = Closing.objects.get(name=name)
    assert (asked.first, asked.reason) == (parse(first).togregorian(), "تعمیر محل")
    with pytest.raises(ValidationError):
        Closing(state="granted").clean()
    written(Closing, row=asked, state="granted", number="م/۱۲")
    for one in (office, other):
        one.desk.sync()
        (told,) = look(one).closings
        assert (told.state, told.number, told.first) == ("granted", "م/۱۲", first)
        assert told.reason == "تعمیر محل"


def complain(tid: str):
    from regulator.complaints.views import ComplaintForm, _keep

    form = ComplaintForm({"kind": "complaint", "tid": tid, "text": "دیر شد", "contact": "0912"})
    assert form.is_valid(), form.errors
    return _keep(form)


def test_a_complaint_reaches_the_office_with_its_limit_and_nothing_of_the_citizens_words(office):
    tid = serve(office, 1)
    office.desk.sync()
    made = complain(tid)
    office.desk.sync()
    (found,) = look(office).complaints
    assert (found.number, found.tid, found.open) == (made.number, tid, True)
    assert found.promised_by - found.at == timedelta(days=15)
    with office.desk.here.db.read() as connection:
        told = connection.exec_driver_sql("SELECT group_concat(facts) FROM messages").scalar_one()
    assert "دیر شد" not in told
    here = office.desk.here
    with pytest.raises(ManagerCanFix, match="complaint-unknown"):
        desk_duties.answer_complaint(here, clock.moment(), "0", said="پاسخ ما", operator="1")
    desk_duties.answer_complaint(
        here, clock.moment(), made.number, said="همان روز پیگیری شد", operator="1"
    )
    office.desk.sync()
    made.refresh_from_db()
    assert (made.office_answer, made.state) == ("همان روز پیگیری شد", "in_progress")
    assert look(office).complaints[0].state == "in_progress"
    from regulator.complaints.models import Complaint

    written(Complaint, row=made, state="answered", answer="رسیدگی شد")
    office.desk.sync()
    assert not look(office).complaints[0].open


def test_an_overcharge_opens_a_remedy_of_48_hours_until_the_money_went_back(office):
    from django.db import transaction

    from regulator.intake.models import StoredEntry
    from regulator.oversight import findings
    from regulator.oversight.models import Finding

    tid = serve(office, 1)
    office.desk.sync()
    stored = StoredEntry.objects.get(type="request.registered")
    place = {"seq": stored.seq, "leaf": stored.leaf, "reason": "fee-differs", "owner": "manager"}
    with transaction.atomic():
        findings.note("00000", stored.dev, **place, expected=400_000)
    office.desk.sync()
    (found,) = look(office).findings
    assert (found.tid, found.excess, found.answered) == (tid, 100_000, False)
    assert found.remedy_by == found.at + timedelta(hours=48)
    here, serving = office.desk.here, office.serving
    assert remedies.give_back(here, clock.moment(), serving, found.leaf, said="برمی‌گردد") == 100_000
    (after,) = look(office).findings
    assert (after.answered, after.returned, after.remedy_by) == (True, 100_000, None)
    with pytest.raises(ManagerCanFix, match="remedy-over"):
        remedies.give_back(here, clock.moment(), serving, found.leaf, said="دوباره")
    office.desk.sync()
    assert {"refund.requested", "finding.answered"} <= set(office.received())
    row = Finding.objects.get()
    written(Finding, row=row, state=Finding.State.CLOSED)
    office.desk.sync()
    assert look(office).findings == ()


def test_a_proposed_person_is_agreed_to_in_the_console_and_may_work(office, other):
    from regulator.offices.models import Operator as Row
    from regulator.offices.models import Proposal
    from regulator.offices.proposals import decide

    by = Row.objects.filter(role="manager").first() or Row.objects.create(
        office_id="00000", number="1", name="مدیر", role="manager"
    )
    here = office.desk.here
    person = staffing.propose(here, clock.moment(), "نگار تازه‌کار", by=by.number)
    refused = staffing.propose(here, clock.moment(), "نامی دیگر", by=by.number)
    office.desk.sync()
    decide(Proposal.objects.get(number=person.number), agreed=True, by="staff:a")
    decide(Proposal.objects.get(number=refused.number), agreed=False, by="staff:a")
    for one in (office, other):
        one.desk.sync()
        found = person_at(one, person.number)
        assert found.operator.approved
    assert person_at(office, refused.number).disabled
    with pytest.raises(Refusal):
        people.check_works(person_at(office, refused.number), refused.number)


def test_put_aside_here_at_once_and_at_the_other_desk_after_its_next_round(office, other):
    from regulator.offices.models import Operator as Row

    by = Row.objects.filter(role="manager").first()
    target = Row.objects.filter(role="operator", active=True).first()
    here = office.desk.here
    people.apply_operator(here, clock.moment(), {"operator": target.number, "name": target.name,
                                                 "role": "operator"})  # fmt: skip
    people.apply_operator(other.desk.here, clock.moment(), {"operator": target.number,
                          "name": target.name, "role": "operator"})  # fmt: skip
    staffing.disable(here, clock.moment(), target.number, by=by.number)
    assert person_at(office, target.number).disabled
    assert not person_at(other, target.number).disabled
    for one in (office, other, office):
        one.desk.sync()
    assert person_at(other, target.number).disabled
    assert person_at(office, target.number).disabled_by == by.number, "the manager's own still"
    staffing.enable(here, clock.moment(), target.number, by=by.number)
    for one in (office, other, office):
        one.desk.sync()
    assert not person_at(other, target.number).disabled
    assert not person_at(office, target.number).disabled


def person_at(office: Office, number: str):
    with office.desk.here.db.read() as connection:
        return rows.person(connection, number)


def read_elsewhere(office: Office) -> None:
    """Somebody reads the announcement at that desk."""
    office.desk.sync()
    here, catalogue = office.desk.here, office.desk.load_catalogue()
    for notice in notices.unread(here, clock.moment(), catalogue, operator="2"):
        notices.acknowledge(here, clock.moment(), notice, operator="2")


def test_desks_backups_and_announcements_stand_on_the_page(office, other):
    from regulator.notices.models import Announcement

    serve(other, 9)
    other.desk.sync()
    written(Announcement, title="خبر", text="متن", starts=date(2026, 1, 1))
    office.desk.sync()
    found = look(office)
    assert [(one.desk, one.own) for one in found.desks] == [(1, True), (2, False)]
    assert found.desks[0].lease_days is not None
    assert found.desks[1].owed is None
    assert found.desks[1].lease_days == found.desks[0].lease_days
    assert [one.title for one in found.announced] == ["خبر"]
    assert found.announced[0].readers == ()
    read_elsewhere(other)
    for one in (other, office):
        one.desk.sync()
    (announced,) = look(office).announced
    assert len(announced.readers) == 1
    found = look(office)
    assert found.announced[0].waiting
    assert found.backup_at is None


def test_the_page_for_an_inspector_says_it_all_and_its_mark_is_checked_on_the_portal(office):
    from app.domain import page_mark
    from app.domain.pages import PageWanted
    from app.wiring.pages import Room, make
    from regulator.portal.receipts import check_page

    serve(office, 1)
    office.desk.sync()
    here, catalogue = office.desk.here, office.desk.load_catalogue()
    room = Room(here, catalogue, 1, lambda _: catalogue, clock.now(), "2")
    page = make(room, PageWanted("inspection")).value
    assert {title for title, _ in page.sections} >= {"پروانه", "سررسیدها", "باجه‌ها و پشتیبان"}
    assert ("رسیدها از آغاز این ثبت", "۱") in page.figures
    mark, maker = check_page(page.qr)
    assert (maker.dev, mark.desk) == (here.dev, 1)
    assert page_mark.short(mark.digest) == page.digest
    answer = office.regulator.session().get(f"{office.regulator.url}/P/{page.qr[-144:]}")
    assert answer.status_code == 200
    assert page.digest in answer.text
    false = page.qr[:-1] + ("A" if page.qr[-1] != "A" else "B")
    for wrong in (false, "HTTPS://X/P/ABC", page.qr.replace("/P/", "/P/A")):
        assert check_page(wrong) is None
