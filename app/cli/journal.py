"""`pishkhan export-journal` and `pishkhan verify`: the journal as a file, and its strict reader."""

import argparse
import json
from pathlib import Path

import resources
from app.cli.desk import passphrase_of
from app.domain.journal_file import Broken, Read
from app.domain.text import persian_digits
from app.wiring import clock
from app.wiring.export import export_journal, verify_file
from app.wiring.folder import data_folder
from app.wiring.opened import body_checker, unlock


def export(options: argparse.Namespace) -> int:
    """Write the file; it has been read back strictly when this returns."""
    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        done = export_journal(
            desk.here,
            clock.moment(),
            Path(options.out),
            bodies=options.bodies,
            why=options.purpose,
        )
    finally:
        desk.close()
    facts = {"entries": done.entries, "bodies": done.bodies, "sha256": done.sha256}
    _say(options, facts | {"dev": done.head.dev}, "journal-exported")
    return 0


def verify(options: argparse.Namespace) -> int:
    """0 when every byte is as the desk wrote it, 1 with the first flaw and its place."""
    try:
        read = verify_file(Path(options.file), body_checker().check)
    except Broken as flaw:
        facts = {"sound": False, "line": flaw.line, "dev": flaw.dev, "seq": flaw.seq}
        _say(options, facts | {"reason": flaw.code, "detail": flaw.detail}, "journal-broken")
        return 1
    if options.authority and set(read.authorities) != {options.authority}:
        facts = {"sound": False, "authority": " ".join(sorted(set(read.authorities)))}
        _say(options, facts | {"reason": "other-authority"}, "journal-other-authority")
        return 1
    _say(options, _facts(read), "journal-sound")
    return 0


def _facts(read: Read) -> dict[str, object]:
    cum = read.cum
    return {
        "sound": True,
        "enrolments": read.enrolments,
        "entries": read.entries,
        "bodies": read.held,
        "acknowledged": read.acknowledged,
        "receipts": cum.n,
        "fees": cum.fee,
        "voids": cum.void,
        "authority": " ".join(sorted(set(read.authorities))),
    }


def _say(options: argparse.Namespace, facts: dict[str, object], code: str) -> None:
    if getattr(options, "json", False):
        print(json.dumps(facts))
        return
    shown = {
        name: persian_digits(f"{value:,}".replace(",", "٬")) if type(value) is int else value
        for name, value in facts.items()
    }
    print(resources.messages()[code].format_map(shown))
