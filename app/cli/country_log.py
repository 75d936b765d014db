"""`pishkhan log-evidence`: both heads of a country's log that lied, and the proof, as a file."""

import argparse
import json
from pathlib import Path

import resources
from app.cli.desk import passphrase_of
from app.domain.text import persian_digits
from app.wiring import log_evidence
from app.wiring.folder import data_folder
from app.wiring.opened import unlock


def write(options: argparse.Namespace) -> int:
    """Write what this desk kept; says how much of it proves itself."""
    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        told = log_evidence.write(desk, Path(options.out))
    finally:
        desk.close()
    facts = {"lies": len(told.lies), "proven": log_evidence.proven(told)}
    if getattr(options, "json", False):
        print(json.dumps(facts | {"codes": [one.code for one in told.lies]}))
    else:
        shown = {name: persian_digits(value) for name, value in facts.items()}
        print(resources.messages()["log-evidence-written"].format_map(shown))
    return 0
