"""`pishkhan doctor`: what is well with this desk, what is not, and what to do about it."""

import argparse
import json
from dataclasses import asdict

from app.cli.desk import passphrase_of
from app.domain.checkup import Finding
from app.wiring import clock
from app.wiring.doctor import examine
from app.wiring.folder import data_folder
from app.wiring.opened import unlock
from resources.checkup import said

MARKS = {"ok": "✓", "warn": "!", "bad": "✗"}


def doctor(options: argparse.Namespace) -> int:
    """1 when something is broken; warnings alone are 0."""
    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        found = examine(desk, clock.moment())
    finally:
        desk.close()
    if getattr(options, "json", False):
        facts = [asdict(finding) | {"owner": finding.owner} for finding in found]
        print(json.dumps(facts, ensure_ascii=False))
    else:
        print("\n".join(f"{MARKS[finding.state]} {line(finding)}" for finding in found))
    return int(any(finding.state == "bad" for finding in found))


def line(finding: Finding) -> str:
    """What it is, what was found and what to do."""
    words = said(finding)
    return f"{words.title}: {words.found} {words.do}".rstrip()
