"""What stands in installer/regulator is what the program knows: settings, commands, addresses."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import regulator.settings as known
from app.domain import wire
from regulator.__main__ import _parser
from regulator.intake import documents

ROOT = Path(__file__).resolve().parents[2]
DEPLOYED = ROOT / "installer/regulator"


def deployed() -> dict[str, str]:
    """The settings of `regulator.env`, the ones that are commented out too."""
    text = (DEPLOYED / "regulator.env").read_text("utf-8")
    return dict(re.findall(r"^#?(PISHKHAN_REGULATOR_\w+)=(.+)$", text, re.MULTILINE))


def check(data: Path, **settings: str) -> tuple[int, dict[str, str]]:
    words = [sys.executable, "-W", "error", "-m", "regulator", "check", "--deploy"]
    told = {"PATH": os.environ["PATH"], "PISHKHAN_REGULATOR_DATA": str(data), **settings}
    done = subprocess.run(words, env=told, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


def test_the_settings_of_a_deployment_have_no_warning(tmp_path: Path) -> None:
    of_web = {name: value for name, value in deployed().items() if "_PG_" not in name}
    assert check(tmp_path, **of_web) == (0, {"settings": "good"})
    code, said = check(tmp_path, **of_web | {"PISHKHAN_REGULATOR_HTTPS": "0"})
    assert (code, said["error"]) == (1, "settings")


def test_every_setting_is_one_that_is_known() -> None:
    documented = known.__doc__ or ""
    for name in deployed():
        short = name.removeprefix("PISHKHAN_REGULATOR_")
        assert name in documented or (short.startswith("PG_") and short[3:] in documented), name


def test_every_unit_starts_a_command_there_is() -> None:
    started = []
    for unit in DEPLOYED.glob("*.service"):
        for words in re.findall(r"^ExecStart=(.+)$", unit.read_text("utf-8"), re.MULTILINE):
            if "-m regulator" in words:
                options = _parser().parse_args(shlex.split(words)[3:])
                started.append(options.command)
    assert sorted(started) == ["nightly", "serve"]


def test_nginx_lets_through_what_a_desk_sends_and_keeps_bodies_in_memory() -> None:
    places = (DEPLOYED / "nginx-places.conf").read_text("utf-8")
    first = {
        name: int(size) << 20 for name, size in re.findall(r"^(client_\w+) (\d+)m;", places, re.M)
    }
    largest = max(wire.MAX_SEGMENT, documents.PIECE)
    assert largest < first["client_max_body_size"] <= first["client_body_buffer_size"]
