"""Making every projection again from the stored entries, bodies and moves."""

from collections import defaultdict

from django.db import transaction

from regulator.intake import cases
from regulator.intake.models import Case, CaseMove, DueMove, StoredEntry
from regulator.intake.stored import body_of, entry_of
from regulator.oversight.events import log


@transaction.atomic
def rebuild(by: str) -> int:
    """How many cases there are now. Nothing is told to offices: they heard it when it happened."""
    Case.objects.all().delete()
    moves = _moves()
    sound = StoredEntry.objects.exclude(verdict="quarantined").select_related("kept")
    for stored in sound.order_by("id").iterator(chunk_size=500):
        entry = entry_of(stored)
        for case in cases.project(stored, entry, body_of(stored), tell=False):
            for made in moves[case.leaf, stored.pk]:
                _apply(case, made)
    count = Case.objects.count()
    log("projections.rebuilt", "cases", by, count=count)
    return count


def _moves() -> dict[tuple[str, int], list[CaseMove | DueMove]]:
    """Every move made on this side, in its time, by the case and the entry it followed."""
    made: list[CaseMove | DueMove] = [
        *CaseMove.objects.order_by("id"),
        *DueMove.objects.order_by("id"),
    ]
    moves: dict[tuple[str, int], list[CaseMove | DueMove]] = defaultdict(list)
    for one in sorted(made, key=lambda one: one.at):
        moves[one.leaf, one.after].append(one)
    return moves


def _apply(case: Case, made: CaseMove | DueMove) -> None:
    if isinstance(made, DueMove):
        cases.apply_due_move(case, made, tell=False)
    else:
        cases.apply_move(case, made, tell=False)
