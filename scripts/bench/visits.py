"""A window over a real desk file through 400 scripted visits: memory, and gaps of its event loop.

Each visit is typed key by key, the loop turning after each: service, form, registration, payment,
receipt, next. The regulator cannot be reached, as on a bad day. Prepared in a process of its own,
so that nothing but the program is measured. `python -m scripts.bench.visits [visits]`.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.bench.processes import run_python

Row = tuple[str, float, str, str]
ROOT = Path(__file__).resolve().parents[2]
VISITS = 400

PREPARE = """
import json, sys
from pathlib import Path
from tests.desk.conftest import REPLACE
from tests.regulator_fixture import anew
from tests.staff.conftest import enrolled
from tests.sync.conftest import PASSPHRASE, PASSWORD
enrolled(Path(sys.argv[1]), anew())
print(json.dumps({"passphrase": PASSPHRASE, "password": PASSWORD, "answers": REPLACE}))
"""
PLAY = """
import json, sys
from ui import start
start.working_app()  # first, as in life
from scripts.bench.visits_played import play
play(sys.argv[1], int(sys.argv[2]), **json.loads(sys.argv[3]))
"""


def rows(visits: int = VISITS) -> Iterator[Row]:
    """Memory half-way and at the end, gaps while nothing opens and while a screen does."""
    with tempfile.TemporaryDirectory() as folder:
        typed = run_python(PREPARE, folder).splitlines()[-1]
        said = run_python(PLAY, folder, str(visits), typed).splitlines()[-1]
    half, end, p99, worst, opening = (float(part) for part in said.split())
    yield f"resident memory after {visits // 2} visits", half, "MB", ""
    yield f"resident memory after {visits} visits", end, "MB", "≤ 170 MB"
    yield "  grown in the second half", end - half, "MB", "≤ 3 MB"
    yield "gap of the event loop over them, p99", p99, "ms", "≤ 16 ms"
    yield "  the widest while nothing opens", worst, "ms", "≤ 50 ms"
    yield "  the widest while a screen opens", opening, "ms", "≤ 100 ms"


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, value, unit, bar in rows(int(sys.argv[1]) if len(sys.argv) > 1 else VISITS):
        print(f"{name:<46} {value:9.2f} {unit:<3} {bar}")
