"""What the headless demo claims, each line proven before it is printed."""

from dataclasses import dataclass
from pathlib import Path

import requests

import printing
import resources
from app.desk.verify import Chain, verify_journal
from app.domain import tracking
from app.domain.jalali import long_date, parse
from app.domain.money import rials
from app.domain.text import LRI, PDI, fold
from app.wiring.opened import OpenDesk
from app.wiring.pages.receipts import receipt_paper
from local_db import queries
from resources.words import tariff_basis


class Unproven(Exception):
    """A line of the demo's block is not true."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the window showed, and where its receipt lies."""

    tid: str
    v_code: str
    fee_total: str
    pdf: Path


def block(desk: OpenDesk, shown: Shown, url: str) -> str:
    """The closing block; raises `Unproven` at the first line that is not true."""
    paper = receipt_paper(desk.here, desk.load_catalogue(), shown.tid)
    with desk.here.db.read() as connection:
        request = queries.request(connection, shown.tid)
    need(request is not None and request.state == "receipted", "the request has its receipt")
    assert request is not None
    body = request.body
    need(body["v_code"] == shown.v_code, "the V-code on screen is the one in the file")
    need(rials(body["total"]) in strip(shown.fee_total), "the fee on screen is the one stored")
    check_paper(shown, body["total"], paper.service_title)
    chain = check_chain(desk)
    page = check_page(url, shown.tid, body["due"]["date_sh"])
    check_qr(url, paper.qr)
    line = body["fee_lines"][0]
    basis = tariff_basis(
        line["tariff_year"], extended=line["extended"], certainty=line["certainty"]
    )
    rows = (
        ("service", f"{paper.service_title} ({paper.agency})"),
        ("fee", f"{body['total']:,} rial, {basis}"),
        ("tracking id", f"{tracking.spoken(shown.tid)}   v-code {shown.v_code}"),
        ("receipt", str(shown.pdf)),
        ("journal", f"{chain.entries} entries, {chain.acknowledged} acknowledged, chain valid"),
        ("tracking page", page),
    )
    return "\n".join(f"{name:<13} {value}" for name, value in rows)


def check_paper(shown: Shown, total: int, title: str) -> None:
    """The PDF's text is found again: title, tracking ID, total, the words themselves."""
    text = fold(strip(printing.text_of(shown.pdf.read_bytes())))
    words = resources.read_json("demo.json")["tracking_words"]
    for wanted in (title, words, tracking.spoken(shown.tid), rials(total), shown.v_code):
        need(fold(wanted) in text, f"«{wanted}» stands on the receipt")


def check_chain(desk: OpenDesk) -> Chain:
    """The strict verifier reads everything, and the regulator has answered everything."""
    chain = verify_journal(desk.here)
    need(chain.entries == chain.acknowledged, "every entry is acknowledged")
    return chain


def check_page(url: str, tid: str, due_sh: str) -> str:
    """The citizen's page shows the request as received, with its due date."""
    address = f"{url}/track/{tid}"
    answer = requests.get(address, timeout=10)
    text = fold(strip(answer.text))
    due = long_date(parse(due_sh))
    need(answer.status_code == 200, "the tracking page answers")
    need(fold(resources.read_json("demo.json")["received"]) in text, "the page says received")
    need(fold(due) in text, "the page shows the due date")
    return f"{address} → {answer.status_code}, received, due {due}"


def check_moved(desk: OpenDesk, url: str, tid: str) -> str:
    """What the agency did is known at the desk and on the citizen's page."""
    with desk.here.db.read() as connection:
        states = {row.tid: row.state for row in queries.requests_since(connection, "")}
    need(states[tid] == "ready", "the desk heard that the agency has it ready")
    page = requests.get(f"{url}/track/{tid}", timeout=10)
    need(fold(resources.read_json("demo.json")["ready"]) in fold(page.text), "the page says ready")
    return f"{'agency':<13} took it over and has it ready; desk and page know"


def check_qr(url: str, qr: str) -> None:
    """The regulator's page calls the receipt's QR genuine."""
    code = qr.rsplit("/", 1)[1]
    answer = requests.get(f"{url}/R/{code}", timeout=10)
    need(answer.status_code == 200, "the QR page knows the receipt")


def strip(text: str) -> str:
    """Text without isolates, in Latin digits where it matters to compare."""
    return text.replace(LRI, "").replace(PDI, "")


def need(true: object, claim: str) -> None:
    """Stop where a claim does not hold."""
    if not true:
        raise Unproven(claim)
