"""Bodies of the types that came after the journal of examples was frozen, one each."""

from typing import Any

from scripts.freeze_wire.facts import SHIFT
from scripts.freeze_wire.keys import some_id
from scripts.freeze_wire.story import tid

LEAF = "A" * 42 + "E"


def bodies() -> dict[str, dict[str, Any]]:
    """{type, body} by type."""
    refused = {"refund": some_id("refund 1"), "request": LEAF, "reference": "1405/88"}
    coded = {"registration": LEAF, "agency": "civil_registry", "code": "SA-778899"}
    resumed = {"visit": some_id("visit 2")}
    row = {"tid": tid(1), "paper": "شناسنامه", "sheets": 1}
    letter = {"list": some_id("list 1"), "agency": "civil_registry", "carrier": "پیک دفتر"}
    note = {"note": some_id("note 1"), "to": "1002", "text": "پرونده منتظر مدرک است"}
    receipt = {"qr": "A" * 178, "receipt": "0" * 32, "service": 101, "amount": 850_000}
    receipt |= {"at": "2026-11-21T08:30:00.000Z", "prints": 1, "void": False}
    found = {
        "receipt.found": receipt | {"checked": "genuine"},
        "refund.refused": refused | {"reason": "مهلت گذشته است", "shift": SHIFT},
        "request.coded": coded | {"shift": SHIFT},
        "visit.resumed": resumed,
        "papers.sent": letter | {"number": 1, "rows": [row], "shift": SHIFT},
        "papers.received": letter | {"rows": [row | {"place": "قفسه ۲"}], "shift": SHIFT},
        "note.left": note | {"tids": [tid(2)], "visit": None},
        "closing.asked": {
            "closing": some_id("closing 1"),
            "first": "1405/12/01",
            "last": "1405/12/03",
            "reason": "تعمیر محل",
        },
        "note.done": {"note": some_id("note 1"), "answer": ""},
    }
    return {kind: {"type": kind, "body": body} for kind, body in found.items()}
