"""Making every projection again from the stored entries, bodies and moves."""

from collections import defaultdict

from django.db import transaction

from regulator.intake import cases
from regulator.intake.models import Case, CaseMove, StoredEntry
from regulator.intake.stored import body_of, entry_of
from regulator.oversight.events import log


@transaction.atomic
def rebuild(by: str) -> int:
    """How many cases there are now. Nothing is told to offices: they heard it when it happened."""
    Case.objects.all().delete()
    moves: dict[tuple[str, int], list[CaseMove]] = defaultdict(list)
    for made in CaseMove.objects.order_by("id"):
        moves[made.leaf, made.after].append(made)
    sound = StoredEntry.objects.exclude(verdict="quarantined").select_related("kept")
    for stored in sound.order_by("id").iterator(chunk_size=500):
        entry = entry_of(stored)
        for case in cases.project(stored, entry, body_of(stored), tell=False):
            for made in moves[case.leaf, stored.pk]:
                cases.apply_move(case, made, tell=False)
    count = Case.objects.count()
    log("projections.rebuilt", "cases", by, count=count)
    return count
