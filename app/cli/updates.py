"""`pishkhan update`: another version of this program, looked for, taken, or taken back."""

import argparse
import json
from pathlib import Path

import requests

import resources
from app.cli.desk import passphrase_of, secret
from app.desk.here import Here
from app.desk.proofs import Typed, prove
from app.domain.errors import ManagerCanFix
from app.domain.progress import quiet
from app.domain.rights import way
from app.domain.text import persian_digits
from app.keys import passwords
from app.wiring import clock, installing
from app.wiring.folder import WindowLock, data_folder
from app.wiring.rolling_back import Wish, roll_back
from app.wiring.session import Session
from app.wiring.update_shelf import shipped
from app.wiring.updates import Updates, close


def update(options: argparse.Namespace) -> int:
    """The manager says so; what changes anything needs the window closed."""
    folder = data_folder(getattr(options, "data", None))
    lock = WindowLock(folder) if options.act != "look" else None
    try:
        _back(options, folder) if options.act == "roll-back" else _forward(options, folder)
    finally:
        if lock:
            lock.release()
    return 0


def _forward(options: argparse.Namespace, folder: Path) -> None:
    session = Session(folder, window=False)
    try:
        session.unlock(passphrase_of(options))
        session.sign_in(options.operator, secret(options, "Password of the manager: "))
        (_look if options.act == "look" else _take)(options, Updates(session, shipped()))
    finally:
        close(session)


def _look(options: argparse.Namespace, updates: Updates) -> None:
    found = updates.find_version(options.place, quiet)
    if found is None:
        _say(options, "update-newest", {"version": None})
        return
    facts = {"version": found.version, "megabytes": found.megabytes, "notes": found.notes}
    _say(options, "update-found", facts)


def _take(options: argparse.Namespace, updates: Updates) -> None:
    updates.find_version(options.place, quiet)
    typed = updates.take_version(quiet)
    _say(options, "update-typed" if typed else "update-starts", {"command": typed})


def _back(options: argparse.Namespace, folder: Path) -> None:
    """No session: it would record that somebody came in, and its line might bring a lease."""
    copies = Path(options.export).resolve() if options.export else None
    wish = Wish(passphrase_of(options), copies, options.place)
    word = secret(options, "Password of the manager: ")

    def check(here: Here) -> None:
        typed = Typed("password", lambda kept: passwords.fits(kept, word))
        proved = prove(here, clock.moment(), options.operator, typed)
        if way(proved.operator.role, "update") != "yes":
            raise ManagerCanFix("right-missing")

    back = roll_back(folder, wish, check, by=shipped(), connect=requests.Session)
    typed = installing.by_hand(back.package)
    facts: dict[str, object] = {"version": back.version, "command": typed}
    facts["copy"] = str(back.copy or "-")
    _say(options, "rolled-back" if typed else "update-starts", facts)
    if not typed:
        installing.start(back.package, back.sha256)
    if back.copy:
        print(resources.messages()["rolled-back-again"].format_map(facts))


def _say(options: argparse.Namespace, code: str, facts: dict[str, object]) -> None:
    if getattr(options, "json", False):
        print(json.dumps(facts, ensure_ascii=False))
        return
    figures = {name: persian_digits(str(facts.get(name, ""))) for name in ("version", "megabytes")}
    shown = facts | figures
    print(resources.messages()[code].format_map(shown))
