"""The agency's side: its own cases only, each step once, told to the citizen and to the office."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from app.domain import tracking
from app.domain.text import persian_digits
from regulator.agencies import keys, scope
from regulator.agencies.models import AgencyKey, Officer
from regulator.catalogue import shelf
from regulator.intake.models import Case, CaseMove
from regulator.intake.rebuild import rebuild
from regulator.oversight.models import EventLog
from tests.regulator import bodies
from tests.regulator.device import problem
from tests.regulator.test_regulator_cases import events, table, whole_visit

OWN, OTHER = "civil_registry", "traffic_police"
API = "/api/v1/agency"


class Program:
    """An agency's own program, speaking to the API with its key."""

    def __init__(self, regulator, agency=OWN):
        self.session, self.url = regulator.session(), regulator.url
        self.session.headers["Authorization"] = f"Bearer {keys.issue(agency, 'test')}"

    def take_over(self):
        return self.session.post(f"{self.url}{API}/referrals", json={}).json()["cases"]

    def tell(self, tid, state, event="e1", **more):
        said = {"event": event, "state": state, "responsible": "سارا نمونه", **more}
        return self.session.post(f"{self.url}{API}/cases/{tid}/events", json=said)

    def get(self, path):
        return self.session.get(f"{self.url}{API}{path}")


@pytest.fixture
def program(regulator):
    return Program(regulator)


@pytest.fixture
def tid(device):
    return whole_visit(device)[0]


def test_what_waits_is_referred_and_moves_on_by_the_agencys_word(program, device, tid):
    assert [one["tid"] for one in program.take_over()] == [tid]
    assert program.take_over() == []
    for n, state in enumerate(("received", "needs_documents", "ready")):
        answer = program.tell(tid, state, event=f"e{n}", code="CR-۷۷")
        assert answer.status_code == 200, answer.text
    moves = list(CaseMove.objects.order_by("id").values_list("state", flat=True))
    assert moves == ["referred", "in_progress", "needs_documents", "ready"]
    told = [one["data"] for one in device.feed()["items"] if one["kind"] == "status"][-1]
    assert told["state"] == "ready"
    assert told["by"].startswith("سارا نمونه، ")
    assert (told["agency"], told["code"]) == (OWN, "CR-۷۷")


def test_the_citizen_sees_who_did_it(regulator, program, device, tid):
    program.take_over()
    program.tell(tid, "received", note="در نوبت بررسی")
    page = Client().get(f"/track/{tid}", headers={"host": "regulator.test"})
    assert "در دست بررسی" in page.content.decode()


def test_the_same_event_again_changes_nothing_and_another_word_under_it_is_refused(program, tid):
    program.take_over()
    first = program.tell(tid, "ready").json()
    assert program.tell(tid, "ready").json() == first
    assert CaseMove.objects.count() == 2
    assert problem(program.tell(tid, "rejected")) == "event-reused"


def test_an_unpaid_request_is_not_referred_and_an_ended_one_stays_ended(program, device, tid):
    device.add("request.registered", bodies.registered(), tid=device.tid())
    device.ack(device.push())
    assert [one["tid"] for one in program.take_over()] == [tid]
    assert program.tell(tid, "rejected").status_code == 200
    assert problem(program.tell(tid, "ready", event="e2")) == "case-elsewhere"


def test_cases_of_others_cannot_be_found_in_any_way(regulator, program, tid):
    stranger = Program(regulator, OTHER)
    assert stranger.take_over() == []
    assert stranger.get("/cases?state=received").json() == {"cases": []}
    assert problem(stranger.get(f"/cases/{tid}")) == "not-found"
    assert problem(stranger.tell(tid, "ready")) == "not-found"
    assert problem(stranger.tell("000000012071000199", "ready")) == "not-found"


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer pka_x_y", "Basic YTpi"])
def test_without_a_key_nothing_opens(regulator, header):
    session = regulator.session()
    if header:
        session.headers["Authorization"] = header
    answer = session.get(f"{regulator.url}{API}/cases")
    assert problem(answer) == "agency-key-wrong"


def test_a_revoked_key_opens_nothing(program, tid):
    keys.revoke(AgencyKey.objects.get(), "test")
    assert problem(program.get("/cases")) == "agency-key-wrong"


def test_reading_a_request_is_logged_and_the_v_code_is_not_given(program, tid):
    found = program.get(f"/cases/{tid}").json()
    assert found["request"]["answers"]
    assert "v_code" not in str(found)
    assert EventLog.objects.filter(kind="case.read", by=f"agency:{OWN}").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "delivered"},
        {"responsible": ""},
        {"responsible": "x" * 51},
        {"event": "با فاصله"},
        {"note": "\x00"},
    ],
)
def test_a_misshapen_step_is_refused_whole(program, tid, wrong):
    program.take_over()
    said = {"state": "ready", **wrong}
    assert problem(program.tell(tid, said.pop("state"), **said)) == "malformed"
    assert CaseMove.objects.count() == 1


