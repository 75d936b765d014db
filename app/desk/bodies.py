"""The bodies of the desk's acts: all that a projection, a receipt or an auditor will need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from app.domain.acts import PaperSeen, Registered, RequestState
from app.domain.catalogue import Catalogue
from app.domain.due import Due
from app.domain.fees import Claim, Fee, FeeLine
from app.domain.missing import Missing
from app.domain.moments import from_wire, to_wire

if TYPE_CHECKING:
    from app.desk.visits import Read, Serving, Taken


def registration(taken: Taken, serving: Serving, v_code: str) -> dict[str, Any]:
    """The body of request.registered."""
    return begun(taken, serving, v_code) | {
        "fee_lines": [fee_line(line) for line in taken.fee.lines],
        "total": taken.fee.total,
        "told": [
            {"index": told.line, "amount": told.amount, "reference": told.reference}
            | {"date": told.date, "paper": told.paper}
            for told in taken.draft.told
        ],
        "due": due_json(taken.due),
        "on": taken.filled.on,
        "exemptions": [_claim(claim, serving.catalogue) for claim in taken.draft.exemptions],
    }


def incomplete(
    read: Read, serving: Serving, v_code: str, missing: Sequence[Missing]
) -> dict[str, Any]:
    """The body of request.incomplete: all that is known, and what is not."""
    return begun(read, serving, v_code) | {"missing": [asdict(one) for one in missing]}


def begun(read: Read, serving: Serving, v_code: str) -> dict[str, Any]:
    """What every request says, complete or not."""
    answers = read.filled.answers
    return {
        "visit": read.draft.visit,
        "service": read.service.number,
        "service_title": read.service.title,
        "form": read.service.form.key,
        "form_version": read.draft.form_version,
        "release": serving.release,
        "applicant": applicant(answers),
        "representative": representative(answers),
        "visitor": visitor(answers),
        "answers": plain(answers),
        "derived": plain(read.filled.derived),
        "v_code": v_code,
        "documents": documents(read.draft.papers),
        "external_codes": [],
        "shift": serving.shift,
    }


def documents(papers: Sequence[PaperSeen]) -> list[dict[str, Any]]:
    """Documents as met at the desk."""
    return [
        {"title": paper.title, "kind": paper.kind, "hash": paper.hash}
        | ({"code": paper.code} if paper.code else {})
        for paper in papers
    ]


def _claim(claim: Claim, catalogue: Catalogue) -> dict[str, Any]:
    """An exemption with its ground, as it was that day."""
    known = catalogue.exemptions[claim.key]
    said = {"key": known.key, "version": known.version, "title": known.title}
    return said | {"ground": known.ground, "evidence": claim.evidence}


def applicant(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Who the service is for, whatever kind of person: kind, name, identifier, mobile."""
    said = answers.get
    name = f"{said('applicant_first_name') or ''} {said('applicant_last_name') or ''}".strip()
    known_by = ("applicant_national_id", "applicant_legal_id", "applicant_foreign_id")
    numbers = [said(field) for field in (*known_by, "applicant_passport_no") if said(field)]
    return {
        "kind": said("applicant_kind") or "natural_iranian",
        "name": said("applicant_legal_name") or name,
        "id": numbers[0] if numbers else "",
        "mobile": said("applicant_mobile") or "",
    }


def fee_line(line: FeeLine) -> dict[str, Any]:
    """One fee line with the tariff it rests on."""
    return {
        "index": line.index,
        "title": line.title,
        "variant": line.variant or "",
        "payee": line.payee,
        "payee_name": line.payee_name,
        "account": line.account,
        "deposit_id": line.deposit_id,
        "count": line.count,
        "unit_amount": line.unit_amount,
        "amount": line.amount,
        "tariff_year": line.year,
        "extended": line.extended,
        "certainty": line.certainty,
        "charged_at": line.charged_at,
        "amount_from": line.amount_from,
        "per": line.per,
        "source": line.source,
        "conflict": line.conflict,
        "reference": line.reference,
        "exempted": line.exempted,
        "exemption": line.exemption,
        "exemption_title": line.exemption_title,
    }


def due_json(due: Due) -> dict[str, Any]:
    """A due date with the rule it came from."""
    return {
        "at": to_wire(due.at),
        "date_sh": due.date_sh,
        "has_time": due.has_time,
        "provisional": due.provisional,
        "basis": {
            "max": due.max,
            "unit": due.unit,
            "skipped": due.skipped,
            "uncertain": due.uncertain,
            "beyond_calendar": due.beyond_calendar,
        },
    }


def registered(tid: str, leaf: str, body: Mapping[str, Any], *, state: RequestState) -> Registered:
    """The promise a registration's body holds: what `registration` wrote, read back."""
    due, basis = body["due"], body["due"]["basis"]
    promised = Due(
        from_wire(due["at"]), due["date_sh"], due["has_time"], due["provisional"], **basis
    )
    lines = tuple(_line(line) for line in body["fee_lines"])
    fee = Fee(lines, body["total"])
    return Registered(tid, body["v_code"], leaf, body["service"], fee, promised, state)


def _line(said: Mapping[str, Any]) -> FeeLine:
    known = {field.name for field in fields(FeeLine)}
    parts = {"year" if key == "tariff_year" else key: value for key, value in said.items()}
    return FeeLine(**{key: value for key, value in parts.items() if key in known})


def plain(value: Any) -> Any:
    """Answers as a body holds them: texts, integers, booleans, lists; decimals become text."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value if part is not None]
    return value if isinstance(value, str | int | bool) else str(value)


def representative(answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """Who acts for the applicant, and by which authority; None for oneself."""
    capacity = answers.get("visitor_capacity") or "self"
    if capacity == "self":
        return None
    return visitor(answers) | {
        "mobile": answers.get("visitor_mobile") or "",
        "authority_no": answers.get("authority_doc_no") or "",
        "authority_date": answers.get("authority_doc_date") or "",
    }


def visitor(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Who stands at the desk, and in which capacity."""
    capacity = answers.get("visitor_capacity") or "self"
    if capacity == "self":
        who = applicant(answers)
        return {"capacity": "self", "name": who["name"], "id": who["id"]}
    said = answers.get
    name = f"{said('visitor_first_name') or ''} {said('visitor_last_name') or ''}".strip()
    number = said("visitor_national_id") or said("visitor_foreign_id") or ""
    return {"capacity": capacity, "name": name, "id": number}
