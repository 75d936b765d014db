"""Announcements and their read receipts, outages, messages, people and licences: from the staff
console to the desk, and back."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import RegulatorCanFix
from app.wiring import clock
from app.wiring.counter import Counter
from app.wiring.shelf import Shelf
from local_db import people, told
from tests.sync.conftest import Office
from tests.sync.test_shelf import session

__all__ = ["session"]


@pytest.fixture
def desk(session, office):
    """A window's session with its line up."""
    office.regulator.wire.down = False
    return session


def written(model, **facts):
    """Saved and told as the staff console does it."""
    from django.contrib import admin
    from django.db import transaction

    made = facts.pop("row", None) or model(**facts)
    for name, value in facts.items():
        setattr(made, name, value)
    with transaction.atomic():
        made.save()
        admin.site.get_model_admin(model).tell(made)
    return made


def test_an_announcement_is_read_once_by_each_and_the_regulator_knows_who_read_it(desk):
    from regulator.notices.models import Announcement, ReadReceipt

    shelf = Shelf(desk)
    assert shelf.morning() is None
    made = written(
        Announcement, title="تعطیلی پنجشنبه", text="دفترها باز هستند.", starts=date(2026, 1, 1)
    )
    desk.desk.sync()
    morning = shelf.morning()
    assert [one.title for one in morning.notices] == ["تعطیلی پنجشنبه"]
    shelf.acknowledge(morning)
    assert shelf.morning() is None
    desk.desk.sync()
    read = {"key": f"announcement.{made.pk}", "version": 1, "operator": desk.operator}
    assert ReadReceipt.objects.filter(**read).count() == 1
    written(Announcement, row=made, text="دفترها بسته هستند.")
    desk.desk.sync()
    assert [one.version for one in shelf.morning().notices] == [2]


def test_an_announcement_of_one_office_stays_there(desk):
    from regulator.intake.models import FeedItem
    from regulator.notices.models import Announcement
    from regulator.offices.models import Office as Row

    office = Row.objects.create(code="00007", name="دفتر دیگر", province="23")
    written(Announcement, title="x", text="y", starts=date(2026, 1, 1), office=office)
    assert FeedItem.objects.get(kind="announcement").scope == "00007"
    desk.desk.sync()
    with desk.desk.here.db.read() as connection:
        assert told.announcements(connection) == ()


def test_a_notice_reaches_those_it_concerns_and_the_critical_one_comes_first(desk):
    from regulator.notices.models import Announcement

    here, catalogue = desk.desk.here, desk.desk.load_catalogue()
    taken = catalogue.by_key("birth_cert_replace").number
    days = {"text": "متن", "starts": date(2026, 1, 1)}
    own = here.office.province
    written(Announcement, title="استان ما", province=own, **days)
    written(Announcement, title="استان دیگر", province="99", **days)
    written(Announcement, title="خدمت ما", service=taken, **days)
    made = written(Announcement, title="خدمت دیگر", service=4_000_000_000, **days)
    desk.desk.sync()
    told_of = Counter(desk).sync_state
    assert {one.title for one in told_of().unread} == {"استان ما", "خدمت ما"}
    written(Announcement, row=made, critical=True, service=None)
    desk.desk.sync()
    first, *rest = told_of().unread
    assert (first.title, first.critical, len(rest)) == ("خدمت دیگر", True, 2)
    Shelf(desk).acknowledge(Shelf(desk).morning())
    assert told_of().unread == ()


def test_an_outage_stands_above_the_work_while_it_lasts(office: Office):
    from regulator.notices.models import Outage

    made = written(Outage, title="سامانه ثبت احوال", note="تا ظهر", agency="civil_registry")
    office.desk.sync()
    with office.desk.here.db.read() as connection:
        (found,) = told.outages(connection, clock.now())
    assert (found.title, found.note, found.agency) == (
        "سامانه ثبت احوال",
        "تا ظهر",
        "civil_registry",
    )
    written(Outage, row=made, over=True)
    office.desk.sync()
    with office.desk.here.db.read() as connection:
        assert told.outages(connection, clock.now()) == ()


def test_a_message_is_read_by_the_manager_and_by_nobody_else(desk):
    from app.desk import notices
    from regulator.notices.models import OfficeMessage
    from regulator.offices.models import Office as Row

    written(OfficeMessage, office=Row.objects.get(code="00000"), title="نامه", text="متن نامه")
    desk.desk.sync()
    here, catalogue = desk.desk.here, desk.desk.load_catalogue()

    def unread(operator: str) -> list[str]:
        found = notices.unread(here, clock.moment(), catalogue, operator=operator)
        return [one.text for one in found if one.key.startswith("message.")]

    assert unread("1") == ["متن نامه"]
    assert unread("2") == []


def test_a_person_and_what_they_may_take_follow_the_regulator(office: Office):
    from regulator.offices import authorisations
    from regulator.offices.models import Authorisation, Operator

    person = Operator.objects.create(office_id="00000", number="57", name="نیما نمونه")
    authorisations.tell(person)
    office.desk.sync()
    number = office.serving.catalogue.by_key("birth_cert_replace").number
    with office.desk.here.db.read() as connection:
        assert people.person(connection, "57").authorisations is None
    Authorisation.objects.create(person=person, service=number, training_until=date(2027, 4, 20))
    person.restricted = True
    person.save()
    authorisations.tell(person)
    office.desk.sync()
    with office.desk.here.db.read() as connection:
        (allowed,) = people.person(connection, "57").authorisations
    assert (allowed.service, allowed.training_until) == (number, "1406/01/31")
    person.active = False
    person.save()
    authorisations.tell(person)
    office.desk.sync()
    with office.desk.here.db.read() as connection:
        assert people.person(connection, "57").disabled


def test_a_word_on_people_that_nobody_understands_is_passed_over(office: Office):
    from regulator.intake import feed

    feed.tell("00000", "operator", operator="58", name=7, role="king")
    office.desk.sync()
    with office.desk.here.db.read() as connection:
        assert people.person(connection, "58") is None


def test_a_suspended_licence_reaches_the_desk_and_its_lifting_too(office: Office):
    from regulator.licensing.models import Licence

    licence = Licence.objects.get()
    written(Licence, row=licence, state=Licence.State.SUSPENDED)
    office.desk.sync()
    with pytest.raises(RegulatorCanFix, match="licence-suspended"):
        office.register()
    written(Licence, row=licence, state=Licence.State.ACTIVE)
    office.desk.sync()
    assert office.register().tid


def test_every_kind_of_the_frozen_feed_lands_in_its_own_table(office: Office):
    import json
    from pathlib import Path

    from app.domain import wire
    from local_db import feed

    frozen = Path(__file__).parents[1] / "golden/wire/v1/feed.json"
    items, _, _ = wire.read_feed(json.loads(frozen.read_text("utf-8")))
    items = [replace(one, n=one.n + 1000) for one in items]
    with office.desk.here.db.write() as connection:
        feed.keep(connection, items)
        counts = {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("status_steps", "announcements", "outages", "findings", "messages")
        }
        licences = connection.exec_driver_sql("SELECT licence FROM licences").scalars().all()
    assert set(counts.values()) == {1}
    assert "12-3456" in licences
