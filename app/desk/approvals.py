"""Asking a manager at the operator's desk, and their answer by `ref`: an entry each."""

from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, new_id, record
from app.desk.proofs import Proved, accept
from app.domain.approvals import Approval, Ask, Asked
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import Moment
from local_db import people


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


def _answer(
    here: Here,
    moment: Moment,
    asked: Asked,
    *,
    manager: Proved,
    kind: str,
    said: dict[str, Any],
) -> str:
    if manager.operator.role != "manager" or not manager.operator.approved:
        raise ManagerCanFix("approval-not-manager")
    body = {"approval": asked.id, "act": asked.ask.right, "method": manager.method} | said
    with here.db.write() as connection:
        _check_waiting(connection, asked)
        accept(connection, manager)
        act = Act(
            f"approval.{kind}",
            body,
            op=manager.operator.number,
            tid=asked.ask.tid,
            ref=asked.leaf,
        )
        return record(connection, here, moment, act)


def _check_waiting(connection: Connection, asked: Asked) -> None:
    """An ask is answered once."""
    if people.approval_state(connection, asked.id) != "asked":
        raise OperatorCanFix("approval-answered")
