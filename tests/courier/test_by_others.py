"""The worked example of docs/courier-format.md, run as it stands by tools that are not ours."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "courier-format.md"


def test_joserfc_and_hpke_read_the_same_package(away, stick):
    away.receipt()
    done = away.out(stick / "evening.courier")
    shutil.copy(away.regulator.data / "keys" / "courier.key", stick)
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    ended = subprocess.run(
        [sys.executable, "-c", example], cwd=stick, capture_output=True, text=True, check=False
    )
    assert ended.stderr == ""
    assert ended.stdout.startswith(f"sealed by {away.here.dev} - {done.entries} entries; body ")
    assert ended.stdout.endswith("opens\n")
