"""Findings by filter, opened, moved; and the filters an auditor keeps."""

from typing import Annotated, Any

from django.db import transaction
from ninja import Field, Schema

from app.domain.audit import (
    PAGE,
    Filter,
    FindingFilter,
    FindingPage,
    FindingRow,
    Move,
    SavedQueries,
    SavedQuery,
)
from app.domain.audit_sheets import FindingSheet
from app.domain.json_values import from_json, to_json
from regulator.auditing import findings
from regulator.auditing.doors import Asker, Told, door
from regulator.auditing.entries_api import NOTHING, Day, FilterIn, Whole, Word, Words
from regulator.auditing.models import SavedFilter
from regulator.auditing.session_api import Nothing
from regulator.problems import Problem

MOST_SAVED = 100


class FindingFilterIn(Schema):
    """`app.domain.audit.FindingFilter` as it is asked."""

    rules: Words = NOTHING
    states: Words = NOTHING
    offices: Words = NOTHING
    assigned: Word = ""
    since: Day = ""
    until: Day = ""

    def value(self) -> FindingFilter:
        """As the rules know it."""
        return from_json(FindingFilter, self.dict())


class FindingsIn(Schema):
    """A filter, and the last one already seen."""

    filter: FindingFilterIn = FindingFilterIn()
    after: Whole | None = None
    limit: Annotated[int, Field(ge=1, le=PAGE)] = PAGE


class FindingIn(Schema):
    """Its number."""

    id: Whole


class MoveIn(FindingIn):
    """What to do with it; `to` is whom it is assigned to, `text` what is asked or came out."""

    move: Move
    to: Word = ""
    text: Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$")] = ""


class KeepIn(Schema):
    """A filter and its title."""

    title: Annotated[str, Field(min_length=1, max_length=80)] = Field(
        pattern=r"^[^\x00-\x1f\x7f]+$"
    )
    filter: FilterIn


@door("findings", "findings", FindingPage)
def list_findings(asker: Asker, asked: FindingsIn) -> Told:
    """Findings, the newest first."""
    filtered = asked.filter.value()
    page = findings.page(asker.sight, filtered, after=asked.after, limit=asked.limit)
    about = {name: value for name, value in asked.filter.dict().items() if value}
    return Told(page, len(page.rows), about)


@door("finding", "findings", FindingSheet)
def finding(asker: Asker, asked: FindingIn) -> Told:
    """One finding: why, about which entry, and what was done with it."""
    sheet = findings.sheet(asker.sight, asked.id)
    if sheet is None:
        raise Problem("not-found")
    return Told(sheet, 1, {"finding": asked.id})


@door("finding/move", "moves", FindingRow)
def move(asker: Asker, asked: MoveIn) -> Told:
    """Assign, ask the office, close, refer to the licence, suppress the rule for the office."""
    to, text = asked.to.strip(), asked.text.strip()
    row = findings.move(asker.sight, asker.auditor, asked.id, asked.move, to=to, text=text)
    return Told(row, 1, {"finding": asked.id, "move": asked.move})


@door("saved/list", "saved", SavedQueries)
def saved(asker: Asker, _asked: Nothing) -> Told:
    """The filters this account kept."""
    return _saved(asker)


@door("saved/keep", "saved", SavedQueries)
def keep(asker: Asker, asked: KeepIn) -> Told:
    """Keep a filter; one of the same title is replaced."""
    told = {"title": asked.title.strip(), "filter": to_json(asked.filter.value())}
    with transaction.atomic():
        mine = SavedFilter.objects.filter(auditor=asker.auditor)
        mine.filter(title=told["title"]).delete()
        if mine.count() >= MOST_SAVED:
            raise Problem("audit-move-wrong")
        SavedFilter.objects.create(auditor=asker.auditor, **told)
    return _saved(asker)


@door("saved/drop", "saved", SavedQueries)
def drop(asker: Asker, asked: FindingIn) -> Told:
    """Forget one."""
    SavedFilter.objects.filter(auditor=asker.auditor, pk=asked.id).delete()
    return _saved(asker)


def _saved(asker: Asker) -> Told:
    kept = SavedFilter.objects.filter(auditor=asker.auditor)
    rows = tuple(SavedQuery(one.pk, one.title, _filter(one.filter)) for one in kept)
    return Told(SavedQueries(rows), len(rows))


def _filter(kept: Any) -> Filter:
    return from_json(Filter, kept)
