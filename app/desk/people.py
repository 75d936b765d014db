"""People at this desk: what the regulator says of them, signing in, their own password and PIN."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, record, trusted_now
from app.desk.proofs import Proved, accept
from app.domain.acts import Operator
from app.domain.errors import ManagerCanFix, OperatorCanFix, RegulatorCanFix
from app.domain.moments import Moment, from_wire
from app.domain.staff import DoorRules, Person, as_body, check_authorised, from_body
from app.domain.text import persian_digits
from local_db import people, queries, secrets

RULES = "door"


def add_operator(
    here: Here, moment: Moment, operator: Operator, password_hash: str | None = None
) -> str:
    """A person the regulator approved may work here from now on; the hash stays on this desk.

    Without one a manager gives them a starting code before they can sign in.
    """
    body = {"operator": operator.number, "name": operator.name, "role": operator.role}
    with here.db.write() as connection:
        if password_hash is not None:
            secrets.set_password(connection, operator.number, password_hash)
        return record(connection, here, moment, Act("operator.added", body))


def apply_operator(here: Here, moment: Moment, item: Mapping[str, Any]) -> str | None:
    """What the regulator says of a person (feed kind `operator`); its data is

        {"operator": "57", "name": "…", "role": "operator" | "manager", "active": true,
         "authorisations": null | [{"service": 101, "training_until": "1406/01/31" | null,
                                    "contract_until": "1405/12/29" | null}]}

    `number` and `disabled` stand for `operator` and the opposite of `active`, which is true when
    absent. `authorisations` absent: as they were; null: every service; []: none. A person the
    office proposed is approved under the number it proposed. Idempotent: says an item nothing new,
    nothing is written and None comes back, else the leaf of operator.added or operator.changed (op
    null: the regulator's word). An item of another shape raises `Unsound`.
    """
    wished: dict[str, Any] = {key: item.get(key) for key in ("name", "role")}
    wished["operator"] = item.get("operator", item.get("number"))
    active = item.get("active", not item.get("disabled", False))
    if "authorisations" in item:
        wished["authorisations"] = as_body(from_body(item["authorisations"]))
    here.check_body("operator.added", wished)
    aside = item.get("by") == "office"
    with here.db.write() as connection:
        known = people.person(connection, wished["operator"])
        if known is None and not active:
            return None
        act: Act | None = Act("operator.added", wished)
        if known is not None:
            # Put aside by its own manager: the desk it was done at keeps that as the manager's.
            active = active or (aside and known.disabled and bool(known.disabled_by))
            act = _changes(known, wished, active)
        return record(connection, here, moment, act) if act else None


def check_may_take(here: Here, operator: str, service: int, title: str, *, today: str) -> None:
    """Whether this person may take that service on a day (`YYYY/MM/DD`): who must act if not."""
    with here.db.read() as connection:
        person = people.person(connection, operator)
    check_works(person, operator)
    assert person is not None
    check_authorised(person, service, title, today=today)


def check_works(person: Person | None, number: str) -> None:
    """Known, not disabled, and approved by the regulator: who is not takes nothing."""
    if person is None:
        raise ManagerCanFix("operator-unknown", number=persian_digits(number))
    if person.disabled:
        raise ManagerCanFix("operator-disabled", name=person.operator.name)
    if not person.operator.approved:
        raise RegulatorCanFix("operator-not-approved")


def sign_in(here: Here, moment: Moment, proved: Proved) -> Operator:
    """They proved who they are (`app.desk.proofs`): they work here now, offline too.

    An operator comes in only so many days after the regulator was last heard (set by the manager);
    a manager always does, so that reading, voiding and handing over never stop.
    """
    number = proved.operator.number
    if proved.operator.role != "manager":
        _check_confirmed(here, moment)
    with here.db.write() as connection:
        accept(connection, proved)
        body = {"operator": number, "method": proved.method}
        record(connection, here, moment, Act("operator.login", body, op=number))
    return proved.operator


def set_own(
    here: Here,
    moment: Moment,
    proved: Proved,
    *,
    password_hash: str | None,
    pin_hash: str | None,
) -> str:
    """A person sets a password or a PIN of their own, proven by the old one or a starting code.

    Only that it was done is journalled. A starting code must be followed by a password.
    """
    number = proved.operator.number
    if proved.method == "pin" or (proved.starting and password_hash is None):
        raise OperatorCanFix("password-own-first")
    with here.db.write() as connection:
        if password_hash is not None:
            secrets.set_password(connection, number, password_hash)
        if pin_hash is not None:
            secrets.set_pin(connection, number, pin_hash)
        body = {"operator": number, "renewed": True}
        return record(connection, here, moment, Act("operator.changed", body, op=number))


def door_rules(connection: Connection) -> DoorRules:
    """How this desk's door is kept."""
    return DoorRules(**(queries.setting(connection, RULES) or {}))


def _check_confirmed(here: Here, moment: Moment) -> None:
    with here.db.read() as connection:
        rules, known = door_rules(connection), queries.setting(connection, "clock")
    if known is None:
        return
    days = (trusted_now(here, moment) - from_wire(known["server"])).days
    if days > rules.offline_days:
        most = persian_digits(rules.offline_days)
        raise ManagerCanFix("offline-too-long", days=persian_digits(days), most=most)


def _changes(known: Person, wished: dict[str, Any], active: bool) -> Act | None:
    """Only what differs."""
    disabled = not active
    body: dict[str, Any] = {}
    if wished["name"] != known.operator.name:
        body["name"] = wished["name"]
    if wished["role"] != known.operator.role:
        body["role"] = wished["role"]
    if disabled and (not known.disabled or known.disabled_by):
        body["disabled"] = True
    if not disabled and known.disabled and not known.disabled_by:
        body["disabled"] = False  # what a manager disabled, a manager takes back
    if not known.operator.approved and not disabled:
        body["state"] = "approved"
    if "authorisations" in wished and (
        wished["authorisations"] != as_body(known.authorisations) or known.authorised_by
    ):
        body["authorisations"] = wished["authorisations"]
    return Act("operator.changed", {"operator": known.operator.number} | body) if body else None
