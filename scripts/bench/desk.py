"""What the desk's acts and rules cost on a real cipher file."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import resources
from app.desk import payments, receipts
from app.domain import forms
from app.domain.acts import Slip
from app.domain.catalogue import catalogue_from_items, search
from app.domain.jalali import tehran_date
from local_db import journal
from tests.desk.conftest import NOON, REPLACE, Desk, make_here, open_for_business

Row = tuple[str, float, str, str]
ROUNDS = 200


def median_ms(job: Callable[[int], object], rounds: int = ROUNDS) -> float:
    """Median wall time of one call."""
    taken = []
    for number in range(rounds):
        started = time.perf_counter()
        job(number)
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def rows() -> Iterator[Row]:
    """Acts, rules and the catalogue."""
    items = resources.catalogue_items()
    catalogue = catalogue_from_items(items)
    yield "catalogue from its items", median_ms(lambda _: catalogue_from_items(items), 5), "ms", ""
    form, on = catalogue.by_key("birth_cert_replace").form, tehran_date(NOON)
    evaluated = median_ms(lambda _: forms.evaluate(form, REPLACE, on=on))
    yield "evaluate a filled form (24 fields)", evaluated, "ms", "≤ 2 ms at 60 fields"
    yield (
        "search a fragment among 84 services",
        median_ms(lambda _: search(catalogue, "شناسنامه")),
        "ms",
        "",
    )
    with tempfile.TemporaryDirectory() as folder:
        desk = open_for_business(make_here(Path(folder)), catalogue)
        yield from _acts(desk)
        desk.here.db.close()


def _acts(desk: Desk) -> Iterator[Row]:
    visits, tids = [desk.visit() for _ in range(ROUNDS)], []
    registered = median_ms(lambda n: tids.append(desk.register(visits[n]).tid))
    yield "register a request (evaluate, sign, commit)", registered, "ms", ""

    def pay(number: int) -> None:
        (plan,) = payments.plan_payments(desk.here, visits[number])
        paid = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
        slip = Slip("90000001", f"{number:012}", "000001", "0015", "terminal")
        payments.end_payment(desk.here, desk.clock(), desk.serving, paid=paid, slip=slip)

    yield "pay (plan, start, settle: two commits)", median_ms(pay), "ms", ""
    issued = median_ms(
        lambda n: receipts.issue_receipt(desk.here, desk.clock(), desk.serving, tids[n])
    )
    yield "issue a receipt", issued, "ms", ""
    with desk.here.db.read() as connection:
        owed = median_ms(
            lambda _: journal.owed(connection, desk.here.dev, limit=500, room=900_000), 20
        )
    yield "what is owed: 500 entries as a segment", owed, "ms", ""
