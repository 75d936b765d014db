"""`pishkhan demo`: the first request, end to end; headless, every step is proven."""

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import resources
from app.wiring.demo import OPERATOR, World, agencies, let_agencies_act, world

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.wiring.session import Session
    from ui.journey import Saw, Script

WINDOW = (1366, 768)


def demo(options: argparse.Namespace) -> int:
    """Exit 0 only if the window was closed by a person, or each line of the block is true."""
    out = Path(options.out)
    if options.headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with world() as made:
        return _play(made, out) if options.headless else _show(made, out)


def _show(made: World, out: Path) -> int:
    from app.wiring.lazy import functions
    from ui.journey import greet
    from ui.start import run

    print("The demo office is enrolled; its passphrase types itself.", flush=True)
    handed = functions(made.desk, made.terminal, out.resolve() / "papers")
    with agencies(made):
        return run(handed, first=lambda window: greet(window, _script(made)))


def _play(made: World, out: Path) -> int:
    from app.wiring.functions import functions
    from app.wiring.session import Session
    from ui.journey import play
    from ui.start import build_app, build_window

    _empty(out)
    build_app()
    session = Session(made.desk)
    window = build_window(functions(session, made.terminal, out / "papers"))
    window.resize(*WINDOW)
    window.show()
    try:
        saw = play(window, _script(made), shoot=lambda name: _shoot(window, out, name))
        return _prove(session, saw, made, out)
    finally:
        window.close()
        session.close()


def _prove(session: "Session", saw: "Saw", made: World, out: Path) -> int:
    import printing
    from app.wiring.demo_checks import Shown, Unproven, block, check_moved

    pdf = out / "receipt.pdf"
    shutil.copyfile(out / "papers" / f"{saw.tid}.pdf", pdf)
    (out / "receipt.png").write_bytes(printing.png(pdf.read_bytes()))
    session.round_now()
    shown = Shown(saw.tid, saw.v_code, saw.fee_total, pdf)
    url = made.url.rstrip("/")
    try:
        print(block(session.desk, shown, url), flush=True)
        let_agencies_act(made)
        session.round_now()
        print(check_moved(session.desk, url, saw.tid), flush=True)
    except Unproven as claim:
        print(f"NOT TRUE: {claim}", file=sys.stderr)
        return 1
    return 0


def _script(made: World) -> "Script":
    from ui.journey import Script

    told = resources.read_json("demo.json")
    return Script(made.passphrase, OPERATOR, made.password, told["service"], told["answers"])


def _shoot(window: "QWidget", out: Path, name: str) -> None:
    window.grab().save(str(out / f"{name}.png"))


def _empty(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("*.png"), *out.glob("*.pdf"), *out.glob("papers/*.pdf")]:
        old.unlink()
