"""Reading the log for the nightly rules: once for each entry, in the log's order, from where the
last run ended. Numbers only are kept; a person or a card's slip is a keyed hash.
"""

import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from app.domain import canonical
from app.domain.jalali import tehran_date, tehran_time
from app.domain.moments import from_wire
from regulator.intake.models import LogPlace
from regulator.offices.models import Enrolment
from regulator.oversight.models import Reading, Thresholds
from regulator.rows import fetch, insert

BATCH = 2000
_ENTRY = ("n", "entry__dev", "entry__seq", "entry__leaf", "entry__token", "entry__verdict")
_WANTED = (*_ENTRY, "entry__arrived_at", "entry__kept__content", "entry__kept__sound")
_EPOCH = from_wire("1970-01-01T00:00:00.000Z")
_PAID = ("payment.succeeded", "payment.resolved", "payment.refunded")


def read(batches: int = 0) -> int:
    """Take in what came since, or so many batches of it; how many entries. A run that was cut goes
    on where it stood.
    """
    Thresholds.objects.get_or_create(pk=1)
    offices = dict(Enrolment.objects.values_list("dev", "office_id"))
    count = 0
    while read := _batch(offices):
        count, batches = count + read, batches - 1
        if not batches:
            break
    return count


@transaction.atomic
def _batch(offices: Mapping[str, str]) -> int:
    # Whoever reads holds the one row of thresholds: the sequencer may read as well as the night.
    fetch("SELECT id FROM oversight_thresholds FOR UPDATE")
    [(after,)] = fetch("SELECT COALESCE(MAX(n), -1) FROM oversight_reading")
    places = LogPlace.objects.filter(n__gt=after).order_by("n")[:BATCH]
    told = list(places.values_list(*_WANTED))
    insert(one for row in told for one in _readings(row, offices))
    return len(told)


def _readings(row: tuple[Any, ...], offices: Mapping[str, str]) -> Iterator[Reading]:
    n, dev, seq, leaf, token, verdict, arrived, content, sound = row
    named = {"n": n, "dev": dev, "seq": seq, "leaf": leaf, "office": offices[dev]}
    named["arrived"] = ms(arrived)
    if verdict == "quarantined":
        yield Reading(**named)
        return
    entry = json.loads(canonical.unb64u(bytes(token).decode("ascii").split(".")[1]))
    body = json.loads(bytes(content))["body"] if content is not None and sound else {}
    if entry["ep"] == 0 or entry["type"].startswith("training."):
        entry["type"], body = "training", {}
    yield Reading(**(named | _of_entry(entry) | _of_body(entry["type"], body)))
    if entry["type"] == "settlement.imported":
        for part, name in enumerate(body.get("settled", ()), 1):
            yield Reading(**named, part=part, type="settled", name=name)


def _of_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    at = from_wire(entry["ts"])
    known = {"type": entry["type"][:40], "at": ms(at), "up": entry["up"], "boot": entry["boot"]}
    known["ref"] = entry["ref"] or ""
    if not 2000 <= at.year <= 2100:
        return known
    day, time = tehran_date(at), tehran_time(at)
    known |= {"day": day.togregorian(), "month": day.year * 100 + day.month}
    return known | {"minute": time.hour * 60 + time.minute}


def _of_body(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    if kind == "request.registered" and body:
        who = body["applicant"]["id"]
        known = {"service": body["service"], "amount": body["total"]}
        return known | {"mark": _mark("person", who) if who else ""}
    if kind in _PAID and body:
        rrn = body["rrn"] if body.get("outcome") != "failed" else ""
        mark = _mark("rrn", f"{body['terminal']}\0{rrn}") if rrn else ""
        known = {"amount": body["amount"], "source": body["source"], "name": body["payment"]}
        return known | {"mark": mark}
    if kind == "request.voided" and body:
        return {"amount": body["amount"], "ref": body["registration"]}
    if kind == "request.delivered" and body:
        return {"ref": body["registration"]}
    if kind == "heartbeat" and body:
        return {"amount": body["owed"]}
    return {}


def _mark(what: str, text: str) -> str:
    """Equal for equals and says nothing more to whoever has not the key."""
    told = f"reading\0{what}\0{text}".encode()
    return hmac.new(settings.PEPPER, told, "sha256").hexdigest()[:32]


def ms(moment: datetime) -> int:
    """Milliseconds since 1970, exact."""
    since = moment - _EPOCH
    return since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000


def moment(told: int) -> datetime:
    """The moment those milliseconds name."""
    return _EPOCH + timedelta(milliseconds=told)
