"""`pishkhan verify FILE`: a journal file, an evidence package, a proof of the country's log or what
a desk kept of a lying one, checked offline; 0 when all is as it was made, 1 with the first flaw and
its place.
"""

import argparse
import json
from pathlib import Path

import resources
from app.cli import journal
from app.domain import evidence, log_evidence
from app.domain.evidence_check import Checked, Trusted
from app.domain.jalali import long_date, tehran_date
from app.domain.moments import from_wire
from app.domain.stored_zip import Spoiled
from app.domain.text import persian_digits
from app.wiring.evidence import (
    LIES,
    PACKAGE,
    PROOF,
    Proven,
    begins,
    lies_in,
    note_key,
    verify_package,
)
from app.wiring.evidence import verify_proof as proof_in
from app.wiring.opened import body_checker
from resources import flaws


def verify(options: argparse.Namespace) -> int:
    """What kind of file it is, is told from its first bytes."""
    path = Path(options.file)
    first = begins(path)
    checks = {PACKAGE: _package, PROOF: _proof, LIES: _lies}
    check = next((one for start, one in checks.items() if first.startswith(start)), None)
    if check is None:
        return journal.verify(options)
    try:
        return check(options, path)
    except Spoiled as flaw:
        return _spoiled(options, flaw)


def _package(options: argparse.Namespace, path: Path) -> int:
    trusted = Trusted(
        options.authority or "",
        str(note_key(options.log_key)) if options.log_key else "",
        tuple(note_key(one) for one in options.witness),
    )
    checked = verify_package(path, body_checker().check, trusted)
    _say(options, _facts(checked), "evidence-sound", "evidence-counts", "evidence-keys")
    if not _json(options) and not (trusted.authority and trusted.log):
        print(resources.messages()["evidence-compare"])
    return 0


def _facts(checked: Checked) -> dict[str, object]:
    manifest = checked.manifest
    order, counts = manifest.order, manifest.counts
    return {
        "kind": "package",
        "sound": True,
        "title": order.title,
        "by": f"{order.by.name} ({order.by.number})",
        "made": order.at,
        "bodies_are": order.bodies,
        "entries": counts.entries,
        "quarantined": counts.quarantined,
        "bodies": counts.bodies,
        "erased": counts.erased,
        "findings": counts.findings,
        "devices": counts.certificates,
        "offices": len(checked.reading.offices),
        "size": checked.reading.head.size,
        "origin": checked.reading.head.origin,
        "cosigned": "، ".join(checked.cosigned) or "-",
        "authority": checked.authority,
        "evidence_key": evidence.key_in(manifest.keys).kid,
        "log_key": manifest.keys.log,
    }


def _proof(options: argparse.Namespace, path: Path) -> int:
    told = [options.log_key, *options.witness] if options.log_key else []
    proven: Proven = proof_in(path, tuple(note_key(one) for one in told))
    facts: dict[str, object] = {
        "kind": "proof",
        "sound": True,
        "index": proven.proof.index,
        "leaf": proven.leaf,
        "size": proven.head.size,
        "origin": proven.head.origin,
        "signed": "، ".join(proven.signed),
    }
    _say(options, facts, "proof-sound")
    return 0


def _lies(options: argparse.Namespace, path: Path) -> int:
    """0 when the log's own signatures contradict each other; 1 when it is the desk's word alone."""
    told = lies_in(path)
    key = note_key(options.log_key or told.key)
    proven = [one.at for one in told.lies if log_evidence.proves(one, key)]
    facts: dict[str, object] = {"kind": "log-evidence", "sound": bool(proven)}
    facts |= {"office": told.office, "desk": told.desk, "log_key": str(key)}
    facts |= {"lies": len(told.lies), "proven": len(proven)}
    _say(options, facts, "log-evidence-proves" if proven else "log-evidence-claims")
    return 0 if proven else 1


def _spoiled(options: argparse.Namespace, flaw: Spoiled) -> int:
    facts: dict[str, object] = {"sound": False, "path": flaw.path, "line": flaw.line, "n": flaw.n}
    facts |= {"reason": flaw.code, "detail": flaw.detail}
    if _json(options):
        print(json.dumps(facts))
        return 1
    print(flaws.sentence(flaw))
    return 1


def _say(options: argparse.Namespace, facts: dict[str, object], *codes: str) -> None:
    if _json(options):
        print(json.dumps(facts, ensure_ascii=False))
        return
    shown = {name: _shown(name, value) for name, value in facts.items()}
    for code in codes:
        print(resources.messages()[code].format_map(shown))


def _shown(name: str, value: object) -> object:
    if name == "made" and isinstance(value, str):
        return long_date(tehran_date(from_wire(value)))
    if name == "bodies_are":
        return resources.messages()[f"evidence-bodies-{value}"]
    if type(value) is int:
        return persian_digits(f"{value:,}".replace(",", "٬"))
    return value


def _json(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "json", False))
