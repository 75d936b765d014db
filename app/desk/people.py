"""Operators at this desk: added from the regulator's list, and signing in."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.desk.here import Act, Here, record
from app.domain.acts import Operator
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import Moment, from_wire, to_wire
from app.domain.text import persian_digits
from local_db import queries, secrets


def add_operator(here: Here, moment: Moment, operator: Operator, password_hash: str) -> str:
    """A person the regulator approved may work here from now on; the hash stays on this desk."""
    body = {"operator": operator.number, "name": operator.name, "role": operator.role}
    with here.db.write() as connection:
        secrets.set_password(connection, operator.number, password_hash)
        return record(connection, here, moment, Act("operator.added", body))


def sign_in(
    here: Here,
    moment: Moment,
    number: str,
    *,
    proves: Callable[[str], bool],
    wait_after: Callable[[int], timedelta],
) -> Operator:
    """Sign a known person in, offline too.

    `proves` says whether the password fits a hash; `wait_after` how long to wait after so many
    wrong tries. A wrong try is counted in its own transaction, so a crash does not forget it.
    """
    with here.db.read() as connection:
        found = secrets.secret(connection, number)
        people = {person.number: person for person in queries.operators(connection)}
    if found is None or number not in people:
        raise ManagerCanFix("operator-unknown", number=persian_digits(number))
    _check_wait(found.wait_until, moment.wall)
    if not proves(found.password_hash):
        _count_wrong(here, number, tries=found.tries + 1, moment=moment, wait_after=wait_after)
        raise OperatorCanFix("password-wrong")
    with here.db.write() as connection:
        secrets.note_tries(connection, number, tries=0, wait_until="")
        body = {"operator": number, "method": "password"}
        record(connection, here, moment, Act("operator.login", body, op=number))
    return people[number]


def _check_wait(wait_until: str, now: datetime) -> None:
    if wait_until and from_wire(wait_until) > now:
        seconds = int((from_wire(wait_until) - now).total_seconds()) + 1
        raise OperatorCanFix("password-wait", seconds=persian_digits(seconds))


def _count_wrong(
    here: Here, number: str, *, tries: int, moment: Moment, wait_after: Callable[[int], timedelta]
) -> None:
    until = to_wire(moment.wall + wait_after(tries))
    with here.db.write() as connection:
        secrets.note_tries(connection, number, tries=tries, wait_until=until)
