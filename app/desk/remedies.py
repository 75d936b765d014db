"""An overcharge that the regulator found is given back: asked of whoever was paid, and answered."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from app.desk.findings import answered
from app.desk.here import Here, record
from app.desk.refunds import ask_back
from app.desk.visits import Serving
from app.desk.voids import planned
from app.domain.duties import OpenFinding
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import Moment
from app.domain.money_back import Back, EndPlan
from local_db import duties as kept
from local_db import queries


def give_back(here: Here, moment: Moment, serving: Serving, leaf: str, *, said: str) -> int:
    """Ask back what was taken too much, the dearest lines first, and answer the finding with
    `said`: all of it or nothing. Returns the rials asked back."""
    with here.db.write() as connection:
        found = _finding(connection, leaf)
        known = queries.request(connection, found.tid)
        if known is None:
            raise OperatorCanFix("request-unknown")
        back = tuple(_parts(planned(connection, here, found.tid), found.excess - found.returned))
        plan = EndPlan(found.tid, back, 0, reason=said, approved_by=None)
        ask_back(connection, here, moment, serving, known=known, plan=plan)
        if not found.answered:
            record(connection, here, moment, answered(connection, leaf, said, serving.operator))
        return sum(one.paid.amount for one in back)


def _finding(connection: Connection, leaf: str) -> OpenFinding:
    for one in kept.findings(connection):
        if one.leaf == leaf and one.remedy_by is not None:
            return one
    raise ManagerCanFix("remedy-over")


def _parts(plan: EndPlan, excess: int) -> Iterator[Back]:
    """As much of each paid line as is left to give back."""
    for one in sorted(plan.back, key=lambda back: -back.paid.amount):
        amount = min(excess, one.paid.amount)
        if amount > 0:
            excess -= amount
            yield Back(replace(one.paid, amount=amount), "refund_request")
