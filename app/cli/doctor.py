"""`pishkhan doctor`: what is well with this desk, what is not, and what to do about it."""

import argparse
import json
from dataclasses import asdict

import resources
from app.cli.desk import passphrase_of
from app.domain.text import persian_digits
from app.wiring import clock
from app.wiring.doctor import Finding, examine
from app.wiring.folder import data_folder
from app.wiring.opened import unlock

MARKS = {"ok": "✓", "warn": "!", "bad": "✗"}


def doctor(options: argparse.Namespace) -> int:
    """1 when something is broken; warnings alone are 0."""
    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        found = examine(desk, clock.moment())
    finally:
        desk.close()
    if getattr(options, "json", False):
        print(json.dumps([asdict(finding) for finding in found], ensure_ascii=False))
    else:
        print("\n".join(f"{MARKS[finding.state]} {sentence(finding)}" for finding in found))
    return int(any(finding.state == "bad" for finding in found))


def sentence(finding: Finding) -> str:
    """What was found and what to do, in Persian."""
    shown = {
        name: persian_digits(value) if type(value) is int else value
        for name, value in finding.facts.items()
    }
    return resources.messages()[f"doctor-{finding.name}-{finding.state}"].format_map(shown)
