"""Drafts that wait, services that close meanwhile, notices that are confirmed once."""

import dataclasses

import pytest
from sqlalchemy.exc import IntegrityError

import resources
from app.desk import drafts, notices, visits
from app.domain.acts import PaperSeen
from app.domain.catalogue import catalogue_from_items
from app.domain.errors import OperatorCanFix, RegulatorCanFix
from app.domain.fees import Claim, Told
from local_db import catalogue_queries, journal, projections

ITEMS = resources.catalogue_items()
NOTICE = {"kind": "notice", "key": "n1", "version": 1, "title": "آگهی", "text": "متن"}
NOTICE |= {"from": "1405/08/01", "to": "1405/08/30"}


def delegated(state, start):
    """A release in which the replacement is no longer simply active."""
    kept = [item for item in ITEMS if item["kind"] != "delegation-list"]
    number = catalogue_from_items(ITEMS).by_key("birth_cert_replace").number
    row = {"service": number, "state": state, "from": start, "to": None, "conditions": ""}
    row |= {"office_kind": "counter_office", "province": None, "office": None}
    named = {"kind": "delegation-list", "key": "x", "version": 1, "basis": "", "rows": [row]}
    return catalogue_from_items([*kept, named | {"from": "1405/07/01", "to": "1405/12/29"}])


def save(desk, draft, name=None):
    return drafts.save(desk.here, desk.clock(), draft, operator="2", name=name)


def listed(desk):
    return drafts.listed(desk.here, desk.clock(), desk.serving.catalogue)


def test_a_draft_comes_back_as_it_was_left(desk):
    draft = dataclasses.replace(
        desk.draft(desk.visit(), serial_no=""),
        papers=(PaperSeen("شناسنامه", "original_seen"),),
        told=(Told(0, 5, "1", "1405/08/01"),),
        exemptions=(Claim("veteran", "کارت"),),
    )
    count = desk.rows("SELECT count(*) FROM journal")
    name = save(desk, draft)
    assert drafts.opened(desk.here, name) == dataclasses.replace(draft, draft_opened="1405/08/30")
    assert desk.rows("SELECT count(*) FROM journal") == count


def test_the_list_names_service_citizen_and_what_is_missing(desk):
    save(desk, desk.draft(desk.visit(), serial_no="", applicant_national_id="0000000018"))
    (row,) = listed(desk)
    assert (row.service_title, row.citizen, row.opened) == (
        "تعویض شناسنامه",
        "مریم نمونه",
        "1405/08/30",
    )
    form = desk.serving.catalogue.by_key("birth_cert_replace").form
    wanted = [form.field(name).label for name in ("applicant_national_id", "serial_no")]
    papers = ["شناسنامه", "عکس ۴×۳ تمام‌رخ جدید"]
    assert sorted(row.missing) == sorted(papers + wanted)
    assert row.newer is None


def test_a_draft_is_whole_only_once_papers_and_told_amounts_are_there_too(desk):
    draft = desk.draft(desk.visit())
    name = save(desk, draft)
    lacks = listed(desk)[0].missing
    assert lacks
    met = tuple(PaperSeen(title, "original_seen") for title in lacks)
    save(desk, dataclasses.replace(draft, papers=met), name)
    assert listed(desk)[0].missing == ()
    told = desk.serving.catalogue.by_key("phone_relocate")
    save(desk, dataclasses.replace(draft, service=told.number, form_version=told.form.version))
    assert "هزینه تغییر مکان تلفن" in listed(desk)[0].missing


def test_what_was_set_aside_stays_beside_what_is_typed_later(desk):
    draft = desk.draft(desk.visit())
    name = save(desk, draft)
    assert (listed(desk)[0].aside, listed(desk)[0].changed) == (None, False)
    with pytest.raises(OperatorCanFix, match="draft-never-aside"):
        drafts.opened_aside(desk.here, name)
    drafts.set_aside(desk.here, desk.clock(), draft, operator="2", name=name, place="serial_no:3")
    at = listed(desk)[0].aside
    desk.clock.go(hours=1)
    for _ in range(2):  # over and over, as while it is typed
        save(desk, dataclasses.replace(draft, answers={}), name)
    (row,) = listed(desk)
    assert (row.aside, row.changed) == (at, True)
    kept, place = drafts.opened_aside(desk.here, name)
    assert (kept.answers, place) == (draft.answers, "serial_no:3")
    assert drafts.opened(desk.here, name).answers == {}


def test_saving_again_replaces_and_keeps_the_day_it_was_begun(desk):
    name = save(desk, desk.draft(desk.visit()))
    desk.clock.go(days=2)
    again = dataclasses.replace(drafts.opened(desk.here, name), answers={})
    assert save(desk, again, name) == name
    (row,) = listed(desk)
    assert (row.opened, row.citizen) == ("1405/08/30", "")


def test_a_draft_goes_with_its_registration_or_not_at_all(desk):
    draft = desk.draft(desk.visit())
    name = drafts.save(desk.here, desk.clock(), draft, operator="2")
    with desk.here.db.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE DELETE ON drafts BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    taken = dataclasses.replace(draft, draft=name)
    with pytest.raises(IntegrityError, match="full"):
        visits.register_request(desk.here, desk.clock(), desk.serving, taken)
    assert desk.rows("SELECT 1 FROM requests") == []
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER full")
    visits.register_request(desk.here, desk.clock(), desk.serving, taken)
    assert desk.rows("SELECT 1 FROM drafts") == []


