"""Making projections again from the stored entries, bodies and moves: all, or one request's."""

from collections import defaultdict
from collections.abc import Collection
from itertools import islice

from django.db import transaction
from django.db.models import Min, Q, QuerySet

from regulator.intake import cases, uses
from regulator.intake.casebook import Casebook
from regulator.intake.models import Case, CaseMove, DocumentUse, DueMove, StoredEntry
from regulator.oversight.events import log

Moves = dict[tuple[str, int], list[CaseMove | DueMove]]
BATCH = 500


@transaction.atomic
def rebuild(by: str) -> int:
    """How many cases there are now. Nothing is told to offices: they heard it when it happened."""
    Case.objects.all().delete()
    DocumentUse.objects.all().delete()
    moves = _moves()
    sound = _sound()
    for office in sound.order_by("office").values_list("office", flat=True).distinct():
        told = sound.filter(office=office).order_by("id").iterator(chunk_size=BATCH)
        while some := [cases.source_of(one) for one in islice(told, BATCH)]:
            _project(office, some, moves)
            uses.note((one.stored, one.body) for one in some)
    count = Case.objects.count()
    log("projections.rebuilt", "cases", by, count=count)
    return count


def rebuild_some(office: str, tids: Collection[str]) -> None:
    """The office's cases of these tracking IDs, from whatever speaks of them; others stay.

    Entries about money name their requests only in the body: those since the first entry are read.
    """
    named = StoredEntry.objects.filter(office=office, tid__in=tids)
    Case.objects.filter(office=office, tid__in=tids).delete()
    first = named.aggregate(first=Min("id"))["first"]
    if first is None:
        return
    told = _sound().filter(Q(tid__in=tids) | Q(tid="", type__startswith="payment."))
    told = told.filter(office=office, id__gte=first).order_by("id")
    moves, book = _moves(named.values("leaf")), Casebook(office, tell=False)
    for stored in told.iterator(chunk_size=BATCH):
        _follow(book, cases.source_of(stored), moves)
    book.save()


def _sound() -> QuerySet[StoredEntry]:
    return StoredEntry.objects.exclude(verdict="quarantined").select_related("kept")


def _project(office: str, sources: list[cases.Source], moves: Moves) -> None:
    book = Casebook(office, tell=False)
    cases.fetch(book, sources)
    for source in sources:
        _follow(book, source, moves)
    book.save()


def _follow(book: Casebook, source: cases.Source, moves: Moves) -> None:
    for case in cases.project(book, source):
        for made in moves[case.leaf, source.stored.pk]:
            _apply(book, case, made)


def _moves(leaves: object = None) -> Moves:
    """Moves made on this side, in their time, by the case and the entry they followed."""
    which = {} if leaves is None else {"leaf__in": leaves}
    made: list[CaseMove | DueMove] = [
        *CaseMove.objects.filter(**which).order_by("id"),
        *DueMove.objects.filter(**which).order_by("id"),
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
