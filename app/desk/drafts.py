"""Drafts: what was begun and is not promised yet. Kept in the desk file, never in the journal.

A draft keeps the form version it began with and the day it was begun on, whatever is published
meanwhile; moving it to a newer form is `app.domain.upgrade`, and the person's decision.

What is typed is saved over and over (the recovery copy). What a person set aside on purpose stands
beside it and is replaced only by setting aside again.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from app.desk.bodies import applicant
from app.desk.here import Here, new_id, trusted_now
from app.domain.acts import DraftRow, OfficeFacts, PaperSeen, PutRight, RequestDraft
from app.domain.catalogue import Catalogue, Service
from app.domain.errors import OperatorCanFix
from app.domain.fees import Claim, Told, price
from app.domain.forms import evaluate
from app.domain.jalali import show, tehran_date
from app.domain.missing import what_is_missing
from app.domain.moments import Moment, from_wire, to_wire
from local_db import drafts
from local_db.drafts import StoredDraft

ASIDE, GIVEN_UP = "aside", "given_up"
TYPED = ("answers", "papers", "told", "exemptions")


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
    return _keep(here, moment, draft, name=name, said={"operator": operator, "place": place})


def set_aside(
    here: Here,
    moment: Moment,
    draft: RequestDraft,
    *,
    operator: str,
    name: str | None = None,
    place: str = "",
) -> str:
    """The same by a person's own decision: what is saved later does not touch this copy."""
    said = {"operator": operator, "place": place}
    return _keep(here, moment, draft, name=name, said=said, aside=True)


def _keep(
    here: Here,
    moment: Moment,
    draft: RequestDraft,
    *,
    name: str | None,
    said: dict[str, str],
    aside: bool = False,
) -> str:
    today = show(tehran_date(trusted_now(here, moment)))
    opened = replace(draft, draft_opened=draft.draft_opened or today)
    body, at = _body(opened) | said, to_wire(moment.wall)
    copy = body | {"form_version": draft.form_version, "at": at}
    with here.db.write() as connection:
        made = name or new_id()
        body[ASIDE] = copy if aside else _aside(connection, made)
        stored = StoredDraft(made, draft.service, draft.form_version, body, at)
        drafts.keep(connection, stored)
    return made


def listed(here: Here, moment: Moment, catalogue: Catalogue) -> tuple[DraftRow, ...]:
    """All drafts of this desk, the last saved first; one whose form is not here is still named."""
    with here.db.read() as connection:
        found = drafts.everything(connection)
    now = trusted_now(here, moment)
    return tuple(
        _row(stored, catalogue, here.office, now) for stored in found if GIVEN_UP not in stored.body
    )


def opened(here: Here, draft: str) -> RequestDraft:
    """A draft as it was left, with the form version and the day it began with."""
    stored = _find(here, draft)
    return _draft(stored, stored.body, stored.form_version)


def opened_aside(here: Here, draft: str) -> tuple[RequestDraft, str]:
    """The same as a person set it aside, whatever was typed since, and its caret's place."""
    stored = _find(here, draft)
    aside = stored.body.get(ASIDE)
    if aside is None:
        raise OperatorCanFix("draft-never-aside")
    return _draft(stored, aside, aside["form_version"]), str(aside["place"])


def _draft(stored: StoredDraft, body: Mapping[str, Any], form_version: int) -> RequestDraft:
    return RequestDraft(
        visit=body["visit"],
        service=stored.service,
        form_version=form_version,
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


def _find(here: Here, draft: str) -> StoredDraft:
    with here.db.read() as connection:
        stored = drafts.find(connection, draft)
    if stored is None or GIVEN_UP in stored.body:
        raise OperatorCanFix("draft-unknown")
    return stored


def _aside(connection: Connection, draft: str) -> Any:
    stored = drafts.find(connection, draft)
    return stored.body.get(ASIDE) if stored else None


def give_up(here: Here, moment: Moment, draft: str, *, operator: str, reason: str) -> None:
    """Take a draft off the list, with the reason that was typed: who gave up what and why stays in
    the file, what the citizen had said goes."""
    if not reason.strip():
        raise OperatorCanFix("draft-reason-missing")
    with here.db.write() as connection:
        stored = drafts.find(connection, draft)
        if stored is None or GIVEN_UP in stored.body:
            raise OperatorCanFix("draft-unknown")
        note = {"reason": reason.strip(), "by": operator, "at": to_wire(moment.wall)}
        body = {"visit": stored.body["visit"], GIVEN_UP: note}
        drafts.keep(connection, replace(stored, body=body))


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


def _row(stored: StoredDraft, catalogue: Catalogue, office: OfficeFacts, now: datetime) -> DraftRow:
    service = catalogue.services.get(stored.service)
    form = service and catalogue.forms.get((service.key, stored.form_version))
    newer = service.form.version if service and service.form.version > stored.form_version else None
    answers: Mapping[str, Any] = stored.body["answers"]
    lacks = partial(_missing, catalogue=catalogue, office=office, now=now)
    right, aside = _puts_right(stored.body), stored.body.get(ASIDE)
    return DraftRow(
        draft=stored.draft,
        service=stored.service,
        service_title=service.title if service else "",
        citizen=applicant(answers)["name"],
        missing=lacks(replace(service, form=form), stored.body) if service and form else (),
        at=from_wire(stored.at),
        opened=stored.body["draft_opened"],
        newer=newer,
        puts_right=right.tid if right else "",
        aside=from_wire(aside["at"]) if aside else None,
        changed=aside is not None and any(stored.body[name] != aside[name] for name in TYPED),
    )


def _puts_right(body: Mapping[str, Any]) -> PutRight | None:
    kept = body.get("puts_right")
    return PutRight(**kept) if kept else None


def _missing(
    service: Service,
    body: Mapping[str, Any],
    *,
    catalogue: Catalogue,
    office: OfficeFacts,
    now: datetime,
) -> tuple[str, ...]:
    """Papers, parts of the form, and amounts an agency must tell (which are written twice, and the
    second writing is never kept)."""
    filled = evaluate(service.form, body["answers"], on=tehran_date(now))
    met = {paper["title"] for paper in body["papers"]}
    lacks = what_is_missing(service.form, filled, met)
    fee = price(
        service,
        filled,
        catalogue=catalogue,
        office_kind=office.kind,
        province=office.province,
        claims=tuple(Claim(**claim) for claim in body["exemptions"]),
    )
    told = (one.title for one in fee.lines if one.index in fee.told_missing and one.at_once)
    return (*(one.title for one in lacks), *told)
