"""Proving who somebody is, by password or PIN: wrong tries are counted, waits grow, then it locks.

A wrong try is counted in a transaction of its own, so a crash does not forget it. What fits is
known only by the `fits` that was handed in; hashes never leave `operator_secrets`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.desk.here import Act, Here, record, trusted_now
from app.domain.acts import Operator
from app.domain.approvals import Method
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import Moment, from_wire, to_wire
from app.domain.staff import LOCK_AFTER, PIN_TRIES, wait_after
from app.domain.text import persian_digits
from local_db import people, secrets
from local_db.secrets import Secret


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed as password or PIN: `fits` holds it against a kept hash."""

    method: Method
    fits: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Proved:
    """Who it is, and how they proved it. `starting`: by a starting code, good for one thing only:
    to set a password of their own."""

    operator: Operator
    method: Method
    starting: bool = False


def prove(here: Here, moment: Moment, number: str, typed: Typed) -> Proved:
    """Who typed it; else the refusal that says how long to wait and who resets.

    The tries so far are forgotten by `accept`, in the transaction of the act that follows.
    """
    with here.db.read() as connection:
        person = people.person(connection, number)
        kept = secrets.secret(connection, number)
    if person is None or person.disabled:
        raise ManagerCanFix("operator-unknown", number=persian_digits(number))
    if person.locked:
        raise ManagerCanFix("operator-locked", name=person.operator.name)
    if kept is None or not kept.password_hash:
        raise ManagerCanFix("operator-no-password", name=person.operator.name)
    now = trusted_now(here, moment)
    if typed.method == "pin":
        _by_pin(here, kept, typed)
        return Proved(person.operator, "pin")
    _by_password(here, moment, kept, typed=typed, now=now)
    if kept.starts_until and from_wire(kept.starts_until) < now:
        raise ManagerCanFix("starting-code-over", name=person.operator.name)
    return Proved(person.operator, "password", bool(kept.starts_until))


def accept(connection: Connection, proved: Proved) -> None:
    """The right word was said: its wrong tries are forgotten, in the caller's transaction.

    A starting code opens nothing else than one's own first password.
    """
    if proved.starting:
        raise OperatorCanFix("password-own-first")
    secrets.forget_tries(connection, proved.operator.number, proved.method)


def _by_pin(here: Here, kept: Secret, typed: Typed) -> None:
    if not kept.pin_hash:
        raise OperatorCanFix("pin-none")
    if kept.pin_tries >= PIN_TRIES:
        raise OperatorCanFix("pin-off")
    if typed.fits(kept.pin_hash):
        return
    with here.db.write() as connection:
        secrets.count_wrong_pin(connection, kept.operator)
    left = PIN_TRIES - kept.pin_tries - 1
    if left:
        raise OperatorCanFix("pin-wrong", left=persian_digits(left))
    raise OperatorCanFix("pin-off")


def _by_password(here: Here, moment: Moment, kept: Secret, *, typed: Typed, now: datetime) -> None:
    _check_wait(here, kept, now)
    if typed.fits(kept.password_hash):
        return
    tries = kept.tries + 1
    until = to_wire(now + wait_after(tries))
    with here.db.write() as connection:
        secrets.note_tries(connection, kept.operator, tries=tries, wait_until=until)
        if tries >= LOCK_AFTER:
            body = {"operator": kept.operator, "tries": tries}
            record(connection, here, moment, Act("operator.locked", body))
    if tries >= LOCK_AFTER:
        raise ManagerCanFix("password-locked")
    if seconds := int(wait_after(tries).total_seconds()):
        raise OperatorCanFix("password-wrong-wait", seconds=persian_digits(seconds), wait=seconds)
    raise OperatorCanFix("password-wrong")


def _check_wait(here: Here, kept: Secret, now: datetime) -> None:
    if not kept.wait_until or from_wire(kept.wait_until) <= now:
        return
    until = min(from_wire(kept.wait_until), now + wait_after(kept.tries))
    if to_wire(until) != kept.wait_until:
        # The clock went back: nobody waits longer than the rule says.
        with here.db.write() as connection:
            secrets.note_tries(
                connection, kept.operator, tries=kept.tries, wait_until=to_wire(until)
            )
    seconds = int((until - now).total_seconds()) + 1
    raise OperatorCanFix("password-wait", seconds=persian_digits(seconds), wait=seconds)
