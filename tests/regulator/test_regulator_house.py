"""Migrations, keys, secrets, the console, commands as processes, and the frozen wire examples."""

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from app.domain import canonical, jws, wire
from regulator import files, keys, problems
from regulator.intake.models import Case
from regulator.offices.models import Enrolment

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden/wire/v1"


def run(data, *arguments, **how):
    command = [sys.executable, "-m", "regulator", *arguments, "--data", str(data)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, **how)


def said(process):
    return json.loads(process.stdout.readline())


def test_no_migration_is_missing():
    said = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert "No changes detected" in said.getvalue()


def test_four_keys_one_for_each_kind_of_word(regulator):
    named = keys.directory()
    assert len({one["pub"] for one in named.values()}) == 4
    for purpose, one in named.items():
        assert one["kid"] == jws.key_id(canonical.unb64u(one["pub"]))
        path = regulator.data / "keys" / f"{purpose}.key"
        assert path.stat().st_mode & 0o777 == 0o600
    for name in ("django.secret", "codes.secret"):
        assert (regulator.data / name).stat().st_mode & 0o777 == 0o600


def test_a_secret_is_made_once_whoever_comes_second(tmp_path):
    path = tmp_path / "new" / "secret"
    assert files.made_once(path, lambda: b"first") == b"first"
    files._place(path, b"second")
    assert files.made_once(path, lambda: b"third") == b"first"
    assert [one.name for one in path.parent.iterdir()] == ["secret"]


def test_every_frozen_problem_has_the_status_and_owner_we_give():
    for name, frozen in json.loads((GOLDEN / "problems.json").read_text()).items():
        status, owner = problems.KINDS[name]
        assert (status, owner) == (frozen["http_status"], frozen["body"]["owner"]), name
    assert set(wire.SEGMENT_PROBLEMS) <= set(problems.KINDS)


def test_our_answers_have_the_members_of_the_frozen_ones(device):
    frozen = json.loads((GOLDEN / "enrolment.json").read_text())["answer"]
    assert set(device.told) == set(frozen)
    assert set(device.feed()["items"][0]) == set(
        json.loads((GOLDEN / "feed.json").read_text())["items"][0]
    )
    device.add("heartbeat", {"owed": 0})
    ack = device.push().text
    frozen = json.loads((GOLDEN / "acks.json").read_text())["accepted"]["payload"]
    assert set(json.loads(canonical.unb64u(ack.split(".")[1]))) == set(frozen)


def test_there_is_no_default_account_and_the_console_speaks_persian(regulator):
    assert not User.objects.exists()
    boss = User.objects.create_superuser("boss", password="a-long-passphrase-1")
    client = Client(headers={"host": "regulator.test"})
    assert client.get("/staff/").status_code == 302
    client.force_login(boss)
    page = client.get("/staff/").content.decode()
    assert 'dir="rtl"' in page
    for app in ("پروانه‌ها", "دفترها", "تعرفه‌ها", "نظارت", "واگذاری خدمات", "شکایت‌ها"):
        assert app in page
    for path in re.findall(r'href="(/staff/[a-z]+/[a-z]+/)"', page):
        assert client.get(path).status_code == 200, path


def test_staff_move_cases_and_revoke_keys_by_actions(regulator, device):
    device.add("request.registered", {}, tid=device.tid())
    device.push({**device.segment(), "bodies": []})
    client = Client(headers={"host": "regulator.test"})
    client.force_login(User.objects.create_superuser("boss", password="a-long-passphrase-1"))
    chosen = {"_selected_action": Case.objects.get().pk}
    client.post("/staff/intake/case/", {"action": "move_to_referred", **chosen})
    assert Case.objects.get().state == "referred"
    chosen = {"_selected_action": device.dev}
    client.post("/staff/offices/enrolment/", {"action": "revoke", **chosen})
    assert Enrolment.objects.get().state == "revoked"


def test_a_console_change_is_logged_and_told(regulator, device):
    from regulator.offices.models import Operator
    from regulator.oversight.models import EventLog

    client = Client(headers={"host": "regulator.test"})
    client.force_login(User.objects.create_superuser("boss", password="a-long-passphrase-1"))
    person = Operator.objects.get(number="2")
    fields = {"office": "00000", "number": "2", "name": "نام تازه", "role": "manager"}
    fields |= {f"authorisations-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    client.post(f"/staff/offices/operator/{person.pk}/change/", fields)
    logged = EventLog.objects.get(kind="operator.changed")
    assert logged.facts == {"fields": ["name", "role", "active"]}
    told = [item["data"] for item in device.feed()["items"] if item["kind"] == "operator"][-1]
    assert told == {
        "operator": "2",
        "name": "نام تازه",
        "role": "manager",
        "active": False,
        "authorisations": None,
        "number": "2",
        "disabled": True,
    }


def test_the_demo_serves_and_stops_on_sigterm(tmp_path):
    process = run(tmp_path, "demo", "--port", "0")
    told = said(process)
    assert told["office"] == "00000"
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", told["code"])
    assert requests.get(f"{told['url']}/api/v1/directory", timeout=5).status_code == 200
    assert told["url"].startswith("http://127.0.0.1:")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0
    process.stdout.close()


def test_a_server_started_for_a_parent_ends_with_it(tmp_path):
    process = run(tmp_path, "serve", "--stop-with-stdin", stdin=subprocess.PIPE)
    assert set(said(process)) == {"url"}
    process.stdin.close()
    assert process.wait(timeout=10) == 0
    process.stdout.close()


@pytest.mark.parametrize(
    ("arguments", "code", "answer"),
    [
        (("seed",), 0, {"release": 1}),
        (("rebuild",), 0, {"cases": 0, "lines": 0}),
        (("enrolment-code", "--office", "12345"), 1, {"error": "no-such-office"}),
    ],
)
def test_commands_answer_in_one_json_line(tmp_path, arguments, code, answer):
    process = run(tmp_path, *arguments)
    assert said(process) == answer
    assert process.wait(timeout=20) == code
    assert process.stdout.read() == ""
    process.stdout.close()
    assert os.stat(tmp_path / "regulator.sqlite3").st_mode & 0o077 == 0