def test_steps_come_again_in_a_rebuild_and_never_change(program, tid):
    program.take_over()
    program.tell(tid, "ready", code="CR-77")
    before = table(Case), events()
    rebuild("test")
    assert (table(Case), events()) == before
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        connection.cursor().execute("UPDATE intake_casemove SET state = 'rejected'")


def test_which_agency_an_answer_chose_is_read_once_for_each_case(device):
    shared = next(one for one in shelf.current().services.values() if one.agency_by)
    field, chosen = shared.agency_by[0], shared.agency_by[1]
    code, agency = next(iter(chosen.items()))
    for answers in ({field: code}, {field: code}, {}):
        body = bodies.registered(service=shared.number, answers=answers)
        device.add("request.registered", body, tid=device.tid())
    device.ack(device.push())
    assert scope.cases_of(agency).count() == 2
    with CaptureQueriesContext(connection) as asked:
        assert scope.cases_of(agency).count() == 2
    assert not [one for one in asked if "storedbody" in one["sql"]]
    others = set(chosen.values()) - {agency}
    assert [scope.cases_of(one).count() for one in others] == [0] * len(others)


def test_an_agency_chosen_only_by_the_registration_gets_the_case_of_an_incomplete_admission(device):
    shared = next(one for one in shelf.current().services.values() if one.agency_by)
    field, chosen = shared.agency_by[0], shared.agency_by[1]
    code, agency = next(iter(chosen.items()))
    tid = device.tid()
    begun = bodies.incomplete(service=shared.number, answers={})
    leaf = device.add("request.incomplete", begun, tid=tid)
    device.ack(device.push())
    assert scope.cases_of(agency).count() == 0
    assert Case.objects.get().agency == scope.NOBODY
    whole = bodies.registered(service=shared.number, answers={field: code})
    device.add("request.registered", whole, tid=tid, ref=leaf)
    device.ack(device.push())
    assert [case.tid for case in scope.cases_of(agency)] == [tid]


@pytest.fixture
def officer(regulator):
    def signed_in(agency):
        user = User.objects.create_user(f"{agency}-1", password="a long one 42", is_staff=True)
        user.first_name, user.last_name = "سارا", "نمونه"
        user.save()
        Officer.objects.create(user=user, agency=agency)
        client = Client(headers={"host": "regulator.test"})
        client.force_login(user)
        return client

    return signed_in


INBOX = "/staff/agencies/inboxcase/"


def test_the_inbox_shows_an_officer_her_own_cases_and_moves_them(officer, tid):
    client = officer(OWN)
    leaf = Case.objects.get().leaf
    page = client.get(INBOX)
    assert page.status_code == 200
    assert persian_digits(tracking.spoken(tid)) in page.content.decode()
    client.post(INBOX, {"action": "take_over", "_selected_action": [leaf]})
    where = f"{INBOX}{leaf}/change/"
    assert client.get(where).status_code == 200
    said = {"step": "needs_documents", "note": "اصل شناسنامه", "code": "CR-5"}
    assert client.post(where, said).status_code == 302
    move = CaseMove.objects.latest("id")
    assert (move.state, move.code) == ("needs_documents", "CR-5")
    assert move.by.startswith("سارا نمونه، ")


def test_a_step_that_does_not_fit_is_said_in_the_form(officer, tid):
    client, leaf = officer(OWN), Case.objects.get().leaf
    page = client.post(f"{INBOX}{leaf}/change/", {"step": "ready"})
    assert "در وضعیتی نیست" in page.content.decode()
    assert not CaseMove.objects.exists()


def test_an_officer_of_another_agency_sees_no_trace(officer, tid):
    client, leaf = officer(OTHER), Case.objects.get().leaf
    page = client.get(f"{INBOX}?q={tid}")
    assert persian_digits(tracking.spoken(tid)) not in page.content.decode()
    assert client.get(f"{INBOX}{leaf}/change/").status_code == 302
    assert client.post(f"{INBOX}{leaf}/change/", {"step": "ready"}).status_code == 302
    assert not CaseMove.objects.exists()


@pytest.mark.parametrize("page", ["intake/case/", "intake/storedentry/", "offices/office/"])
def test_an_officer_opens_nothing_else(officer, page):
    assert officer(OWN).get(f"/staff/{page}").status_code == 403


def test_a_key_is_drawn_in_the_console_and_shown_once(regulator):
    client = Client(headers={"host": "regulator.test"})
    client.force_login(User.objects.create_superuser("root", password="a long one 42"))
    page = client.post("/staff/agencies/agencykey/add/", {"agency": OWN}, follow=True)
    token = page.content.decode().split("pka_")[1].split("<")[0].strip()
    assert keys.agency_of(f"pka_{token}") == OWN
    assert token.split("_")[1] not in client.get("/staff/agencies/agencykey/").content.decode()
