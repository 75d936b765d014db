"""Rules of this package that a machine can see."""

import re
import subprocess
import sys
from pathlib import Path

import printing

FOLDER = Path(printing.__file__).parent
SOURCES = sorted(FOLDER.rglob("*.py"))
# reportlab's own ways with Persian reverse its numbers and break its search (docs/adr/0004).
FORBIDDEN = re.compile(r"shaping\s*=|direction\s*=\s*['\"]RTL|wordWrap|\bParagraph\(|\bTable\(")
HEAVY = ("reportlab", "uharfbuzz", "pypdfium2", "segno", "PIL")


def test_persian_never_goes_through_reportlabs_own_text_layout() -> None:
    assert SOURCES
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        assert not FORBIDDEN.search(source), path
        assert "reportlab.platypus" not in source, path


def test_the_rule_would_see_what_it_forbids() -> None:
    for bad in ("drawString(shaping=True)", "direction='RTL'", "style.wordWrap", "Paragraph(x)"):
        assert FORBIDDEN.search(bad)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, printing; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in done.stdout.split()} & set(HEAVY)


def test_importing_the_receipt_loads_nothing_heavy_either() -> None:
    code = "import sys, printing.receipt, printing.raster, printing.find; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in done.stdout.split()} & set(HEAVY)
