"""Duties, closings and proposed people in the staff console: what is decided goes to the office."""

import pytest

from regulator.complaints.models import Complaint
from regulator.intake.models import FeedItem
from regulator.licensing.models import Closing, Duty
from regulator.offices.models import Office, Operator, Proposal
from tests.regulator.authored import console

ASKED = {"closing": "c" * 32, "first": "1405/12/01", "last": "1405/12/03", "reason": "تعمیر محل"}
PERSON = {"operator": "99010001", "name": "نگار تازه‌کار", "role": "operator", "state": "proposed"}


def told(kind):
    return [item.data for item in FeedItem.objects.filter(kind=kind).order_by("n")]


def about(name):
    return [one for one in told("message") if one.get("about") == name]


def push(device, kind, body, **more):
    device.add(kind, body, **more)
    assert device.ack(device.push()).verdicts == ()


def test_a_duty_is_written_in_the_console_and_told_until_it_is_done(regulator, device):
    client, office = console(), Office.objects.get()
    fields = {"office": office.pk, "kind": "premises", "title": "اجاره‌نامه", "until": "1405/12/29"}
    assert client.post("/staff/licensing/duty/add/", fields).status_code == 302
    duty = Duty.objects.get()
    page = f"/staff/licensing/duty/{duty.pk}/change/"
    assert client.post(page, fields | {"done": "on"}).status_code == 302
    assert [(one["until"], one["done"]) for one in about("duty")] == [
        ("1405/12/29", False),
        ("1405/12/29", True),
    ]


def test_a_closing_is_granted_with_a_number_or_refused_with_a_reason(regulator, device):
    push(device, "closing.asked", ASKED)
    push(device, "closing.asked", ASKED)
    closing = Closing.objects.get()
    page, client = f"/staff/licensing/closing/{closing.pk}/change/", console()
    for fields in ({"state": "granted"}, {"state": "refused"}):
        assert client.post(page, {"number": "", "note": "", **fields}).status_code == 200
    assert about("closing") == []
    assert client.post(page, {"state": "granted", "number": "م/۱۲", "note": ""}).status_code == 302
    (said,) = about("closing")
    assert (said["closing"], said["state"], said["number"]) == ("c" * 32, "granted", "م/۱۲")
    assert client.get("/staff/licensing/closing/add/").status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [{"first": "1405/13/01"}, {"last": "1405/11/01"}, {"closing": ""}, {"last": "1410/01/01"}],
)
def test_what_is_no_closing_is_kept_as_an_entry_and_asks_nothing(regulator, device, wrong):
    device.add("closing.asked", ASKED | wrong)
    device.ack(device.push())
    assert not Closing.objects.exists()


def test_only_a_manager_proposes_and_the_inbox_decides_once(regulator, device):
    push(device, "operator.added", PERSON, op="2")
    assert not Proposal.objects.exists(), "operator 2 is no manager"
    push(device, "operator.added", PERSON, op="1")
    (proposal,) = Proposal.objects.all()
    client, page = console(), "/staff/offices/proposal/"
    assert PERSON["name"] in client.get(page).content.decode()
    act = {"action": "agree", "_selected_action": [proposal.pk]}
    assert client.post(page, act).status_code == 302
    assert Operator.objects.get(number="99010001").active
    assert [one["operator"] for one in told("operator")] == ["1", "2", "99010001"]
    assert client.post(page, act | {"action": "refuse"}).status_code == 302
    assert Operator.objects.get(number="99010001").active
    assert len(told("operator")) == 3


def test_a_manager_puts_somebody_aside_for_the_whole_office_and_takes_it_back(regulator, device):
    for off in (True, True, False):
        push(device, "operator.changed", {"operator": "2", "disabled": off}, op="1")
    push(device, "operator.changed", {"operator": "1", "disabled": True}, op="2")
    said = [(one["operator"], one["active"], one.get("by")) for one in told("operator")]
    assert said[2:] == [("2", False, "office"), ("2", True, None)]


def test_an_office_answers_complaints_of_its_own_only(regulator, device):
    from regulator.complaints.views import ComplaintForm, _keep

    mine, foreign = device.tid(), "999990012000000100"
    made = []
    for tid in (mine, ""):
        form = ComplaintForm({"kind": "complaint", "tid": tid, "text": "x", "contact": ""})
        assert form.is_valid()
        made.append(_keep(form))
    Complaint.objects.filter(pk=made[1].pk).update(tid=foreign)
    assert [one["complaint"] for one in about("complaint")] == [made[0].number]
    for one in made:
        body = {"finding": f"complaint.{one.number}", "answer": "پاسخ", "tids": [], "documents": []}
        push(device, "finding.answered", body)
    states = dict(Complaint.objects.values_list("number", "state"))
    assert states == {made[0].number: "in_progress", made[1].number: "new"}
