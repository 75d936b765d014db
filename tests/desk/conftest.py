"""A real desk file in a temp folder, enrolled by a certificate authority of the tests."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import resources
from app.desk import office, people, shifts, visits
from app.desk.here import Here
from app.desk.visits import Serving
from app.domain import jws, wire
from app.domain.acts import OfficeFacts, Operator, Registered, RequestDraft
from app.domain.bodies import Checker
from app.domain.canonical import b64u
from app.domain.catalogue import Catalogue, catalogue_from_items
from app.domain.moments import Moment, to_wire
from app.keys import slots
from app.keys.signer import public_key, signer
from local_db.file import Database
from regulator.simulation.answers import REPLACE

OFFICE = OfficeFacts(
    code="00000",
    name="دفتر آزمون",
    licence="00-0000",
    province="23",
    kind="counter_office",
    tracking_url="https://pishkhan.example",
)
NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
LEASE_DAY = 2085
CHECKER = Checker(resources.wire_schemas())
CARD = {
    name: said for name, said in REPLACE.items() if name.startswith(("appl", "resid", "visit"))
} | {
    "residence_province": "23",
    "residence_county": "تهران",
    "father_name": "علی",
    "birth_cert_serial": "الف ۱۲ / ۳۴۵۶۷۸",
    "tracking_code": "123",
    "delivery_office": "همین دفتر",
}
ANSWERS = {"birth_cert_replace": REPLACE, "smart_card_first": CARD}


@dataclass
class Clock:
    """Time as the test says; every look is a millisecond later."""

    wall: datetime = NOON
    up: int = 1_000_000
    boot: str = "0123456789abcdef"

    def __call__(self) -> Moment:
        self.go(milliseconds=1)
        return Moment(self.wall, self.up, self.boot)

    def go(self, **much: float) -> None:
        """Let that much time pass."""
        self.wall += timedelta(**much)
        self.up += int(timedelta(**much) / timedelta(milliseconds=1))

    def jump(self, **much: float) -> None:
        """Somebody set the wall clock; real time did not move."""
        self.wall += timedelta(**much)


@dataclass
class Desk:
    """A desk with somebody at work."""

    here: Here
    serving: Serving
    clock: Clock = field(default_factory=Clock)

    def draft(self, visit: str, key: str = "birth_cert_replace", **given: Any) -> RequestDraft:
        """A right request for the replacement of a birth certificate, unless said otherwise."""
        service = self.serving.catalogue.by_key(key)
        return RequestDraft(visit, service.number, service.form.version, ANSWERS[key] | given)

    def visit(self) -> str:
        """The next citizen."""
        return visits.open_visit(self.here, self.clock(), self.serving)

    def register(self, visit: str | None = None, **given: Any) -> Registered:
        """One request in that visit, or in a new one."""
        draft = self.draft(visit or self.visit(), **given)
        return visits.register_request(self.here, self.clock(), self.serving, draft)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a query of the test finds."""
        with self.here.db.read() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped catalogue, in which the office's own fees for the smart card have an amount."""
    shipped = catalogue_from_items(resources.catalogue_items())
    known, card = shipped.by_key("birth_cert_replace"), shipped.by_key("smart_card_first")
    fees = tuple(
        replace(rule, title=known.fees[0].title) if rule.payee == OFFICE.kind else rule
        for rule in card.fees
    )
    services = {**shipped.services, card.number: replace(card, fees=fees)}
    return replace(shipped, services=services)


def make_here(folder: Path, label: str = "desk 1") -> Here:
    """An enrolled desk file: real cipher, real keys, first entries written."""
    seed = hashlib.sha256(label.encode()).digest()
    ca = hashlib.sha256(b"test ca").digest()
    public = public_key(seed)
    dev = jws.key_id(public)
    certificate = wire.Certificate(1, "00000", 1, 1, dev, b64u(public), to_wire(NOON))
    token = wire.sign(certificate, kid=jws.key_id(public_key(ca)), signer=signer(ca))
    db = Database(folder / "desk.db", hashlib.sha384(label.encode()).digest())
    return Here(db, OFFICE, 1, 1, dev, public, token, signer(seed), CHECKER.check)


def open_for_business(here: Here, catalogue: Catalogue) -> Desk:
    """Enrolment opened, an operator signed up, a shift begun."""
    clock = Clock()
    office.open_enrolment(here, clock())
    office.note_server_time(here, clock(), to_wire(NOON))
    people.add_operator(here, clock(), Operator("2", "امیر آزمایشی", "operator"), "no password")
    shift = shifts.open_shift(here, clock(), "2")
    return Desk(here, Serving("2", shift, catalogue, 1, LEASE_DAY), clock)


@pytest.fixture
def desk(tmp_path: Path, catalogue: Catalogue) -> Iterator[Desk]:
    """A desk at work."""
    here = make_here(tmp_path)
    yield open_for_business(here, catalogue)
    here.db.close()


@pytest.fixture
def secrets() -> slots.Secrets:
    return slots.draw()
