"""`pishkhan people`: who works at this desk; a manager unlocks, resets, disables.

The manager's password is asked or read from the named file descriptor, after the passphrase; a
starting code is printed once. The recovery key stands for a manager where the only one is shut out.
"""

import argparse
import json

import resources
from app.cli.desk import passphrase_of, secret
from app.domain.acts import Operator
from app.domain.errors import ManagerCanFix
from app.domain.staff import Standing
from app.keys import slots
from app.wiring import staff as staffing
from app.wiring.folder import data_folder
from app.wiring.session import Session
from app.wiring.staff import Staff


def people(options: argparse.Namespace) -> int:
    """One act on one person, or the list."""
    if options.act != "list" and not options.operator:
        raise ManagerCanFix("people-whom")
    if options.act != "list" and not (options.manager or options.recovery):
        raise ManagerCanFix("people-by-whom")
    folder = data_folder(getattr(options, "data", None))
    session = Session(folder, window=False)
    session.unlock(passphrase_of(options))
    try:
        if options.act == "list":
            _tell(options, session)
        elif options.recovery:
            _rescue(options, session)
        else:
            session.sign_in(options.manager, secret(options, "Password of the manager: "))
            _act(options, session)
    finally:
        session.close()
    return 0


def _act(options: argparse.Namespace, session: Session) -> None:
    staff, number = Staff(session), options.operator
    if options.act == "unlock":
        staff.unlock(number)
    elif options.act == "disable":
        staff.disable(number)
    else:
        _say_code(options, staff.start_anew(number))
        return
    print(json.dumps({"done": options.act}) if _json(options) else resources.messages()["done"])


def _rescue(options: argparse.Namespace, session: Session) -> None:
    """A manager nobody can let in: whoever holds passphrase and recovery key may begin anew."""
    known = {one.person.operator.number: one.person.operator for one in staffing.standing(session)}
    wanted: Operator | None = known.get(options.operator)
    if options.act != "reset" or wanted is None or wanted.role != "manager":
        raise ManagerCanFix("people-rescue")
    key = slots.open_with_recovery(session.folder, secret(options, "Recovery key: "))
    if key != session.desk.key:
        raise ManagerCanFix("recovery-wrong")
    _say_code(options, staffing.start_anew(session.desk, options.operator, by=None))


def _tell(options: argparse.Namespace, session: Session) -> None:
    found = staffing.standing(session)
    if _json(options):
        print(json.dumps([_facts(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        facts = _facts(one)
        marks = [name for name in ("disabled", "locked", "proposed", "starting") if facts[name]]
        print(f"{facts['operator']:>12}  {facts['role']:<8}  {facts['name']}  {' '.join(marks)}")


def _facts(one: Standing) -> dict[str, object]:
    person = one.person
    listed = person.authorisations
    return {
        "operator": person.operator.number,
        "name": person.operator.name,
        "role": person.operator.role,
        "proposed": not person.operator.approved,
        "disabled": person.disabled,
        "locked": person.locked,
        "starting": one.starting,
        "last_login": person.last_login or None,
        "services": None if listed is None else [one.service for one in listed],
    }


def _say_code(options: argparse.Namespace, code: str) -> None:
    said = resources.messages()["starting-code"].format(code=code)
    print(json.dumps({"code": code}) if _json(options) else said)


def _json(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "json", False))
