"""Before the caret in the search nothing is loaded that only a request, its paper or its sending
needs; what the window is handed before anything is loaded is whole all the same."""

import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

from app.wiring import lazy
from ui.functions import Functions
from ui.preloading import FIRST, LATER

AT_THE_CARET = """
import sys
from PySide6.QtCore import QCoreApplication
from scripts.bench.at_the_door import OPERATOR, functions
from ui import start
from ui.functions import SignedIn
start.build_app()
from ui.places import Places
from ui.tasks import Tasks
tasks, handed = Tasks(), functions()
places = Places(handed, tasks, handed.unlock(""), SignedIn(OPERATOR, "1"))
places.shell.show()
places.shell.activateWindow()
while not places.shell.isActiveWindow():
    QCoreApplication.processEvents()
places.start(20_000, 30_000)
assert places.desk.services.search.hasFocus()
print(*sys.modules)
tasks.finish(bool)
"""
OTHERS = {"sqlalchemy", "requests", "jsonschema", "cryptography", "asyncio", "reportlab", "PIL"}
ROOMS = {"printing", "sync", "local_db", "app.keys", "app.desk", "app.wiring", "app.devices"}
RULES = {"forms", "form_plans", "fees", "missing", "identifiers", "wire", "jws", "qr", "papers"}
MODELS = {"request", "guide", "paying", "pages", "queue", "sending", "checkup", "day", "morning"}
VIEWS = {"form", "fee", "payment", "receipt", "visitor", "sync", "queue", "drafts", "waiting"}


AT_THE_FIRST_FRAME = """
import sys
from app.wiring.lazy import functions
from ui import window
print(*sys.modules)
"""
# The unlock view has them.
PARTS = {"ui.theme.icons", "ui.views.parts"}


def _loaded(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_nothing_of_the_rules_is_loaded_before_the_first_frame() -> None:
    behind = OTHERS | (ROOMS - {"app.wiring"}) | {*FIRST, *LATER}
    assert _loaded(AT_THE_FIRST_FRAME) & behind == PARTS


def test_nothing_of_a_request_is_loaded_before_the_caret() -> None:
    loaded = _loaded(AT_THE_CARET)
    not_yet = {
        *(OTHERS | ROOMS),
        *(f"app.domain.{name}" for name in RULES),
        *(f"ui.models.{name}" for name in MODELS),
        *(f"ui.views.{name}" for name in VIEWS),
    }
    assert loaded & not_yet == set()
    assert loaded & set(LATER) == set()
    assert "ui.counter" in loaded & set(FIRST)


def test_every_table_is_handed_over_before_it_is_loaded(tmp_path: Path) -> None:
    handed = lazy.functions(tmp_path, None, tmp_path)
    tables = {one.name for one in fields(Functions) if "Callable" not in str(one.type)}
    assert {"settlement", "duties", "care"} < tables
    assert {name for name in tables if not is_dataclass(getattr(handed, name))} == set()
