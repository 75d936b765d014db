"""An evidence package out of the rows: what stands at some places of the country's log, the bodies
as far as they may be shown, and what proves it all.

Who may have which places and bodies was decided before (regulator.auditing); nothing is asked here.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.domain import signed_notes
from app.domain.errors import OperatorCanFix
from app.domain.evidence import Found, Held, Manifest, Order, Shown
from app.domain.evidence_write import Content, write
from app.domain.moments import to_wire
from app.domain.progress import Tell, quiet
from regulator.evidence import keys, report
from regulator.intake.models import ErasedBody, LogPlace, StoredBody
from regulator.log import heads, tree
from regulator.offices.models import Enrolment
from regulator.oversight.models import Finding

# Rows read at a time; some databases take no more values in one question.
BATCH = 500
# A body of a type with what is personal masked, and the paths that were.
Mask = Callable[[str, Mapping[str, Any]], tuple[Mapping[str, Any], tuple[str, ...]]]
_FIELDS = ("leaf", "dev", "seq", "type", "token", "arrived_at", "verdict", "reason")


def write_package(
    out: Path, order: Order, places: Sequence[int], *, mask: Mask, tell: Tell = quiet
) -> Manifest:
    """Write the package of those places, lowest first; ones the signed tree has not yet are left
    out. What is there is whole when this returns, and nothing is when it raises.

    Raises `OperatorCanFix`: package-empty, package-too-large.
    """
    if not places or not (head := heads.newest(places[-1])):
        raise OperatorCanFix("package-empty")
    note = signed_notes.read(head.encode())
    size = signed_notes.read_checkpoint(note.text).size
    held = [n for n in places if n < size]
    if not held:
        raise OperatorCanFix("package-empty")
    content = Content(
        total=len(held),
        rows=lambda: _rows(held),
        bodies=lambda: _bodies(held, order, mask),
        certificates=_certificates,
        findings=_findings(held),
        note=note,
        tile_of=tree.tile_of,
    )
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("w+b") as file:
            made = write(
                file,
                order,
                content,
                keys.sealing(),
                report=report.page(content.findings),
                tell=tell,
            )
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return made


def _batches(places: Sequence[int]) -> Iterator[Sequence[int]]:
    return (places[at : at + BATCH] for at in range(0, len(places), BATCH))


def _rows(places: Sequence[int]) -> Iterator[Held]:
    return (held for batch in _batches(places) for _, held in _read(batch))


def _read(batch: Sequence[int]) -> Iterator[tuple[int, Held]]:
    """(row, entry) of each place."""
    wanted = ("n", "entry_id", *(f"entry__{name}" for name in _FIELDS))
    found = LogPlace.objects.filter(n__in=list(batch)).order_by("n")
    for n, key, leaf, dev, seq, kind, token, arrived, verdict, reason in found.values_list(*wanted):
        sound = "" if verdict == "quarantined" else kind
        when = to_wire(arrived)
        yield key, Held(n, leaf, dev, seq, sound, bytes(token), when, verdict, reason)


def _bodies(places: Sequence[int], order: Order, mask: Mask) -> Iterator[tuple[Held, Shown]]:
    for batch in _batches(places):
        rows = list(_read(batch))
        known = [key for key, _ in rows]
        kept = StoredBody.objects.filter(entry__in=known, sound=True)
        whole = {pk: json.loads(bytes(told)) for pk, told in kept.values_list("pk", "content")}
        gone = ErasedBody.objects.filter(entry__in=known).values_list("pk", "remains")
        remains = {pk: json.loads(bytes(told)) for pk, told in gone}
        for key, held in rows:
            erased = remains.get(key)
            yield (
                held,
                _shown(held, whole.get(key), erased, clear=order.bodies == "clear", mask=mask),
            )


def _shown(
    held: Held,
    wrapped: Mapping[str, Any] | None,
    remains: Mapping[str, Any] | None,
    *,
    clear: bool,
    mask: Mask,
) -> Shown:
    """Clear with its salt where nothing was masked, so that its own hash can be checked."""
    told = wrapped["body"] if wrapped else remains
    if not told or not held.type:
        return Shown(None, erased=remains is not None)
    body, masked = (told, ()) if clear else mask(held.type, told)
    salt = wrapped["salt"] if wrapped and not masked else None
    return Shown(body, salt, masked, erased=wrapped is None)


def _certificates(devices: Sequence[str]) -> dict[str, str]:
    return {
        dev: certificate
        for batch in (devices[at : at + BATCH] for at in range(0, len(devices), BATCH))
        for dev, certificate in Enrolment.objects.filter(dev__in=list(batch)).values_list(
            "dev", "certificate"
        )
    }


def _findings(places: Sequence[int]) -> list[Found]:
    """By place, then in the order they were noted."""
    found: list[Found] = []
    for batch in _batches(places):
        leaves = LogPlace.objects.filter(n__in=list(batch)).values_list("n", "entry__leaf")
        by_leaf: dict[str, list[int]] = defaultdict(list)
        for n, leaf in leaves:
            by_leaf[leaf].append(n)
        for one in Finding.objects.filter(leaf__in=list(by_leaf)).order_by("id"):
            found += [_found(n, one) for n in by_leaf[one.leaf]]
    return sorted(found, key=lambda one: one.n)


def _found(n: int, one: Finding) -> Found:
    said = {"question": one.question, "outcome": one.outcome}
    at = to_wire(one.at)
    return Found(n, one.leaf, one.reason, at, one.state, one.facts, **said)
