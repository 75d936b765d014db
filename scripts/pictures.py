"""`make pictures`: the README's pictures, taken from the real program at work and made small.

The first request is played at the demo's desk, a manager and an auditor look at real work, and the
citizen's page is drawn from what the regulator answers. Look at each before it is committed.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "docs/pictures"
WINDOW, COLOURS, MOST = (1366, 768), 96, 1_500_000


def main(wanted: list[str]) -> int:
    """All of them, or the ones that are named: desk, manager, auditor."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    takers = {"desk": _desk, "manager": _manager, "auditor": _auditor}
    for name, take in takers.items():
        if not wanted or name in wanted:
            with tempfile.TemporaryDirectory(prefix="pishkhan-pictures-") as folder:
                take(Path(folder))
    total = sum(path.stat().st_size for path in PLACE.iterdir())
    print(f"{total / 1e6:.2f} MB (at most {MOST / 1e6:.1f})")
    return int(total > MOST)


def _desk(folder: Path) -> None:
    """An operator's first request, its receipt, and the citizen's page about it."""
    import printing
    from app.cli.demo import _script
    from app.wiring.demo import let_agencies_act, world
    from app.wiring.functions import functions
    from app.wiring.session import Session
    from ui.journey import play
    from ui.start import build_app, build_window

    build_app()
    with world() as made:
        session = Session(made.desk)
        window = build_window(functions(session, made.terminal, folder))
        window.resize(*WINDOW)
        window.show()
        saw = play(window, _script(made), shoot=lambda step: _step(window, step))
        _keep(
            Image.open(io.BytesIO(printing.png((folder / f"{saw.tid}.pdf").read_bytes()))),
            "receipt",
        )
        session.round_now()
        let_agencies_act(made)
        _page(f"{made.url.rstrip('/')}/track/{saw.tid}", "tracking")
        window.close()
        session.close()


def _step(window: "QWidget", step: str) -> None:
    """The counter with its form filled, by day and by night."""
    if step == "05-fee":
        from ui.models.look import Look

        _grab(window, "desk-light")
        window.looks.wear(Look("dark"))  # type: ignore[attr-defined]
        _grab(window, "desk-dark")
        window.looks.wear(Look())  # type: ignore[attr-defined]


def _manager(folder: Path) -> None:
    """The day of a busy office."""
    import resources
    from app.domain.catalogue import catalogue_from_items
    from tests.ui.desk_functions import MemoryDesk
    from tests.ui.desk_office import BusyOffice
    from tests.ui.test_first_request import _signed_in
    from ui.start import build_app, build_window

    build_app()
    catalogue = catalogue_from_items(resources.catalogue_items())
    office, desk = BusyOffice(folder, catalogue), MemoryDesk(catalogue)
    given = {
        "days": office.days(),
        "shifts": office.shifts(),
        "now": lambda: office.desk.clock.wall,
    }
    window = build_window(replace(desk.functions(), **given))
    window.resize(*WINDOW)
    window.show()
    hands = _signed_in(window)
    window.places.go("day")
    hands.settle(window)
    hands.fkey(7)  # yesterday, when more was done
    hands.settle(window)
    _grab(window, "manager")
    window.close()


def _auditor(folder: Path) -> None:
    """An entry with its proof."""
    from tests.ui.audit_desk import auditing
    from ui.start import build_app

    build_app()
    with auditing(folder) as at:
        at.window.resize(*WINDOW)
        at.sign_in()
        at.enter()
        _grab(at.window, "auditor")


def _grab(window: "QWidget", name: str) -> None:
    taken = ROOT / "build" / f"{name}.png"
    taken.parent.mkdir(exist_ok=True)
    window.grab().save(str(taken))
    _keep(Image.open(taken), name)
    taken.unlink()


def _page(url: str, name: str) -> None:
    """A page of the regulator as a browser draws it; without a browser the last picture stays."""
    browser = shutil.which("chromium")
    if browser is None:
        print(f"{name} stays: no browser here (Debian: apt-get install chromium)")
        return
    with tempfile.TemporaryDirectory() as folder:
        taken = Path(folder) / "page.png"
        size = ["--window-size=500,800", "--force-device-scale-factor=1.5", "--hide-scrollbars"]
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        words = [browser, *quiet, *size, f"--user-data-dir={folder}", f"--screenshot={taken}", url]
        subprocess.run(words, check=True, capture_output=True)
        _keep(Image.open(taken), name)


def _keep(picture: Image.Image, name: str) -> None:
    PLACE.mkdir(exist_ok=True)
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PLACE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
