"""The auditor's way in from the first screen and the command line, and what it costs the desk."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.cli import main
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.wiring.audit import audit_folder, functions
from app.wiring.lazy import functions as lazy
from sync.audit_line import address
from tests.ui.desk_functions import MemoryDesk
from ui import auditing, start
from ui.audit_window import AuditWindow
from ui.hands import Hands

LOADED = """
import sys
from pathlib import Path
from app.wiring.lazy import functions
from ui import start
window = start.build_window(functions(Path(sys.argv[1]), None, Path(sys.argv[1])))
window.show()
start.build_app().processEvents()
print(sorted(m for m in sys.modules if 'audit' in m and m.split('.')[0] in ('ui', 'app', 'sync')))
"""


def test_the_operators_start_loads_nothing_of_the_auditors(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['ui.auditing']"


def test_the_first_screen_leads_to_the_auditors_door_and_back(
    qapp: QApplication, desk: MemoryDesk, tmp_path: Path
) -> None:
    handed = replace(desk.functions(), audit=lambda: functions(tmp_path))
    window = start.build_window(handed)
    window.show()
    hands = Hands(window)
    hands.settle(window)
    assert window.unlock.audit.shortcut().toString() == "F8"
    window.unlock.audit.click()
    opened = window.property("audit")
    assert isinstance(opened, AuditWindow)
    assert opened.isVisible()
    assert not window.isVisible()
    assert opened.sign_in.boxes["address"].text() == ""
    opened.sign_in.back.click()
    assert window.isVisible()
    assert not opened.isVisible()
    window.close()


def test_a_computer_without_a_desk_leads_an_auditor_in_too(
    qapp: QApplication, tmp_path: Path
) -> None:
    handed = lazy(tmp_path, None, tmp_path)
    assert handed.audit is not None
    # A folder of the test's own, not the person's.
    window = start.build_window(replace(handed, audit=lambda: functions(tmp_path / "auditor")))
    window.show()
    hands = Hands(window)
    hands.wait(lambda: hasattr(window, "starting"), "the first start")
    (way,) = [
        push
        for push in window.starting.view.findChildren(QPushButton)
        if push.accessibleName().startswith("ورود ناظر")
    ]
    way.click()
    hands.turn()
    opened = window.property("audit")
    assert opened.isVisible()
    opened.close()
    assert window.isVisible()
    window.close()


def test_a_desk_without_that_way_does_not_show_it(qapp: QApplication, desk: MemoryDesk) -> None:
    window = start.build_window(desk.functions())
    auditing.offer(window)
    assert window.unlock.audit.isHidden()
    window.close()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "regulator.ir",
        "ftp://x.ir",
        "https://",
        "https://a@x.ir",
        "https://x.ir/?q=1",
        "https://[",
    ],
)
def test_an_address_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(OperatorCanFix, match="audit-address"):
        address(typed)


def test_a_password_goes_over_a_sealed_line_or_to_this_very_machine() -> None:
    assert address(" https://x.ir/ ") == "https://x.ir"
    assert address("http://127.0.0.1:8000") == "http://127.0.0.1:8000"
    with pytest.raises(OperatorCanFix, match="audit-address-bare"):
        address("http://x.ir")


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ManagerCanFix, match="folder-unusable"):
        audit_folder(str(tmp_path / "file" / "below"))
    assert audit_folder(str(tmp_path / "new")).is_dir()


def test_a_key_of_the_log_that_is_none_is_refused_before_a_window_opens(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["audit", "--log-key", "nonsense"]) == 3
    assert "کلید" in capsys.readouterr().err


def test_the_command_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["audit", "--help"])
    assert "--server" in capsys.readouterr().out
