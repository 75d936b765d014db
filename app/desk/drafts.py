"""Drafts: what was begun and is not promised yet. Kept in the desk file, never in the journal.

A draft keeps the form version it began with and the day it was begun on, whatever is published
meanwhile; moving it to a newer form is `app.domain.upgrade`, and the person's decision.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from app.desk.bodies import applicant
from app.desk.here import Here, new_id, trusted_now
from app.domain.acts import DraftRow, PaperSeen, PutRight, RequestDraft
from app.domain.catalogue import Catalogue, Form
from app.domain.errors import OperatorCanFix
from app.domain.fees import Claim, Told
from app.domain.forms import evaluate
from app.domain.jalali import show, tehran_date
from app.domain.moments import Moment, from_wire, to_wire
from local_db import drafts
from local_db.drafts import StoredDraft


def save(
    here: Here,
    moment: Moment,
    draft: RequestDraft,
    *,
    operator: str,
    name: str | None = None,
    place: str = "",
) -> str:
    """Keep a draft; returns its name, by which the next save replaces it.

    `place` is where the caret stood, given back as it was.
    """
    today = show(tehran_date(trusted_now(here, moment)))
    opened = replace(draft, draft_opened=draft.draft_opened or today)
    body = _body(opened) | {"operator": operator, "place": place}
    with here.db.write() as connection:
        made = name or new_id()
        at = to_wire(moment.wall)
        stored = StoredDraft(made, draft.service, draft.form_version, body, at)
        drafts.keep(connection, stored)
    return made


def listed(here: Here, moment: Moment, catalogue: Catalogue) -> tuple[DraftRow, ...]:
    """All drafts of this desk, the last saved first; one whose form is not here is still named."""
    with here.db.read() as connection:
        found = drafts.everything(connection)
    now = trusted_now(here, moment)
    return tuple(_row(stored, catalogue, now) for stored in found if "given_up" not in stored.body)


def opened(here: Here, draft: str) -> RequestDraft:
    """A draft as it was left, with the form version and the day it began with."""
    with here.db.read() as connection:
        stored = drafts.find(connection, draft)
    if stored is None:
        raise OperatorCanFix("draft-unknown")
    body = stored.body
    return RequestDraft(
        visit=body["visit"],
        service=stored.service,
        form_version=stored.form_version,
        answers=body["answers"],
        papers=tuple(PaperSeen(**paper) for paper in body["papers"]),
        told=tuple(Told(**told) for told in body["told"]),
        exemptions=tuple(Claim(**claim) for claim in body["exemptions"]),
        draft_opened=body["draft_opened"],
        completes=body.get("completes", ""),
        puts_right=_puts_right(body),
    )


def place(here: Here, draft: str) -> str:
    """Where the caret stood when the draft was last saved."""
    with here.db.read() as connection:
        stored = drafts.find(connection, draft)
    return str(stored.body.get("place", "")) if stored else ""


def give_up(here: Here, moment: Moment, draft: str, *, operator: str, reason: str) -> None:
    """Take a draft off the list, with the reason that was typed; it stays in the file."""
    if not reason.strip():
        raise OperatorCanFix("draft-reason-missing")
    with here.db.write() as connection:
        stored = drafts.find(connection, draft)
        if stored is None:
            raise OperatorCanFix("draft-unknown")
        note = {"reason": reason.strip(), "by": operator, "at": to_wire(moment.wall)}
        drafts.keep(connection, replace(stored, body=dict(stored.body) | {"given_up": note}))


def delete(here: Here, draft: str) -> None:
    """Remove a draft whose request is registered."""
    with here.db.write() as connection:
        if not drafts.drop(connection, draft):
            raise OperatorCanFix("draft-unknown")


def _body(draft: RequestDraft) -> dict[str, Any]:
    body = asdict(draft)
    return {
        key: value for key, value in body.items() if key not in ("service", "form_version", "draft")
    }


def _row(stored: StoredDraft, catalogue: Catalogue, now: datetime) -> DraftRow:
    service = catalogue.services.get(stored.service)
    form = service and catalogue.forms.get((service.key, stored.form_version))
    newer = service.form.version if service and service.form.version > stored.form_version else None
    answers: Mapping[str, Any] = stored.body["answers"]
    right = _puts_right(stored.body)
    return DraftRow(
        draft=stored.draft,
        service=stored.service,
        service_title=service.title if service else "",
        citizen=applicant(answers)["name"],
        missing=_missing(form, answers, now) if form else (),
        at=from_wire(stored.at),
        opened=stored.body["draft_opened"],
        newer=newer,
        puts_right=right.tid if right else "",
    )


def _puts_right(body: Mapping[str, Any]) -> PutRight | None:
    kept = body.get("puts_right")
    return PutRight(**kept) if kept else None


def _missing(form: Form, answers: Mapping[str, Any], now: datetime) -> tuple[str, ...]:
    errors = evaluate(form, answers, on=tehran_date(now)).errors
    names = dict.fromkeys(key.split("/")[0] for key in errors)
    return tuple(form.field(name).label for name in names)
