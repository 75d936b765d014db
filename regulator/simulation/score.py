"""What the rules found of what was planted: precision and recall by kind, and what was false."""

from typing import Any

from regulator.oversight.models import Finding
from regulator.simulation.days import Truth
from regulator.simulation.spec import REASONS, Spec


def of(spec: Spec, truth: Truth, entries: int) -> dict[str, Any]:
    """The table; a finding that fits nothing planted is false."""
    found = list(Finding.objects.values_list("reason", "leaf", "office_id"))
    leaves = {(reason, leaf) for reason, leaf, _ in found}
    offices = {(reason, office) for reason, _, office in found}
    real = {(REASONS[kind], leaf) for kind, leaf in truth.leaves}
    real_offices = {(REASONS[kind], office) for kind, office in truth.offices}
    false: dict[str, int] = {}
    for reason, leaf, office in found:
        if (reason, leaf) not in real and (reason, office) not in real_offices:
            false[reason] = false.get(reason, 0) + 1
    hits = dict.fromkeys(spec.fraud, (0, 0))
    for told, known in ((truth.leaves, leaves), (truth.offices, offices)):
        for kind, where in told:
            planted, hit = hits[kind]
            hits[kind] = planted + 1, hit + ((REASONS[kind], where) in known)
    kinds = {kind: _line(*hit, false.get(REASONS[kind], 0)) for kind, hit in hits.items()}
    wrong = round(sum(false.values()) * 10_000 / max(1, entries), 3)
    return {"entries": entries, "kinds": kinds, "false": false, "false_per_10000": wrong}


def _line(planted: int, found: int, false: int) -> dict[str, Any]:
    precision = found / (found + false) if found + false else None
    recall = found / planted if planted else None
    return {"planted": planted, "found": found, "precision": precision, "recall": recall}
