"""Commands about receipts: `verify-qr` tells whether a scanned QR is genuine, without a network."""

import argparse
import json
from pathlib import Path
from typing import Any

from app.domain import page_mark, qr, tracking
from app.domain.directory import Genuine, check_page, check_qr
from app.domain.errors import OperatorCanFix
from app.domain.jalali import clock_time, long_date, tehran_date
from app.domain.jws import Unsound
from app.domain.moments import to_wire
from app.domain.money import rials
from app.domain.text import persian_digits
from resources import messages, sentence

WORTH = ((qr.VOID, "void"), (qr.PRACTICE, "practice"))


def verify_qr(options: argparse.Namespace) -> int:
    """Exit 0: genuine and in force; 1: void, practice, or nobody's."""
    directory = _directory(Path(options.directory))
    if "/P/" in options.text.upper():
        return _verify_page(options, directory)
    try:
        found = check_qr(options.text, directory)
    except Unsound as flaw:
        _say(options, {"worth": "false", "reason": flaw.code}, sentence(flaw))
        return 1
    worth = next((name for bit, name in WORTH if found.mark.flags & bit), "genuine")
    _say(options, _facts(found, worth), _told(found, worth))
    return 0 if worth == "genuine" else 1


def _verify_page(options: argparse.Namespace, directory: dict[str, Any]) -> int:
    """A signed page that is no receipt: who gave it, when, and the digest to compare."""
    try:
        mark, certificate, state = check_page(options.text, directory)
    except Unsound as flaw:
        _say(options, {"worth": "false", "reason": flaw.code}, sentence(flaw))
        return 1
    digest = page_mark.short(mark.digest)
    facts = {"worth": "genuine", "at": to_wire(mark.at), "office": certificate.office}
    facts |= {"desk": str(certificate.desk), "device": state, "digest": digest}
    told = messages()["qr-page"].format(
        date=f"{long_date(tehran_date(mark.at))}، {clock_time(mark.at)}",
        office=persian_digits(certificate.office),
        desk=persian_digits(certificate.desk),
        digest=digest,
    )
    _say(options, dict(facts), told)
    return 0


def _directory(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
        if isinstance(found["keys"], dict) and isinstance(found["devices"], dict):
            return dict(found)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    raise OperatorCanFix("directory-unreadable", file=path.name)


def _facts(found: Genuine, worth: str) -> dict[str, object]:
    mark = found.mark
    return {
        "worth": worth,
        "tid": mark.tid,
        "at": to_wire(mark.at),
        "amount": mark.amount,
        "service": mark.service,
        "prints": mark.prints,
        "office": found.certificate.office,
        "desk": found.certificate.desk,
        "device": found.state,
    }


def _told(found: Genuine, worth: str) -> str:
    mark = found.mark
    day = tehran_date(mark.at)
    return messages()[f"qr-{worth}"].format(
        tid=persian_digits(tracking.spoken(mark.tid)),
        amount=rials(mark.amount),
        date=f"{long_date(day)}، {clock_time(mark.at)}",
        office=persian_digits(found.certificate.office),
    )


def _say(options: argparse.Namespace, facts: dict[str, object], text: str) -> None:
    print(json.dumps(facts) if getattr(options, "json", False) else text)