def test_a_draft_given_up_says_why_and_leaves_the_list(desk):
    name = drafts.save(desk.here, desk.clock(), desk.draft(desk.visit()), operator="2")
    with pytest.raises(OperatorCanFix, match="draft-reason-missing"):
        drafts.give_up(desk.here, desk.clock(), name, operator="2", reason=" ")
    drafts.give_up(desk.here, desk.clock(), name, operator="2", reason="متقاضی نیامد")
    with pytest.raises(OperatorCanFix, match="draft-unknown"):
        drafts.opened(desk.here, name)
    (kept,) = desk.rows("SELECT body FROM drafts")
    assert "متقاضی نیامد" in kept[0]
    assert "نمونه" not in kept[0]  # the window said that what was typed is gone
    assert drafts.listed(desk.here, desk.clock(), desk.serving.catalogue) == ()
    assert len(desk.rows("SELECT 1 FROM drafts")) == 1


def test_a_deleted_draft_is_gone(desk):
    name = save(desk, desk.draft(desk.visit()))
    drafts.delete(desk.here, name)
    assert listed(desk) == ()
    for act in (drafts.opened, drafts.delete):
        with pytest.raises(OperatorCanFix, match="draft-unknown"):
            act(desk.here, name)


def test_a_draft_keeps_its_form_and_hears_of_a_newer_one(desk):
    name = save(desk, desk.draft(desk.visit()))
    form = next(i for i in ITEMS if i["kind"] == "form" and i["key"] == "birth_cert_replace")
    newer = catalogue_from_items([*ITEMS, form | {"version": 2}])
    desk.serving = dataclasses.replace(desk.serving, catalogue=newer)
    assert listed(desk)[0].newer == 2
    draft = drafts.opened(desk.here, name)
    done = visits.register_request(desk.here, desk.clock(), desk.serving, draft)
    with desk.here.db.read() as connection:
        body = catalogue_queries.open_request(connection, done.tid).body
    assert body["form_version"] == 1


@pytest.mark.parametrize(
    ("state", "code"),
    [("stopped", "service-stopped"), ("closing", "service-closing"), (None, "not-delegated")],
)
def test_an_undelegated_service_is_not_registered_offline(desk, state, code):
    catalogue = delegated(state or "active", "1405/08/30" if state else "1405/09/01")
    desk.serving = dataclasses.replace(desk.serving, catalogue=catalogue)
    with pytest.raises(RegulatorCanFix, match=code):
        desk.register()
    assert desk.rows("SELECT * FROM requests") == []


def test_a_closing_service_still_ends_the_drafts_begun_before(desk):
    name = save(desk, desk.draft(desk.visit()))
    desk.clock.go(days=3)
    desk.serving = dataclasses.replace(
        desk.serving, catalogue=delegated("closing", "1405/09/02"), lease_day=2090
    )
    with pytest.raises(RegulatorCanFix, match="service-closing"):
        desk.register()
    draft = drafts.opened(desk.here, name)
    assert visits.register_request(desk.here, desk.clock(), desk.serving, draft).tid


def test_a_notice_is_shown_to_each_until_they_confirm_it(desk):
    catalogue = catalogue_from_items([*ITEMS, NOTICE])

    def unread(operator):
        return notices.unread(desk.here, desk.clock(), catalogue, operator=operator)

    (notice,) = unread("2")
    assert notices.acknowledge(desk.here, desk.clock(), notice, operator="2")
    assert notices.acknowledge(desk.here, desk.clock(), notice, operator="2") is None
    assert unread("2") == ()
    assert unread("3") == (notice,)
    newer = catalogue_from_items([*ITEMS, NOTICE | {"version": 2, "text": "متن دیگر"}])
    assert len(notices.unread(desk.here, desk.clock(), newer, operator="2")) == 1
    desk.clock.go(days=1)
    assert unread("3") == ()


def test_the_changes_of_a_release_are_confirmed_once(desk):
    facts = {"manifest": "0" * 64, "operator": "2"}
    assert notices.release_unread(desk.here, 7, operator="2")
    assert notices.acknowledge_release(desk.here, desk.clock(), 7, **facts)
    assert notices.acknowledge_release(desk.here, desk.clock(), 7, **facts) is None
    assert not notices.release_unread(desk.here, 7, operator="2")
    assert notices.release_unread(desk.here, 8, operator="2")
    before = desk.rows("SELECT * FROM announcements_read")
    with desk.here.db.write() as connection:
        projections.rebuild(connection, journal.everything(connection))
    assert desk.rows("SELECT * FROM announcements_read") == before


def test_uses_are_counted_per_operator_and_service(desk):
    for _ in range(3):
        desk.register()
    number = desk.serving.catalogue.by_key("birth_cert_replace").number
    with desk.here.db.read() as connection:
        assert catalogue_queries.service_uses(connection, "2", "") == {number: 3}
        assert catalogue_queries.service_uses(connection, "2", "2100") == {}
        assert catalogue_queries.service_uses(connection, "9", "") == {}
