"""Delegation lists from CSV, and the commands of the regulator as processes of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from regulator.catalogue.imports.files import take
from regulator.catalogue.models import Item
from regulator.delegation.models import Delegation
from tests.regulator.authored import codes, newest, tariffs

ROOT = Path(__file__).resolve().parents[2]
REPLACE = "صدور شناسنامه مجدد (تعویض)"
GOOD = f"1407,سازمان ثبت احوال کشور,{REPLACE},,900000,,,نمونه"
LIST = "half_year,service,office_kind,state,province,office,from,to,conditions,basis"


def test_a_delegation_list_becomes_an_item_and_rows(regulator):
    rows = (
        "1407-1,102,counter_office,active,,,,,با کارت‌خوان,صورت‌جلسه نمونه",
        "1407-1,birth_cert_replace,counter_office,stopped,07,,1407/02/01,,,",
    )
    data = "\n".join((LIST, *rows)).encode()
    assert take("delegations", data, "test").added == ("delegation-list/1407-1/1",)
    assert take("delegations", data, "test").unchanged == 1
    value = newest("delegation-list", "1407-1")
    assert (value["from"], value["to"]) == ("1407/01/01", "1407/06/31")
    assert value["rows"][1]["service"] == 102
    assert Delegation.objects.filter(list_key="1407-1").count() == 2
    gone = take("delegations", "\n".join((LIST, rows[0])).encode(), "test").removed
    assert gone == ("1407-1 | 102 | counter_office | 07",)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1407-3,102,,active,,,,,,", "import-half-year"),
        ("1407-1,nothing,,active,,,,,,", "import-service-unknown"),
        ("1407-1,102,bank,active,,,,,,", "import-office-kind"),
        ("1407-1,102,,active,99,,,,,", "import-province"),
        ("1407-1,102,,active,,54321,,,,", "import-office-unknown"),
        ("1407-1,102,,asleep,,,,,,", "import-state"),
        ("1407-1,102,,active,,,1407/13/01,,,", "date-month"),
        ("1407-1,102,,active,,,1407/03/01,1407/02/01,,", "import-dates-turned"),
    ],
)
def test_each_bad_delegation_row_is_named(regulator, row, code):
    before = Item.objects.count()
    good = "1407-1,102,counter_office,active,,,,,,"
    assert codes("delegations", "\n".join((LIST, good, row)).encode()) == [(3, code)]
    assert Item.objects.count() == before


@pytest.fixture
def command(tmp_path):
    """`command("publish")`: exit code and the one JSON line of a command on a folder of its own."""

    def run(*arguments):
        asked = [sys.executable, "-m", "regulator", *arguments, "--data", str(tmp_path / "data")]
        ended = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
        [line] = ended.stdout.splitlines()
        return ended.returncode, json.loads(line)

    return run


def test_a_year_goes_all_the_way_by_commands_alone(command, tmp_path):
    path = tmp_path / "new.csv"
    path.write_bytes(tariffs(GOOD))
    assert command("seed") == (0, {"release": 1})
    assert command("import-tariffs", str(path), "--dry-run")[1]["dry_run"] is True
    code, told = command("import-tariffs", str(path))
    assert (code, told["counts"]["changed"], told["rows_changed"]) == (0, 1, [f"{REPLACE} | 1407"])
    assert command("publish")[1] == {
        "release": 2,
        "published": True,
        "held": 0,
        "held_services": [],
    }
    assert command("publish")[1]["published"] is False
    assert command("seed-holidays", "1407")[1]["year"] == 1407
    path.write_bytes(tariffs(GOOD, GOOD))
    code, told = command("import-tariffs", str(path))
    assert (code, told["bad"][0]["line"]) == (1, 3)
    assert command("import-tariffs", str(tmp_path / "none"))[1]["error"] == "file-unreadable"
    assert command("seed-holidays", "99")[0] == 1
