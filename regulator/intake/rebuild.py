"""Making every projection again from the stored entries, bodies and moves."""

from collections import defaultdict
from itertools import islice

from django.db import transaction

from regulator.intake import cases
from regulator.intake.casebook import Casebook
from regulator.intake.models import Case, CaseMove, DueMove, StoredEntry
from regulator.oversight.events import log

Moves = dict[tuple[str, int], list[CaseMove | DueMove]]
BATCH = 500


@transaction.atomic
def rebuild(by: str) -> int:
    """How many cases there are now. Nothing is told to offices: they heard it when it happened."""
    Case.objects.all().delete()
    moves = _moves()
    sound = StoredEntry.objects.exclude(verdict="quarantined").select_related("kept")
    for office in sound.order_by("office").values_list("office", flat=True).distinct():
        told = sound.filter(office=office).order_by("id").iterator(chunk_size=BATCH)
        while some := [cases.source_of(one) for one in islice(told, BATCH)]:
            _project(office, some, moves)
    count = Case.objects.count()
    log("projections.rebuilt", "cases", by, count=count)
    return count


def _project(office: str, sources: list[cases.Source], moves: Moves) -> None:
    book = Casebook(office, tell=False)
    cases.fetch(book, sources)
    for source in sources:
        for case in cases.project(book, source):
            for made in moves[case.leaf, source.stored.pk]:
                _apply(book, case, made)
    book.save()


def _moves() -> Moves:
    """Every move made on this side, in its time, by the case and the entry it followed."""
    made: list[CaseMove | DueMove] = [
        *CaseMove.objects.order_by("id"),
        *DueMove.objects.order_by("id"),
    ]
    moves: Moves = defaultdict(list)
    for one in sorted(made, key=lambda one: one.at):
        moves[one.leaf, one.after].append(one)
    return moves


def _apply(book: Casebook, case: Case, made: CaseMove | DueMove) -> None:
    if isinstance(made, DueMove):
        cases.apply_due_move(book, case, made)
    else:
        cases.apply_move(book, case, made)
