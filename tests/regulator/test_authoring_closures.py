"""Sudden closures: the due dates of open cases move, with the reason, once and only later."""

import pytest

from app.domain.due import ResponseTime, due_date
from app.domain.moments import to_wire
from regulator import clock
from regulator.catalogue import drafts, releases, shelf
from regulator.intake.models import Case, CaseEvent, DueMove, FeedItem
from regulator.intake.rebuild import rebuild
from regulator.offices.models import Office
from tests.regulator import bodies


def workday(days_off_from, count):
    """The first plain working day that many days on."""
    return due_date(
        ResponseTime(count, "working_days"), days_off_from, shelf.current().calendar, True,
        province=Office.objects.get(code="00000").province,
    )  # fmt: skip


@pytest.fixture
def promised(device):
    """A received case promised for the fifth working day, worked out as a desk does."""
    now = clock.now()
    due = workday(now, 5)
    told = {"at": to_wire(due.at), "date_sh": due.date_sh}
    tid = device.tid()
    leaf = device.add("request.registered", bodies.registered(due=bodies.DUE | told), tid=tid)
    device.ack(device.push())
    return tid, leaf, due


def close(day, provinces=(), reason="برف"):
    item = {"kind": "closure", "key": day.replace("/", ""), "version": 1, "date_sh": day}
    said = {"title": "تعطیلی نمونه", "reason": reason, "provinces": list(provinces)}
    return drafts.publish(drafts.write(item | said, "test"), "test")


def test_a_closure_moves_open_cases_with_its_reason(regulator, device, promised):
    tid, _, due = promised
    close(due.date_sh)
    case = Case.objects.get()
    assert case.due["date_sh"] > due.date_sh
    assert case.due["printed"] == due.date_sh
    event = CaseEvent.objects.get(type="due.moved")
    assert event.facts["reason"] == "تعطیلی نمونه (برف)"
    told = FeedItem.objects.filter(scope="00000", kind="status").last().data
    assert told["due"]["date_sh"] == case.due["date_sh"]
    assert "جابه‌جا شد: تعطیلی نمونه (برف)" in told["note"]
    page = regulator.session().get(f"{regulator.url}/track/{tid}").text
    assert "جابه‌جا شد: تعطیلی نمونه (برف)" in page


def test_a_closure_elsewhere_or_after_the_promise_moves_nothing(regulator, promised):
    _, _, due = promised
    close(due.date_sh, ["01"])
    close(workday(due.at, 3).date_sh)
    assert not DueMove.objects.exists()


def test_a_closure_moves_a_case_once_and_not_one_that_ended(regulator, device, promised):
    tid, _, due = promised
    device.add("request.withdrawn", {}, tid=tid)
    device.push({**device.segment(), "bodies": []})
    close(due.date_sh)
    assert not DueMove.objects.exists()
    Case.objects.update(state="received")
    close(workday(due.at, 9).date_sh)
    releases.publish("test")
    assert DueMove.objects.count() == 1


def test_a_desk_that_had_not_heard_is_put_right_when_its_case_comes(regulator, device):
    due = workday(clock.now(), 5)
    close(due.date_sh)
    told = {"at": to_wire(due.at), "date_sh": due.date_sh}
    device.add("request.registered", bodies.registered(due=bodies.DUE | told), tid=device.tid())
    device.ack(device.push())
    assert Case.objects.get().due["date_sh"] > due.date_sh


def test_a_desk_that_knew_is_left_alone(regulator, device):
    close(workday(clock.now(), 5).date_sh)
    due = workday(clock.now(), 5)
    told = {"at": to_wire(due.at), "date_sh": due.date_sh}
    device.add("request.registered", bodies.registered(due=bodies.DUE | told), tid=device.tid())
    device.ack(device.push())
    assert not DueMove.objects.exists()


def test_a_rebuild_moves_the_same_dates(regulator, promised):
    close(promised[2].date_sh)
    before = Case.objects.values().get(), list(CaseEvent.objects.values("n", "type", "facts"))
    rebuild("test")
    assert before == (
        Case.objects.values().get(),
        list(CaseEvent.objects.values("n", "type", "facts")),
    )
