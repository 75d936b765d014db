"""The night's work: each step by itself, one that fails stops no other, and the exit code tells."""

import json
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

from regulator import clock, night, night_steps
from regulator.catalogue.models import Release
from regulator.catalogue.releases import RENEW_BEFORE, VALID
from regulator.intake.models import WrongTry


def told(capsys) -> dict:
    return json.loads(capsys.readouterr().out.strip().rpartition("\n")[2])


def test_a_step_that_fails_stops_no_other_and_the_exit_code_tells(tmp_path: Path, capsys):
    # Nothing was ever served from this folder: only the inspection makes its tables.
    options = Namespace(data=str(tmp_path), only=["log-grow", "inspect"])
    assert night.run(options) == 1
    found = told(capsys)
    assert found["failed"] == ["log-grow"]
    assert found["steps"]["inspect"]["told"] == {"read": 0}


def test_a_release_that_ends_soon_is_signed_again_as_it_is(regulator, later, capsys):
    assert night_steps.renew(Namespace()) == 0
    assert told(capsys) == {"release": None}
    before = Release.objects.first()
    later(days=(VALID - RENEW_BEFORE).days + 1)
    night_steps.renew(Namespace())
    after = Release.objects.first()
    assert told(capsys) == {"release": before.number + 1}
    assert after.contents == before.contents
    assert after.expires_at > clock.now() + RENEW_BEFORE


def test_what_has_ended_is_tidied_away(regulator, capsys):
    for hours in (1, 30):
        WrongTry.objects.create(tid="1" * 18, at=clock.now() - timedelta(hours=hours))
    night_steps.tidy(Namespace())
    assert told(capsys)["wrong_tries"] == 1
    assert WrongTry.objects.count() == 1
