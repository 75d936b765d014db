"""The life of a request as the regulator sees it: begun, completed, lacking papers, corrected."""

from django.db import transaction

from regulator.intake import cases
from regulator.intake.models import Case, CaseEvent, CaseMove
from regulator.intake.rebuild import rebuild
from tests.regulator import bodies

MISSING = [{"title": "گواهی", "kind": "copy", "note": ""}]


def begin(device):
    """A request accepted incomplete: its tracking ID and the leaf of its entry."""
    tid = device.tid()
    leaf = device.add("request.incomplete", bodies.incomplete(), tid=tid)
    assert device.ack(device.push()).verdicts == ()
    return tid, leaf


def complete(device, tid, leaf):
    registration = device.add("request.registered", bodies.registered(), tid=tid, ref=leaf)
    return registration, device.ack(device.push()).verdicts


def types():
    return list(CaseEvent.objects.order_by("n").values_list("type", flat=True))


def test_an_incomplete_request_is_a_case_without_fee_and_due_date(device):
    tid, leaf = begin(device)
    case = Case.objects.get()
    assert (case.tid, case.leaf, case.state) == (tid, leaf, "incomplete")
    assert (case.total, case.due) == (None, {})


def test_its_registration_completes_it_and_is_its_key_from_then_on(device):
    tid, leaf = begin(device)
    papers = {"registration": leaf, "documents": bodies.registered()["documents"]}
    papers |= {"complete": True, "due": None, "shift": None}
    device.add("documents.received", papers, tid=tid)
    registration, verdicts = complete(device, tid, leaf)
    assert verdicts == ()
    case = Case.objects.get()
    assert (case.leaf, case.state, case.total) == (registration, "registered", 700000)
    assert case.due["date_sh"] == "1405/10/12"
    assert types() == ["request.incomplete", "documents.received", "request.registered"]
    told = [item["data"] for item in device.feed()["items"] if item["kind"] == "status"][-1]
    assert (told["registration"], told["state"]) == (registration, "registered")


def test_the_same_id_without_the_reference_is_still_given_twice(device):
    tid, _ = begin(device)
    _, [line] = complete(device, tid, None)
    assert (line.verdict, line.reason) == ("flagged", "tid-twice")
    assert Case.objects.count() == 2


def test_papers_asked_for_while_it_is_incomplete_leave_it_so(device):
    tid, leaf = begin(device)
    asked = {"registration": leaf, "missing": MISSING, "asked_by": "desk", "until": None}
    device.add("documents.missing", asked, tid=tid)
    device.ack(device.push())
    assert Case.objects.get().state == "incomplete"


def test_a_move_on_an_incomplete_case_is_there_again_after_a_rebuild(device):
    tid, leaf = begin(device)
    with transaction.atomic():
        cases.move(Case.objects.get(), "incomplete", by="کارشناس نمونه", note="پیگیری شد")
    complete(device, tid, leaf)
    with transaction.atomic():
        cases.move(Case.objects.get(), "referred", by="کارشناس نمونه")
    before = list(Case.objects.values_list()), types()
    assert CaseMove.objects.count() == 2
    assert rebuild("test") == 1
    assert (list(Case.objects.values_list()), types()) == before
    assert Case.objects.get().state == "referred"


def test_a_corrected_receipt_does_not_throw_a_case_back(device):
    tid = device.tid()
    registration = device.add("request.registered", bodies.registered(), tid=tid)
    first = device.add("receipt.issued", bodies.issued(registration, []), tid=tid)
    device.ack(device.push())
    with transaction.atomic():
        cases.move(Case.objects.get(), "in_progress", by="کارشناس نمونه")
    again = bodies.issued(registration, [], number=2)
    second = device.add("receipt.issued", again, tid=tid, ref=first)
    assert device.ack(device.push()).verdicts == ()
    case = Case.objects.get()
    assert (case.state, case.receipt) == ("in_progress", second)
