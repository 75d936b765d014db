"""The papers of a request: what it lacks, what came later, and where a second visit starts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from app.desk.bodies import documents
from app.desk.here import Act, Here, record, trusted_now
from app.desk.open_requests import still_open
from app.desk.visits import Serving, read_draft
from app.domain.acts import PaperSeen, RequestDraft
from app.domain.documents import identity_paper
from app.domain.errors import OperatorCanFix
from app.domain.jalali import show, tehran_date
from app.domain.missing import Asking, Missing, StillMissing, what_is_missing
from app.domain.moments import Moment, from_wire
from local_db import queries, request_queries


def lacking(
    here: Here, moment: Moment, serving: Serving, draft: RequestDraft
) -> tuple[Missing, ...]:
    """What a draft lacks to be registered: papers not met yet, answers empty or wrong."""
    read = read_draft(here, trusted_now(here, moment), serving, draft)
    form = serving.catalogue.form(draft.service, draft.form_version)
    return what_is_missing(form, read.filled, {paper.title for paper in draft.papers})


def still_missing(here: Here, tid: str) -> tuple[StillMissing, ...]:
    """What a request still waits for, in the order it was asked."""
    with here.db.read() as connection:
        return request_queries.still_missing(connection, tid)


def ask_for_documents(
    here: Here, moment: Moment, serving: Serving, tid: str, *, asking: Asking
) -> str:
    """Write down what is lacking (documents.missing); returns the entry's leaf hash.

    Naming again what is already asked for is refused, and so is a copy of an identity paper (#58).
    """
    if any(one.kind == "copy" and identity_paper(one.title) for one in asking.missing):
        raise OperatorCanFix("document-copy-forbidden")
    with here.db.write() as connection:
        known = still_open(connection, tid)
        asked = {one.title for one in request_queries.still_missing(connection, tid)}
        if not asking.missing or asked.intersection(one.title for one in asking.missing):
            raise OperatorCanFix("documents-asked-already")
        body = {
            "registration": known.leaf,
            "missing": [asdict(one) for one in asking.missing],
            "asked_by": asking.asked_by,
            "until": asking.until or None,
        }
        act = Act("documents.missing", body, op=serving.operator, tid=tid)
        return record(connection, here, moment, act)


def receive_documents(
    here: Here, moment: Moment, serving: Serving, tid: str, *, papers: Sequence[PaperSeen]
) -> tuple[StillMissing, ...]:
    """Papers that came later (documents.received); returns what is still missing.

    When nothing is, a request under way goes on. An incomplete one waits for its completion: that
    starts its clock.
    """
    if not papers:
        raise OperatorCanFix("documents-none")
    came = {paper.title for paper in papers}
    with here.db.write() as connection:
        known = still_open(connection, tid)
        waiting = request_queries.still_missing(connection, tid)
        left = tuple(one for one in waiting if one.title not in came)
        body = {
            "registration": known.leaf,
            "documents": documents(papers),
            "complete": not left,
            "due": None,
            "shift": serving.shift,
        }
        act = Act("documents.received", body, op=serving.operator, tid=tid)
        record(connection, here, moment, act)
    return left


def second_visit(here: Here, visit: str, tid: str) -> RequestDraft:
    """An incomplete request as a draft in a new visit: all that was said, and every paper met.

    It keeps its form version and the day it was begun, so a service that closes meanwhile still
    takes it; registering the draft completes the request.
    """
    with here.db.read() as connection:
        known = queries.request(connection, tid)
        came = request_queries.documents_received(connection, tid)
    if known is None:
        raise OperatorCanFix("request-unknown")
    if known.state != "incomplete":
        raise OperatorCanFix("request-not-incomplete")
    body = known.body
    begun = RequestDraft(
        visit=visit,
        service=body["service"],
        form_version=body["form_version"],
        answers=body["answers"],
        papers=tuple(_paper(paper) for paper in body["documents"]),
        draft_opened=show(tehran_date(from_wire(known.at))),
        completes=tid,
    )
    return with_papers(begun, [_paper(paper) for paper in came])


def with_papers(draft: RequestDraft, papers: Sequence[PaperSeen]) -> RequestDraft:
    """A draft that has met these papers too; of the same title the newer counts."""
    met = {paper.title: paper for paper in (*draft.papers, *papers)}
    return replace(draft, papers=tuple(met.values()))


def _paper(body: Mapping[str, Any]) -> PaperSeen:
    return PaperSeen(body["title"], body["kind"], body["hash"], body.get("code", ""))
