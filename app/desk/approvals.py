"""Asking a manager, and their answer by `ref`: an entry each, at the operator's desk or another."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, new_id, record
from app.desk.proofs import Proved, accept
from app.domain.approvals import Approval, Ask, Asked, Waiting
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import Moment, to_wire
from local_db import elsewhere_approvals, people

WAITS = timedelta(minutes=30)  # nobody stands at a counter longer


def ask(here: Here, moment: Moment, wanted: Ask, *, operator: str) -> Asked:
    """The operator asks; nothing is allowed by it yet."""
    if not wanted.reason.strip():
        raise OperatorCanFix("approval-reason-missing")
    made = new_id()
    body: dict[str, Any] = {"approval": made, "act": wanted.right, "visit": wanted.visit}
    body |= {"service": wanted.service, "amount": wanted.amount, "reason": wanted.reason.strip()}
    with here.db.write() as connection:
        act = Act("approval.asked", body, op=operator, tid=wanted.tid)
        return Asked(made, record(connection, here, moment, act), wanted)


def grant(here: Here, moment: Moment, asked: Asked, *, manager: Proved, note: str = "") -> Approval:
    """The manager agrees; they proved who they are with password or PIN (`app.desk.proofs`)."""
    leaf = _answer(here, moment, asked, manager=manager, kind="granted", said={"note": note})
    return Approval(asked.id, leaf, asked.ask, manager.operator.number)


def refuse(here: Here, moment: Moment, asked: Asked, *, manager: Proved, reason: str) -> str:
    """The manager does not agree and says why; returns the entry's leaf."""
    if not reason.strip():
        raise OperatorCanFix("approval-reason-missing")
    said = {"reason": reason.strip()}
    return _answer(here, moment, asked, manager=manager, kind="refused", said=said)


def waiting(here: Here, now: datetime) -> tuple[Waiting, ...]:
    """What other desks of the office asked in the last half hour and nobody has answered."""
    with here.db.read() as connection:
        return elsewhere_approvals.waiting(connection, to_wire(now - WAITS))


def answer_elsewhere(
    here: Here, moment: Moment, asked: Asked, *, manager: Proved, reason: str = ""
) -> str:
    """The manager's word at this desk on what another desk asked: no where there is a reason."""
    if asked.id not in {one.asked.id for one in waiting(here, moment.wall)}:
        raise OperatorCanFix("approval-answered")
    why = reason.strip()
    said: dict[str, Any] = {"reason": why} if why else {"note": ""}
    act = _act(asked, manager, kind="refused" if why else "granted", said=said)
    with here.db.write() as connection:
        accept(connection, manager)
        return record(connection, here, moment, act)


def answer_of(here: Here, asked: Asked) -> Approval | None:
    """The word of a manager at another desk, as far as it was heard here; None: not yet.

    Only a manager this desk knows counts. A no is a refusal that says why.
    """
    with here.db.read() as connection:
        found = elsewhere_approvals.answered(connection, asked.id)
        person = people.person(connection, found.by) if found else None
    if found is None or person is None or person.disabled:
        return None
    if person.operator.role != "manager" or not person.operator.approved:
        return None
    if not found.granted:
        raise ManagerCanFix("approval-refused", reason=found.reason)
    return Approval(asked.id, found.leaf, asked.ask, found.by)


def _answer(
    here: Here,
    moment: Moment,
    asked: Asked,
    *,
    manager: Proved,
    kind: str,
    said: dict[str, Any],
) -> str:
    act = _act(asked, manager, kind=kind, said=said)
    with here.db.write() as connection:
        _check_waiting(connection, asked)
        accept(connection, manager)
        return record(connection, here, moment, act)


def _act(asked: Asked, manager: Proved, *, kind: str, said: dict[str, Any]) -> Act:
    if manager.operator.role != "manager" or not manager.operator.approved:
        raise ManagerCanFix("approval-not-manager")
    body = {"approval": asked.id, "act": asked.ask.right, "method": manager.method} | said
    op = manager.operator.number
    return Act(f"approval.{kind}", body, op=op, tid=asked.ask.tid, ref=asked.leaf)


def _check_waiting(connection: Connection, asked: Asked) -> None:
    """An ask is answered once."""
    if people.approval_state(connection, asked.id) != "asked":
        raise OperatorCanFix("approval-answered")
