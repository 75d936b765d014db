"""What an auditor asks the regulator (docs/audit-api.md), and what he checks of the answer himself.

The session lives in memory only. Each sign-in looks whether the country's log grew out of the head
that was kept; an entry's proof is led to such a head, never taken on the regulator's word.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import audit, log_watch, merkle, signed_notes
from app.domain.audit import (
    Facets,
    Filter,
    FindingFilter,
    FindingRow,
    Page,
    SavedQuery,
    Session,
)
from app.domain.audit_check import Checked, Held, check
from app.domain.audit_sheets import CaseSheet, Chains, EntrySheet, FindingSheet, Unmasked
from app.domain.board import Board
from app.domain.errors import RegulatorCanFix
from app.domain.json_values import to_json
from app.domain.jws import Unsound
from app.domain.log_watch import Lied
from app.domain.reform import ReformReport
from app.domain.signed_notes import Checkpoint
from sync import log_head
from sync.audit_line import AuditLine, understood
from sync.log_head import Fetch, Watched


@dataclass(frozen=True, slots=True)
class Watching:
    """Where what was seen of a regulator is kept between sign-ins: its log's newest head, the key
    that certifies devices, and every lie. `published` is the log's key where the reader has it."""

    known: Callable[[], Watched | None]
    believe: Callable[[Watched], None]
    keep_lie: Callable[[Mapping[str, Any]], None]
    authority: Callable[[], Mapping[str, str] | None]
    trust: Callable[[Mapping[str, str]], None]
    now: Callable[[], str]
    published: str = ""


def sign_in(line: AuditLine, number: str, password: str, code: str) -> Session:
    """A session of a quarter of an hour without a question, eight hours at most."""
    found = line.ask("session", Session, number=number, password=password, code=code)
    line.token = found.token
    return found


def sign_out(line: AuditLine) -> None:
    """End it at the regulator; here it is forgotten whatever the answer."""
    if line.token:
        try:
            line.post("session/end")
        finally:
            line.token = ""


def watch(fetch: Fetch, watching: Watching) -> Checkpoint:
    """Whether the log's head of this moment grew out of the one kept; `Lied` or `Unsound` where it
    did not, with both heads and the proof saved."""
    told = fetch("checkpoint").decode("utf-8", "replace")
    if not told and watching.known() is None:
        return log_watch.EMPTY
    return believe(fetch, watching, told)


def believe(fetch: Fetch, watching: Watching, told: str) -> Checkpoint:
    """The head in a note, once it grew out of the one kept; it is kept then."""
    watched = watching.known()
    try:
        head, now = log_head.grown(fetch, watched, told, published=watching.published)
    except (Lied, Unsound) as found:
        known = watched.note if watched else None
        watching.keep_lie(log_head.lie(found, at=watching.now(), known=known, told=told))
        raise
    if watched is None or now.note != watched.note:
        watching.believe(now)
    return head


def facets(line: AuditLine) -> Facets:
    """What there is to filter by."""
    return line.ask("facets", Facets)


def entries(line: AuditLine, wanted: Filter, after: int | None) -> Page:
    """A page of rows older than that place, or the newest."""
    told = {"filter": to_json(wanted), "limit": audit.PAGE}
    return line.ask("entries", Page, **told | ({} if after is None else {"after": after}))


def count(line: AuditLine, wanted: Filter) -> audit.Count:
    """How many entries fit, up to ten thousand."""
    return line.ask("entries/count", audit.Count, filter=to_json(wanted))


def entry(line: AuditLine, leaf: str) -> EntrySheet:
    """One entry, opened."""
    return line.ask("entry", EntrySheet, leaf=leaf)


def unmask(line: AuditLine, leaf: str, reason: str) -> Mapping[str, Any]:
    """Its body with nothing covered; the regulator journals who asked and why."""
    return line.ask("entry/unmask", Unmasked, leaf=leaf, reason=reason).body or {}


