"""The nightly inspection: what came since is read, every rule asked once, findings noted.

It may be run at any time and again, and be cut anywhere: a finding is noted once for its entry, and
reading goes on where it stood.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from app.domain import canonical
from app.domain.wire import Owner
from regulator import clock
from regulator.intake.models import StoredEntry
from regulator.log import tree
from regulator.offices.models import Enrolment
from regulator.oversight import findings, named_heads, off_days, rates, readings
from regulator.oversight.models import Finding, Suppression, Thresholds, UnreportedReceipt
from regulator.oversight.named_heads import HEAD_DIFFERS
from regulator.oversight.nightly_rules import RULES, Nightly
from regulator.oversight.off_days import DAY_OFF
from regulator.oversight.spotted import Spotted
from regulator.rows import fetch

_LOG = logging.getLogger("regulator")
UNREPORTED = "receipt-unreported"
REASONS = (*(one.reason for one in (*RULES, *rates.RATES)), DAY_OFF, UNREPORTED, HEAD_DIFFERS)
# After whatever may be compared with it, nothing is left of a person's or a slip's mark.
_FORGET = """
    UPDATE oversight_reading SET mark = '' WHERE mark <> '' AND arrived < %s RETURNING n"""
_NEW = """
    SELECT q.* FROM ({}) q
    WHERE NOT EXISTS (SELECT 1 FROM oversight_finding f WHERE f.leaf = q.leaf AND f.reason = %s)
    AND NOT EXISTS (SELECT 1 FROM oversight_suppression s WHERE s.reason = %s
      AND (s.office_id IS NULL OR s.office_id = q.office) AND (s.until IS NULL OR s.until >= %s))
    ORDER BY q.office, q.dev, q.seq"""


def inspect() -> dict[str, int]:
    """How many entries were read, and how many findings are new by reason."""
    thresholds, _ = Thresholds.objects.get_or_create(pk=1)
    read = readings.read()
    now = clock.now()
    moments = _moments(now, thresholds)
    found = {rule.reason: _ask(rule, moments) for rule in RULES}
    for rate in rates.RATES:
        spotted = rates.look(rate, thresholds, moments["history"])
        found[rate.reason] = _note_new(rate.reason, spotted)
    found[DAY_OFF] = _note_new(DAY_OFF, off_days.look(moments["fresh"]))
    found[UNREPORTED] = _unreported(now - timedelta(days=thresholds.receipt_days))
    found[HEAD_DIFFERS] = _heads_differ()
    fetch(_FORGET, moments["history"])
    return {"read": read} | {reason: count for reason, count in found.items() if count}


def _moments(now: datetime, thresholds: Thresholds) -> dict[str, Any]:
    window = thresholds.window_days * 86_400_000
    at = readings.ms(now)
    return {"now": at, "fresh": at - window, "history": at - 2 * window}


def _ask(rule: Nightly, moments: dict[str, Any]) -> int:
    asked = [one[1:] if one.startswith("=") else moments[one] for one in rule.asked]
    today = clock.today().togregorian().isoformat()
    statement = _NEW.format(rule.statement)
    rows = fetch(statement, *asked, rule.reason, rule.reason, today)
    return sum(_note(rule.reason, rule.owner, _spotted(rule, row)) for row in rows)


def _spotted(rule: Nightly, row: tuple[Any, ...]) -> Spotted:
    office, dev, seq, leaf, *numbers = row
    facts = dict(zip(rule.facts, map(_plain, numbers), strict=True))
    return Spotted(office, dev, seq, leaf, facts)


def _note_new(reason: str, spotted: list[Spotted]) -> int:
    """What is not known yet nor kept quiet."""
    leaves = [one.leaf for one in spotted]
    known = Finding.objects.filter(reason=reason, leaf__in=leaves).values_list("leaf", flat=True)
    fresh = [one for one in spotted if one.leaf not in set(known)]
    quiet = {one.office for one in fresh if _is_quiet(reason, one.office)}
    fresh.sort(key=lambda one: (one.office, one.dev, one.seq))
    return sum(_note(reason, "manager", one) for one in fresh if one.office not in quiet)


@transaction.atomic
def _note(reason: str, owner: Owner, one: Spotted) -> bool:
    place: dict[str, Any] = {"seq": one.seq, "leaf": one.leaf, "reason": reason, "owner": owner}
    made = findings.note(one.office, one.dev, **place, by="inspection", **one.facts)
    return made is not None


def _heads_differ() -> int:
    """Against this side itself: never kept quiet, and in the log of the process as well."""
    end = tree.size()
    differing = list(named_heads.look(end))
    for one in differing:
        _LOG.critical("log-head-differs", extra={"dev": one.dev, "seq": one.seq})
    count = sum(_note(HEAD_DIFFERS, "regulator", one) for one in differing)
    named_heads.looked(end)
    return count


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else int(value)


def _unreported(before: datetime) -> int:
    """Genuine receipts a citizen showed whose entry never came."""
    known = Finding.objects.filter(reason=UNREPORTED).values("leaf")
    waiting = UnreportedReceipt.objects.filter(first_seen__lt=before).exclude(mark__in=known)
    return sum(_note_unreported(one) for one in waiting.iterator())


@transaction.atomic
def _note_unreported(receipt: UnreportedReceipt) -> bool:
    start = canonical.b64u(bytes.fromhex(receipt.mark))[:21]
    if StoredEntry.objects.filter(dev=receipt.dev, leaf__startswith=start).exists():
        return False
    office = Enrolment.objects.get(dev=receipt.dev).office_id
    if _is_quiet(UNREPORTED, office):
        return False
    place: dict[str, Any] = {"seq": 0, "leaf": receipt.mark, "reason": UNREPORTED}
    place |= {"owner": "manager", "by": "inspection"}
    return findings.note(office, receipt.dev, **place) is not None


def _is_quiet(reason: str, office: str) -> bool:
    today = clock.today().togregorian()
    quiet = Suppression.objects.filter(reason=reason).exclude(until__lt=today)
    return any(one.office_id in (None, office) for one in quiet)
