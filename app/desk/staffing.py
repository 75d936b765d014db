"""What a manager does with the people of this desk; an entry each, and at once here."""

from datetime import datetime

from sqlalchemy import Connection

from app.desk.here import Act, Here, record
from app.domain.acts import Operator
from app.domain.errors import ManagerCanFix, RegulatorCanFix
from app.domain.moments import Moment, to_wire
from app.domain.staff import Authorisation, Person, as_body, narrower
from app.domain.text import persian_digits, tidy
from local_db import people, secrets


def disable(here: Here, moment: Moment, number: str, *, by: str) -> str:
    """Nobody signs in by this number here from now on; elsewhere after the next sync."""
    with here.db.write() as connection:
        person = _find(connection, number)
        if person.operator.role == "manager" and _last_manager(connection, number):
            raise ManagerCanFix("last-manager", name=person.operator.name)
        return _change(connection, here, moment, number=number, by=by, disabled=True)


def enable(here: Here, moment: Moment, number: str, *, by: str) -> str:
    """Take back a manager's own disabling; the regulator's only the regulator takes back."""
    with here.db.write() as connection:
        person = _find(connection, number)
        if person.disabled and not person.disabled_by:
            raise RegulatorCanFix("disabled-by-regulator", name=person.operator.name)
        return _change(connection, here, moment, number=number, by=by, disabled=False)


def unlock(here: Here, moment: Moment, number: str, *, by: str) -> str:
    """The lock of wrong tries is lifted; password and PIN stay what they were."""
    with here.db.write() as connection:
        _find(connection, number)
        secrets.forget_tries(connection, number, "password")
        return _change(connection, here, moment, number=number, by=by, unlocked=True)


def start_anew(
    here: Here, moment: Moment, number: str, *, by: str | None, code_hash: str, until: datetime
) -> str:
    """A starting code instead of password and PIN, for the first time or when they were forgotten.

    `by` is the manager; None where the recovery key stood for one.
    """
    with here.db.write() as connection:
        _find(connection, number)
        secrets.set_password(connection, number, code_hash, starts_until=to_wire(until))
        return _change(connection, here, moment, number=number, by=by, restarted=True)


def authorise(
    here: Here,
    moment: Moment,
    number: str,
    *,
    by: str,
    listed: tuple[Authorisation, ...] | None,
) -> str:
    """What a person may take from now on; None: every service.

    A list of the regulator may be narrowed and never widened here.
    """
    with here.db.write() as connection:
        person = _find(connection, number)
        held = person.authorisations
        theirs = held is not None and not person.authorised_by
        if theirs and (listed is None or not narrower(held, listed)):
            raise RegulatorCanFix("authorisation-wider", name=person.operator.name)
        said = as_body(listed)
        return _change(connection, here, moment, number=number, by=by, authorisations=said)


def propose(here: Here, moment: Moment, name: str, *, by: str) -> Operator:
    """Propose a new operator to the regulator; until it agrees they may only practise.

    Their number is this desk's own (99, desk, count), which no other desk gives.
    """
    name = tidy(name)
    if len(name) < 3:
        raise ManagerCanFix("person-name-missing")
    with here.db.write() as connection:
        start = f"99{here.desk:02}"
        number = str(max(people.highest_number(connection, start), int(f"{start}0000")) + 1)
        operator = Operator(number, name, "operator", approved=False)
        body = {"operator": number, "name": name, "role": "operator", "state": "proposed"}
        record(connection, here, moment, Act("operator.added", body, op=by))
    return operator


def _change(
    connection: Connection,
    here: Here,
    moment: Moment,
    *,
    number: str,
    by: str | None,
    **said: object,
) -> str:
    body = {"operator": number} | said
    return record(connection, here, moment, Act("operator.changed", body, op=by))


def _find(connection: Connection, number: str) -> Person:
    person = people.person(connection, number)
    if person is None:
        raise ManagerCanFix("operator-unknown", number=persian_digits(number))
    return person


def _last_manager(connection: Connection, number: str) -> bool:
    return not any(
        one.operator.role == "manager"
        and one.operator.approved
        and not one.disabled
        and one.operator.number != number
        for one in people.persons(connection)
    )
