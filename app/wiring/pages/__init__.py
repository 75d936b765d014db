"""Pages of this desk: from a page somebody asks for to the value that printing draws.

One builder for each kind, each in a small module by what it gathers from; they read and compute
nothing that an act did not fix.
"""

from collections.abc import Callable, Mapping

from app.domain.errors import OperatorCanFix
from app.domain.pages import PageKind, PageWanted
from app.wiring.pages import (
    day_reports,
    endings,
    forms,
    guides,
    inspections,
    journals,
    letters,
    posters,
    receipts,
    shift_reports,
    slips,
    visits,
)
from app.wiring.pages.room import Made, Room

__all__ = ["BUILDERS", "Made", "Room", "make"]

Builder = Callable[[Room, PageWanted], Made]

BUILDERS: Mapping[PageKind, Builder] = {
    "receipt": receipts.receipt,
    "missing": slips.missing,
    "inquiry": slips.inquiry,
    "refund": slips.refund,
    "void": endings.void,
    "delivery": endings.delivery,
    "agency-list": letters.agency_list,
    "ticket": visits.ticket,
    "envelope": visits.envelope,
    "guide": guides.guide,
    "poster": posters.poster,
    "blank-form": forms.blank,
    "filled-form": forms.filled,
    "journal": journals.extract,
    "x-report": shift_reports.x_report,
    "z-report": shift_reports.z_report,
    "daily": day_reports.daily,
    "inspection": inspections.inspection,
}


def make(room: Room, wanted: PageWanted) -> Made:
    """The page as a value; a refusal says what it is missing."""
    builder = BUILDERS.get(wanted.kind)
    if builder is None:
        raise OperatorCanFix("page-not-made-here", kind=wanted.kind)
    return builder(room, wanted)
