"""The doors of the courier: commands on both sides, and the staff's page."""

import io
import json
import os
from argparse import Namespace

import pytest

from app.cli import main
from tests.sync.conftest import PASSPHRASE


def pishkhan(capsys, folder, *said: str) -> tuple[int, dict[str, object]]:
    """A command of the desk, with the passphrase on a file descriptor."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    how = ("--data", str(folder), "--passphrase-fd", str(reading), "--json")
    code = main(["courier", *how, *said])
    os.close(reading)
    told = capsys.readouterr().out
    return code, json.loads(told) if told else {}


def regulator_command(capsys, package, answer) -> tuple[int, dict[str, object]]:
    from regulator.commands import run

    code = run(Namespace(command="courier", package=str(package), out=str(answer)))
    return code, json.loads(capsys.readouterr().out)


def test_the_commands_go_the_whole_way(desks, stick, capsys):
    one, two = desks(), desks()
    one.receipt()
    for desk in (one, two):
        desk.desk.close()
    package, answer = stick / "a.courier", stick / "a.answer"
    code, wrote = pishkhan(capsys, one.folder, "--out", str(package))
    assert code == 0
    assert wrote["bodies"] > 0
    code, took = regulator_command(capsys, package, answer)
    assert (code, took["problem"], took["office"]) == (0, "", "00000")
    code, back = pishkhan(capsys, one.folder, "--in", str(answer))
    assert (code, back["needing"], back["problem"]) == (0, 0, "")
    code, heard = pishkhan(capsys, two.folder, "--in", str(package))
    assert (code, heard["desk"]) == (0, one.here.desk)
    code, totals = pishkhan(capsys, two.folder, "--totals")
    assert code == 0
    assert [(one["desk"], one["n"]) for one in totals["desks"]] == [(1, 1), (2, 0)]
    assert totals["n"] == 1


def test_a_command_says_what_is_wrong_and_who_can_help(away, stick, capsys):
    away.desk.close()
    (stick / "a.courier").write_bytes(b"nothing of ours\n")
    assert pishkhan(capsys, away.folder, "--in", str(stick / "a.courier"))[0] == 3
    assert pishkhan(capsys, away.folder)[0] == 3
    assert pishkhan(capsys, away.folder, "--in", str(stick / "missing"))[0] == 3
    code, said = regulator_command(capsys, stick / "a.courier", stick / "a.answer")
    assert (code, said["error"]) == (1, "courier-not-one")
    assert "‎.courier" in said["reason"]
    code, said = regulator_command(capsys, stick / "missing", stick / "a.answer")
    assert (code, said["error"]) == (1, "file-unusable")


@pytest.fixture
def staff(regulator):
    """Somebody of the regulator who may take packages, signed in; and one who may not."""
    from django.contrib.auth.models import Permission, User
    from django.test import Client

    def signed_in(name: str, *, may: bool) -> Client:
        user = User.objects.create_user(name, password="a long password", is_staff=True)
        if may:
            user.user_permissions.add(Permission.objects.get(codename="add_courieranswer"))
        client = Client(headers={"host": "regulator.test"})
        client.force_login(user)
        return client

    return signed_in


TAKE = "/staff/courier/courieranswer/take/"


def test_the_staffs_page_takes_a_package_and_gives_the_answer(away, stick, staff):
    tid = away.receipt()
    away.out(stick / "a.courier")
    client = staff("reza", may=True)
    with (stick / "a.courier").open("rb") as file:
        taken = client.post(TAKE, {"package": file}, follow=True)
    assert taken.status_code == 200
    text = taken.content.decode()
    assert "۰۰۰۰۰" in text
    assert tid not in text
    (link,) = [part for part in text.split('"') if "/answer/" in part]
    answer = client.get(link)
    assert 'filename="pishkhan-00000-01-' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    (stick / "a.answer").write_bytes(answer.content)
    assert away.take(stick / "a.answer").needing == 0
    assert "پاسخ" in client.get("/staff/courier/courieranswer/").content.decode()
    with (stick / "a.courier").open("rb") as file:
        again = client.post(TAKE, {"package": file})
    assert again["Location"] == taken.redirect_chain[0][0]


def test_the_page_refuses_with_a_sentence_and_only_staff_come_in(away, stick, staff):
    from django.test import Client

    client = staff("reza", may=True)
    broken = io.BytesIO(b'{"format":"pishkhan-courier"')
    broken.name = "a.courier"
    text = client.post(TAKE, {"package": broken}).content.decode()
    assert "دریافت بسته" in text
    assert "errornote" in text
    assert staff("sara", may=False).get(TAKE).status_code == 403
    assert Client(headers={"host": "regulator.test"}).get(TAKE).status_code == 302
