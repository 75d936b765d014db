"""Receipts: the one place that gathers what a receipt says, the first time and each time after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.desk.here import Here
from app.domain import qr
from app.domain.acts import Paid
from app.domain.canonical import sha256_hex, unb64u
from app.domain.catalogue import Agency, Catalogue, Service
from app.domain.errors import OperatorCanFix
from app.domain.moments import from_wire
from app.domain.pages import PageWanted
from app.domain.papers import Corrected, Reprint
from app.domain.receipts import ReceiptLine, ReceiptPaper, ReceiptPayment
from app.domain.text import persian_digits
from app.wiring.pages.corrections import corrected
from app.wiring.pages.room import Made, Room, issued, masked, words
from local_db import money_queries, page_queries, queries, request_queries
from local_db.queries import ReceiptFacts, RequestFacts
from resources.words import UNITS, tariff_basis


@dataclass(frozen=True, slots=True)
class Facts:
    """What the desk file knows of one issued receipt."""

    here: Here
    service: Service
    agency: Agency | None
    request: RequestFacts
    receipt: ReceiptFacts
    paid: tuple[Paid, ...]
    operator: str
    release: int
    voided: bool = False
    replaced: int | None = None
    codes: tuple[tuple[str, str], ...] = ()


def receipt(room: Room, wanted: PageWanted) -> Made:
    """The receipt, or the corrected one with what was put right; once it was printed, a reprint
    with who, when and why."""
    paper = receipt_paper(room.here, room.catalogue, wanted.tid)
    value: ReceiptPaper | Reprint | Corrected = paper
    if paper.print_count > 1:
        value = Reprint(paper, room.now, issued(room).operator, wanted.reason)
    elif paper.replaces:
        value = corrected(room, paper, wanted.tid) or paper
    return Made(value, wanted.tid, receipt=wanted.tid, why=wanted.reason)


def receipt_paper(here: Here, catalogue: Catalogue, tid: str) -> ReceiptPaper:
    """The next copy of an issued receipt, exactly as it will leave the printer."""
    facts, said = _gather(here, catalogue, tid), words("receipt")
    body = facts.request.body
    return ReceiptPaper(
        **_office(facts, said),
        **_service(facts),
        **_promise(facts, said),
        applicant=body["applicant"]["name"],
        applicant_id_masked=masked(body["applicant"]["id"]),
        documents=tuple(paper["title"] for paper in body["documents"]),
        lines=tuple(_line(line) for line in body["fee_lines"] if _now(line, facts)),
        total=facts.receipt.body["total"],
        payments=tuple(_payment(paid, tid) for paid in facts.paid if paid.slip),
        qr=_qr(facts),
        external_codes=tuple(
            (said["external_code"].format(agency=agency), code) for agency, code in facts.codes
        ),
        print_count=facts.receipt.prints + 1,
        practice=here.ep == 0,
        voided=facts.voided,
        replaces=persian_digits(facts.replaced) if facts.replaced else "",
    )


def _gather(here: Here, catalogue: Catalogue, tid: str) -> Facts:
    with here.db.read() as connection:
        request, receipt = queries.request(connection, tid), queries.receipt(connection, tid)
        if request is None or receipt is None:
            raise OperatorCanFix("request-unknown")
        paid = money_queries.payments_named(connection, receipt.body["payments"])
        voided = queries.standing(connection, tid) == "voided"
        replaced = money_queries.receipt_number(connection, receipt.replaces)
        codes = tuple(
            (catalogue.agency_name(agency), code)
            for agency, code in request_queries.codes(connection, tid)
        )
        names = page_queries.names(connection)
        release = queries.release_number(connection)
    service = catalogue.services[request.body["service"]]
    agency = catalogue.agencies.get(service.agency_for(request.body["answers"]))
    name = names.get(receipt.operator, receipt.operator)
    return Facts(
        here,
        service,
        agency,
        request,
        receipt,
        paid=paid,
        operator=name,
        release=release,
        voided=voided,
        replaced=replaced,
        codes=codes,
    )


def _office(facts: Facts, said: Mapping[str, str]) -> dict[str, Any]:
    office = facts.here.office
    url = office.tracking_url.rstrip("/")
    return {
        "office_name": office.name,
        "office_code": office.code,
        "licence": office.licence,
        "office_address": office.address,
        "office_phone": office.phone,
        "desk": facts.here.desk,
        "operator": facts.operator,
        "at": from_wire(facts.receipt.at),
        "delivered_at": said["delivered_at"].format(office=office.name),
        "follow_up": _follow_up(facts.here, said),
        "complaints": said["complaints"].format(url=url),
        "privacy": said["privacy"],
    }


def _service(facts: Facts) -> dict[str, Any]:
    service, agency = facts.service, facts.agency
    contact = [agency.phone, agency.address, agency.email] if agency else []
    return {
        "service_title": service.title,
        "service_number": service.number,
        "service_id": service.service_id,
        "agency": agency.name if agency else "",
        "agency_contact": " – ".join(part for part in contact if part),
    }


def _promise(facts: Facts, said: Mapping[str, str]) -> dict[str, Any]:
    body = facts.request.body
    due = body["due"]
    return {
        "tid": facts.request.tid,
        "v_code": body["v_code"],
        "due_at": from_wire(due["at"]),
        "due_has_time": due["has_time"],
        "due_basis": _due_basis(due, said),
        "due_provisional": due["provisional"],
        "other_channels": said["other_channels"],
    }


def _now(line: Mapping[str, Any], facts: Facts) -> bool:
    """What was due at registration, and what was paid at delivery for this very receipt."""
    later = {(tid, index) for paid in facts.paid for tid, index, _ in paid.plan.lines}
    at_once = line["charged_at"] == "registration"
    return at_once or (facts.request.tid, line["index"]) in later


def _line(line: Mapping[str, Any]) -> ReceiptLine:
    title = f"{line['title']} – {line['variant']}" if line["variant"] else line["title"]
    basis = tariff_basis(
        line["tariff_year"], extended=line["extended"], certainty=line["certainty"]
    )
    return ReceiptLine(
        title=title,
        payee=line["payee_name"],
        count=line["count"],
        amount=line["amount"],
        basis=basis,
        account=line["account"],
        deposit_id=line["deposit_id"],
    )


def _payment(paid: Paid, tid: str) -> ReceiptPayment:
    assert paid.slip is not None
    share = sum(amount for owner, _, amount in paid.plan.lines if owner == tid)
    slip = paid.slip
    return ReceiptPayment(share, slip.terminal, slip.rrn, slip.trace, slip.last4, slip.source)


def _due_basis(due: Mapping[str, Any], said: Mapping[str, str]) -> str:
    rule = due["basis"]
    return said["due_basis"].format(max=persian_digits(rule["max"]), unit=UNITS[rule["unit"]])


def _follow_up(here: Here, said: Mapping[str, str]) -> tuple[str, ...]:
    lines = [said["follow_page"].format(url=here.office.tracking_url.rstrip("/"))]
    if here.office.phone:
        lines.append(said["follow_phone"].format(phone=here.office.phone))
    return (*lines, said["follow_rule"])


def _qr(facts: Facts) -> str:
    here, receipt = facts.here, facts.receipt
    marks = [qr.PRACTICE] if here.ep == 0 else []
    marks += [qr.VOID] if facts.voided else []
    mark = qr.Mark(
        key=bytes.fromhex(sha256_hex(here.public_key)[:8]),
        tid=facts.request.tid,
        at=from_wire(receipt.at),
        amount=receipt.body["total"],
        service=facts.service.number,
        flags=qr.flags(*marks, prints=receipt.prints + 1),
        catalogue=facts.release,
        leaf=unb64u(receipt.leaf)[:16],
    )
    host = urlsplit(here.office.tracking_url).netloc
    return qr.to_text(qr.seal(mark, here.signer), host)