def checked(line: AuditLine, watching: Watching, sheet: EntrySheet) -> Checked:
    """The entry's own proof, checked here from the device's key to the head of the log."""
    certificate, keys = _certified(line, watching, sheet.row.dev)
    head = believe(line.log, watching, sheet.head) if sheet.proof and sheet.head else None
    watched = watching.known()
    seen = log_head.size(watched) if watched else 0
    return understood(lambda: check(sheet, Held(certificate, keys, head, seen)))


def _certified(line: AuditLine, watching: Watching, dev: str) -> tuple[str, Any]:
    """A device's certificate, and the key that certifies as it was first met."""
    told = line.send("GET", f"/api/v1/directory?dev={dev}").json()
    now = understood(
        lambda: {name: str(told["keys"]["device-ca"][name]) for name in ("kid", "pub")}
    )
    known = watching.authority()
    if known is None:
        watching.trust(now)
    elif dict(known) != now:
        raise RegulatorCanFix("audit-authority")
    certificate = understood(lambda: str(told["devices"].get(dev, {}).get("certificate", "")))
    return certificate, {"device-ca": known or now}


def case(line: AuditLine, named: str) -> CaseSheet:
    """A case by a leaf of it or its tracking ID."""
    kind = "tid" if len(named) == 18 and named.isdigit() else "leaf"
    return line.ask("case", CaseSheet, **{kind: named})


def chains(line: AuditLine, office: str, desk: int | None, dev: str) -> Chains:
    """Every enrolment of a desk, or the one key."""
    if dev:
        return line.ask("chain", Chains, dev=dev)
    return line.ask("chain", Chains, office=office, desk=desk)


def compare(line: AuditLine, a: Filter, b: Filter) -> tuple[audit.Compared, ...]:
    """Two filters' figures side by side."""
    return line.ask("compare", audit.Comparison, a=to_json(a), b=to_json(b)).rows


def saved(line: AuditLine) -> tuple[SavedQuery, ...]:
    """The filters this account kept."""
    return line.ask("saved/list", audit.SavedQueries).rows


def keep_query(line: AuditLine, title: str, wanted: Filter) -> None:
    """Keep a filter under a title."""
    line.post("saved/keep", title=title, filter=to_json(wanted))


def drop_query(line: AuditLine, number: int) -> None:
    """Forget a kept filter."""
    line.post("saved/drop", id=number)


def findings(line: AuditLine, wanted: FindingFilter, after: int | None) -> audit.FindingPage:
    """Findings, the newest first."""
    told = {"filter": to_json(wanted), "limit": audit.PAGE}
    told |= {} if after is None else {"after": after}
    return line.ask("findings", audit.FindingPage, **told)


def finding(line: AuditLine, number: int) -> FindingSheet:
    """A finding, opened."""
    return line.ask("finding", FindingSheet, id=number)


def move(line: AuditLine, number: int, way: audit.Move, *, to: str, text: str) -> FindingRow:
    """Assign it, ask the office, close it, refer it to the licence or suppress its like."""
    return line.ask("finding/move", FindingRow, id=number, move=way, to=to, text=text)


def proof_file(sheet: EntrySheet) -> bytes:
    """The entry with its way to the head as a file anybody can check (C2SP tlog-proof)."""
    from app.domain.log_proofs import LogProof

    if sheet.proof is None:
        raise RegulatorCanFix("audit-no-proof")
    proof = sheet.proof
    hashes = understood(lambda: tuple(_hash(one) for one in proof.hashes))
    note = signed_notes.read(sheet.head.encode())
    return str(LogProof(sheet.token.encode(), proof.index, hashes, note)).encode()


def _hash(told: str) -> bytes:
    import base64

    found = base64.b64decode(told, validate=True)
    if len(found) != merkle.SIZE:
        raise ValueError("not a hash")
    return found


def board(line: AuditLine, role: audit.Role, since: str, until: str) -> Board | ReformReport:
    """The supervision board of some days, both included; of the role `reform` its own report."""
    if role == "reform":
        return line.ask("board", ReformReport, since=since, until=until)
    return line.ask("board", Board, since=since, until=until)


def board_file(line: AuditLine, since: str, until: str, form: str) -> bytes:
    """The board as a file: csv, xlsx or json."""
    return line.post("board/export", since=since, until=until, form=form).content
