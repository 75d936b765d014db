"""Auditors sign in, stay in, read and leave traces; the table they read follows from the log."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client

from regulator import clock
from regulator.auditing import accounts, lines, one_time, sessions
from regulator.auditing.models import (
    AboutLine,
    Auditor,
    AuditRead,
    AuditSession,
    DaySpan,
    Line,
    WrongSignIn,
)
from regulator.intake import erasing
from regulator.intake.models import Case
from regulator.problems import Problem
from tests.regulator import bodies
from tests.regulator.auditors import Asking, read_log
from tests.regulator.device import problem
from tests.regulator.test_regulator_cases import whole_visit

REASON = "دستور دادگاه شماره ۱۲"


def rows(*models):
    return [list(one.objects.order_by("pk").values()) for one in models]


def test_a_code_opens_once_and_whatever_is_wrong_gets_one_answer(regulator):
    asking, now = Asking(regulator, "n1"), clock.now()
    with clock.told(now):
        assert asking.sign_in().status_code == 200
        used = asking.sign_in()  # the same code again
        unknown = asking.sign_in(number="n2")
        wrong = asking.sign_in(password="گذرواژه نادرست")
    assert problem(used) == problem(unknown) == problem(wrong) == "audit-sign-in-wrong"
    assert used.text == unknown.text == wrong.text
    with clock.told(now + timedelta(seconds=30)):
        session = asking.sign_in().json()
    assert session["role"] == "auditor"
    assert session["token"] not in json.dumps(rows(AuditSession), default=str)
    kept = bytes(Auditor.objects.get().secret)
    assert asking.given.seed.encode() not in kept


def test_wrong_tries_wait_longer_and_longer_whoever_is_named(regulator):
    asking, now = Asking(regulator, "n1"), clock.now()
    for number, times in (("n1", 1), ("nobody", 3)):
        with clock.told(now):
            asking.sign_in(number=number, code="000000")
        WrongSignIn.objects.filter(until=None).update(count=sessions.FREE - 1)
        waits = []
        for wrong in range(times):
            # Each wait is over when the next try comes.
            with clock.told(now + timedelta(hours=2 * wrong)):
                answer = asking.sign_in(number=number, code="000000")
                assert problem(answer) == "audit-sign-in-wrong"
                answer = asking.sign_in(number=number)
                assert problem(answer) == "audit-locked"
                waits.append(answer.json()["retry_after"])
        assert waits == [61, 121, 241][:times]


def test_a_session_ends_by_silence_by_age_by_leave_and_with_its_account(regulator):
    asking = Asking(regulator, "n1")
    now = clock.now()
    with clock.told(now + timedelta(minutes=14)):
        assert asking.ask("facets").status_code == 200
    with clock.told(now + timedelta(minutes=28)):
        assert asking.ask("facets").status_code == 200
    with clock.told(now + timedelta(minutes=44)):
        assert problem(asking.ask("facets")) == "audit-signed-out"
    asking.renew()
    AuditSession.objects.update(seen_at=now + timedelta(hours=8))
    with clock.told(now + timedelta(hours=8, minutes=1)):
        assert problem(asking.ask("facets")) == "audit-signed-out"
    asking.renew()
    accounts.reset(Auditor.objects.get(), "test")
    assert problem(asking.ask("facets")) == "audit-signed-out"
    asking.renew()
    accounts.end(Auditor.objects.get(), "test")
    assert problem(asking.ask("facets")) == "audit-signed-out"


def test_the_lines_are_made_again_as_they_were_also_after_an_erasure(regulator, device):
    tid, _ = whole_visit(device)
    second = device.tid()
    device.add("request.registered", bodies.registered(), tid=second)
    device.add("slip.printed", {"kind": "queue", "visit": None, "tids": [tid, second], "number": 1})
    device.add("visit.opened", {"odd": "\0", "tids": ["\0" * 18], "amount": -1})
    device.ack(device.push())
    read_log()
    assert Line.objects.filter(tid=tid).count() == 3
    assert AboutLine.objects.filter(tid=tid).count() == 1
    before = rows(Line, DaySpan)
    assert lines.rebuild("test") == 6
    assert rows(Line, DaySpan) == before
    assert Line.objects.exclude(slip="").count() == 1
    Case.objects.filter(tid=tid).update(state="delivered")
    erasing.erase(erasing.Order(tid, "قانون نمونه"), "test")
    device.ack(device.push())
    read_log()
    kept = rows(Line)
    lines.rebuild("test")
    assert rows(Line) == kept


def test_lines_follow_a_body_and_a_registration_that_come_late(device):
    tid, bill = device.tid(), device.tid()
    device.add("slip.printed", {"kind": "queue", "visit": None, "tids": [bill], "number": 1})
    registration = device.add("request.registered", bodies.registered(), tid=tid)
    device.add("payment.succeeded", bodies.paid(tid))
    device.add("receipt.issued", bodies.issued(registration, []), tid=tid)
    whole = device.segment()
    device.ack(device.push({**whole, "bodies": whole["bodies"][-1:]}))
    read_log()
    assert set(Line.objects.values_list("service", "slip")) == {(None, ""), (0, "")}
    device.push(whole)
    assert set(Line.objects.filter(tid=tid).values_list("service", flat=True)) == {102}
    assert Line.objects.filter(type="payment.succeeded").exclude(slip="").exists()
    paid = bodies.registered(service=162, answers={"bill_type": "traffic_fine"})
    device.add("request.registered", paid, tid=bill)
    device.ack(device.push())
    read_log()
    assert set(Line.objects.filter(tid=bill).values_list("service", "agency")) == {(162, "faraja")}
    before = rows(Line)
    lines.rebuild("test")
    assert rows(Line) == before


def test_pages_go_down_and_up_without_gap_or_repeat(regulator, device):
    for _ in range(4):
        device.add("heartbeat", {"owed": 0})
        whole_visit(device)
    read_log()
    asking = Asking(regulator, "n1")
    told = {"filter": {"types": ["request.registered", "heartbeat"]}, "limit": 3}
    first = asking.told("entries", **told)
    assert (first["more_before"], first["more_after"]) == (False, True)
    down = asking.told("entries", **told, after=first["last"])
    last = asking.told("entries", **told, after=down["last"])
    assert (len(last["rows"]), last["more_after"]) == (2, False)
    every = [one["n"] for page in (first, down, last) for one in page["rows"]]
    assert every == sorted(every, reverse=True)
    assert len(set(every)) == asking.told("entries/count", filter=told["filter"])["count"] == 8
    assert asking.told("entries", **told, before=down["first"])["rows"] == first["rows"]


FILTERS = (
    ({"text": "ثبت درخواست"}, 1),
    ({"text": "شناسنامه"}, 3),
    ({"text": "۲"}, 3),
    ({"text": "زهره"}, 0),
    ({"operator": "2", "desk": 1, "amount_from": 700_000}, 3),
    ({"amount_to": 699_999}, 0),
    ({"since": "2020-01-01", "until": "2099-12-30"}, 3),
    ({"until": "2020-01-01"}, 0),
    ({"verdicts": ["quarantined"]}, 0),
    ({"provinces": ["23"]}, 3),
    ({"provinces": ["07"]}, 0),
    ({"tid": "12"}, 0),
)


def test_filters_find_what_they_say(regulator, device):
    whole_visit(device)
    read_log()
    asking = Asking(regulator, "n1")
    found = [len(asking.told("entries", filter=asked)["rows"]) for asked, _ in FILTERS]
    assert found == [count for _, count in FILTERS]


def test_every_answer_leaves_a_line_that_names_nobody_and_stays(regulator, device):
    tid, receipt = whole_visit(device)
    read_log()
    asking = Asking(regulator, "n1")
    asking.told("entries", filter={"tid": tid, "text": "زهره", "types": ["receipt.issued"]})
    asking.told("case", tid=tid)
    assert problem(asking.ask("entry/unmask", leaf=receipt, reason="کوتاه")) == "audit-reason-short"
    asking.told("entry/unmask", leaf=receipt, reason=REASON)
    lines_kept = list(AuditRead.objects.order_by("id"))
    assert [one.what for one in lines_kept] == ["entries", "case", "entry/unmask"]
    assert lines_kept[0].about["types"] == ["receipt.issued"]
    assert (lines_kept[2].reason, lines_kept[2].about) == (REASON, {"leaf": receipt})
    text = json.dumps(rows(AuditRead), default=str, ensure_ascii=False)
    assert tid not in text
    assert "زهره" not in text
    for change in (lambda: AuditRead.objects.update(rows=0), AuditRead.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_staff_add_an_auditor_and_see_the_secrets_this_once(regulator):
    client = Client(headers={"host": "regulator.test"})
    client.force_login(User.objects.create_superuser("root", password="a long one 42"))
    told = {"number": "n9", "name": "سارا نمونه", "role": "auditor", "offices": "00000، 00001"}
    page = client.post("/staff/auditing/auditor/add/", told)
    assert "دفتری با این کد نیست: 00001" in page.content.decode()
    told |= {"offices": "۰۰۰۰۰", "provinces": ["23"], "services": "102"}
    page = client.post("/staff/auditing/auditor/add/", told).content.decode()
    made = Auditor.objects.get()
    assert (made.offices, made.provinces, made.services) == (["00000"], ["23"], [102])
    assert "data:image/svg+xml" in page
    kept = f"{made.password} {bytes(made.secret)!r}"
    password = re.search(r"[a-z0-9]{5}(-[a-z0-9]{5}){3}", page)[0]
    assert password not in kept
    token, _ = sessions.begin(made, clock.now())
    chosen = {"action": "end", "_selected_action": [made.pk]}
    assert client.post("/staff/auditing/auditor/", chosen).status_code == 302
    with pytest.raises(Problem, match="audit-signed-out"):
        sessions.of_token(token)
    for place in ("auditor/", f"auditor/{made.pk}/change/", "auditread/", "package/"):
        assert client.get(f"/staff/auditing/{place}").status_code == 200
    assert password not in client.get(f"/staff/auditing/auditor/{made.pk}/change/").content.decode()


def test_a_seed_opens_only_its_own_account_and_a_clock_may_be_half_a_minute_off():
    seed, now = one_time.fresh(), clock.now()
    kept = one_time.seal(seed, "n1")
    early = one_time.pyotp.TOTP(seed).at(now - timedelta(seconds=30))
    assert one_time.used_step(kept, "n1", early, now=now, after=0)
    assert one_time.used_step(kept, "n2", early, now=now, after=0) is None
    old = one_time.pyotp.TOTP(seed).at(now - timedelta(seconds=90))
    assert one_time.used_step(kept, "n1", old, now=now, after=0) is None
