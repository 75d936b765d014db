"""The frozen examples as the tests read them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import resources
from app.domain.bodies import Checker

FOLDER = Path(__file__).parents[1] / "golden" / "wire" / "v1"

# Every type of wire.md, in its order.
TYPES = (
    *("epoch.opened", "epoch.closed", "heartbeat", "clock.stepped", "catalogue.applied"),
    *("lease.renewed", "backup.made", "db.restored", "journal.exported", "body.erased"),
    *("operator.added", "operator.changed", "operator.login", "operator.locked", "personal.read"),
    *("visit.opened", "visit.parked", "visit.closed", "request.incomplete", "request.registered"),
    *("request.corrected", "request.withdrawn", "request.voided", "request.expired"),
    *("documents.missing", "documents.received", "identity.checked", "exemption.granted"),
    *("approval.asked", "approval.granted", "approval.refused", "payment.started"),
    *("payment.succeeded", "payment.failed", "payment.unknown", "payment.resolved"),
    *("payment.refunded", "refund.requested", "receipt.issued", "receipt.printed", "print.failed"),
    *("receipt.reprinted", "slip.printed", "request.delivered", "shift.opened", "shift.closed"),
    *("announcement.read", "finding.answered", "settlement.imported"),
)
# Types that came after the journal of examples was frozen: a body each, in bodies/.
LATER = (
    *("closing.asked", "note.done", "note.left", "papers.received", "papers.sent", "receipt.found"),
    *("refund.refused", "request.coded", "visit.resumed"),
)


@cache
def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def read(name: str) -> Any:
    return json.loads(text(name))


@cache
def entries() -> list[dict[str, Any]]:
    return [read(f"entries/{path.name}") for path in sorted((FOLDER / "entries").iterdir())]


@cache
def later() -> list[tuple[str, dict[str, Any]]]:
    """(type, body) of each type that came later."""
    found = [read(f"bodies/{path.name}") for path in sorted((FOLDER / "bodies").iterdir())]
    return [(one["type"], one["body"]) for one in found]


def public(*names: str) -> dict[str, bytes]:
    """Public keys by key ID: a directory of just these signers."""
    return {
        read("keys.json")[n]["kid"]: bytes.fromhex(read("keys.json")[n]["public"]) for n in names
    }


@cache
def schemas() -> dict[str, Any]:
    files = resources.names("wire/v1", ".json")
    return {Path(name).stem: resources.read_json(name) for name in files}


@cache
def checker() -> Checker:
    return Checker(schemas())
