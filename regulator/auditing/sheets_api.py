"""What is opened singly: an entry, its body unmasked, a case, chains; and two filters compared."""

from typing import Annotated, TypeVar

from ninja import Field, Schema

from app.domain.audit import REASON, Comparison
from app.domain.audit_sheets import CaseSheet, Chains, EntrySheet, Unmasked
from regulator.auditing import case_sheets, chains, comparing, reads, sheets
from regulator.auditing.doors import Asker, Told, door
from regulator.auditing.entries_api import FilterIn, Word
from regulator.problems import Problem

Sheet = TypeVar("Sheet")
Leaf = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
Text = Annotated[str, Field(max_length=300, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$")]


class EntryIn(Schema):
    """The entry's leaf hash."""

    leaf: Leaf


class UnmaskIn(EntryIn):
    """Why it has to be seen whole."""

    reason: Text


class CaseIn(Schema):
    """A tracking ID, or the leaf hash of any entry about the case."""

    tid: Word = ""
    leaf: Word = ""


class ChainIn(Schema):
    """A key, or an office and one of its desks (none: all of them)."""

    dev: Word = ""
    office: Word = ""
    desk: Annotated[int, Field(ge=1, le=99)] | None = None


class CompareIn(Schema):
    """Two filters."""

    a: FilterIn
    b: FilterIn


@door("entry", "entries", EntrySheet)
def entry(asker: Asker, asked: EntryIn) -> Told:
    """One entry with its body, masked, and its proof."""
    return Told(_there(sheets.entry(asker.sight, asked.leaf)), 1, {"leaf": asked.leaf})


@door("entry/unmask", "unmask", Unmasked)
def unmask(asker: Asker, asked: UnmaskIn) -> Told:
    """The body with everything; the reason stands in the journal beside it."""
    reason = asked.reason.strip()
    if len(reason) < REASON:
        raise Problem("audit-reason-short")
    seen, body = sheets.body(asker.sight, asked.leaf)
    if not seen:
        raise Problem("not-found")
    return Told(Unmasked(body), 1, {"leaf": asked.leaf}, reason)


@door("case", "case", CaseSheet)
def case(asker: Asker, asked: CaseIn) -> Told:
    """A case with its story and its entries."""
    sheet = _there(case_sheets.sheet(asker.sight, leaf=asked.leaf, tid=asked.tid))
    about = {name: value for name, value in asked.dict().items() if value}
    return Told(sheet, len(sheet.entries), about)


@door("chain", "chain", Chains)
def chain(asker: Asker, asked: ChainIn) -> Told:
    """The chains of a desk; not for who sees some services only."""
    if asker.sight.services is not None:
        raise Problem("audit-not-allowed")
    if asked.dev:
        found = chains.of_device(asker.sight, asked.dev)
    else:
        found = chains.of_desk(asker.sight, asked.office, asked.desk)
    about = {name: value for name, value in asked.dict().items() if value}
    return Told(found, len(found.desks), about)


@door("compare", "compare", Comparison)
def compare(asker: Asker, asked: CompareIn) -> Told:
    """The figures of two filters side by side."""
    a, b = asked.a.value(), asked.b.value()
    found = comparing.compare(asker.sight, a, b)
    return Told(found, len(found.rows), {"a": reads.of_filter(a), "b": reads.of_filter(b)})


def _there(sheet: Sheet | None) -> Sheet:
    if sheet is None:
        raise Problem("not-found")
    return sheet
