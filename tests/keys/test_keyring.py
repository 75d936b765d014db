"""The system's keyring, a real one on a bus of its own; and the back ends that must be refused."""

import os
import shutil
import subprocess
import sys

import pytest

BUS = shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")
STORY = """
from pathlib import Path
import sys
from app.keys import os_keyring, slots
folder = Path(sys.argv[1])
assert os_keyring.name() == "SecretService", os_keyring.name()
held = slots.draw()
slots.create(folder, held, "a passphrase of the tests")
assert slots.open_with_keyring(folder) is None
slots.add_keyring(folder, held)
slots.add_keyring(folder, held)
assert slots.open_with_keyring(folder) == held
assert slots.open_with_passphrase(folder, "a passphrase of the tests") == held
assert slots.kinds(folder) == ("keyring", "passphrase")
print("kept")
"""
REFUSED = """
from app.domain.errors import ManagerCanFix
from app.keys import os_keyring
assert os_keyring.name() is None, os_keyring.name()
for ask in (lambda: os_keyring.get("x"), lambda: os_keyring.put("x", "y")):
    try:
        ask()
    except ManagerCanFix as refusal:
        assert refusal.code == "keyring-absent", refusal
    else:
        raise SystemExit("a plain back end was used")
print("refused")
"""


def run(story, *command, **more):
    environment = {key: value for key, value in os.environ.items() if "DBUS" not in key}
    ended = subprocess.run(
        [*command, sys.executable, "-c", story, *more.pop("args", ())],
        env=environment | more,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.stdout.strip(), ended.stderr


def test_a_real_keyring_keeps_the_key_and_opens_the_desk(tmp_path):
    assert BUS, "needs Debian's dbus-daemon and gnome-keyring: scripts/packages.sh"
    unlock = 'eval "$(echo -n pw | gnome-keyring-daemon --unlock --components=secrets)"; exec "$@"'
    command = ("dbus-run-session", "--", "bash", "-c", unlock, "bash")
    data = tmp_path / "desk"
    data.mkdir()
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share")}
    said, trouble = run(STORY, *command, args=(str(data),), **home)
    assert said.endswith("kept"), trouble


@pytest.mark.parametrize(
    "backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"]
)
def test_a_back_end_that_keeps_nothing_safe_is_refused(backend):
    said, trouble = run(REFUSED, PYTHON_KEYRING_BACKEND=backend)
    assert said == "refused", trouble
