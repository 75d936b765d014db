"""The people of an office: what each may take, until when, and the rules of passwords and PINs."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from app.domain.acts import Operator
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.jalali import parse, show
from app.domain.text import latin_digits, persian_digits

LEAST_PASSWORD, LEAST_PIN = 8, 6
LOCK_AFTER, PIN_TRIES = 10, 5
STARTING_CODE = timedelta(days=3)
MOST_OFFLINE_DAYS, MOST_IDLE_MINUTES = 90, 60


@dataclass(frozen=True, slots=True)
class DoorRules:
    """Set by the manager for this desk: minutes without a key until it locks, and days without the
    regulator's confirmation after which only a manager comes in."""

    idle_minutes: int = 5
    offline_days: int = 30


@dataclass(frozen=True, slots=True)
class Authorisation:
    """One service a person may take. Dates are Jalali `YYYY/MM/DD`, the last day; None: no end."""

    service: int
    training_until: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person as this desk knows them. `authorisations` None: every service.

    `disabled_by` and `authorised_by` are a manager's number, or "" for the regulator.
    """

    operator: Operator
    disabled: bool = False
    locked: bool = False
    last_login: str = ""
    authorisations: tuple[Authorisation, ...] | None = None
    disabled_by: str = ""
    authorised_by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A person before the door. `pin`: one is set and not worn out; `wait` in seconds; `starting`:
    they hold a starting code."""

    person: Person
    has_password: bool = False
    pin: bool = False
    wait: int = 0
    starting: bool = False


@dataclass(frozen=True, slots=True)
class PersonalRead:
    """Somebody looked at a case that was not theirs, and said why."""

    at: datetime
    operator: str
    view: str
    tid: str | None
    found: int
    reason: str


def wait_after(tries: int) -> timedelta:
    """Nothing for two slips, then 5 s, doubling to at most an hour.

    >>> [int(wait_after(n).total_seconds()) for n in (2, 3, 4, 20)]
    [0, 5, 10, 3600]
    """
    if tries < 3:
        return timedelta()
    return timedelta(seconds=min(5 * 2 ** min(tries - 3, 20), 3600))


def check_password(password: str) -> None:
    """Long enough; nothing else makes people choose better ones."""
    if len(password) < LEAST_PASSWORD:
        raise OperatorCanFix("password-short", least=persian_digits(LEAST_PASSWORD))


def check_pin(pin: str) -> None:
    """Six digits or more, and not what everybody tries first: one digit only, or a run.

    >>> check_pin("۲۷۱۸۲۸")
    >>> for pin in ("12345", "777777", "345678", "987654", "27182x"):
    ...     try:
    ...         check_pin(pin)
    ...     except OperatorCanFix as refused:
    ...         print(refused.code)
    pin-short
    pin-weak
    pin-weak
    pin-weak
    pin-short
    """
    typed = latin_digits(pin)
    if not (typed.isascii() and typed.isdigit()) or len(typed) < LEAST_PIN:
        raise OperatorCanFix("pin-short", least=persian_digits(LEAST_PIN))
    steps = {int(after) - int(before) for before, after in pairwise(typed)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        raise OperatorCanFix("pin-weak")


def check_authorised(person: Person, service: int, title: str, *, today: str) -> None:
    """Whether a person may take a service on a day (`YYYY/MM/DD`); says who must act if not.

    A person without a list may take every service (docs/adr/0013).
    """
    if person.authorisations is None:
        return
    name = person.operator.name
    found = next((one for one in person.authorisations if one.service == service), None)
    if found is None:
        raise ManagerCanFix("service-not-authorised", name=name, service=title)
    for code, until in (
        ("training-over", found.training_until),
        ("contract-over", found.contract_until),
    ):
        if until is not None and until < today:
            raise ManagerCanFix(code, name=name, service=title, until=until)


def narrower(now: tuple[Authorisation, ...] | None, wished: tuple[Authorisation, ...]) -> bool:
    """Whether a wished list allows nothing that the list of now does not.

    >>> held = (Authorisation(101, "1405/12/29"), Authorisation(102))
    >>> narrower(held, (Authorisation(101, "1405/06/31"),)), narrower(held, (Authorisation(101),))
    (True, False)
    >>> narrower(None, (Authorisation(101),)), narrower(held, (Authorisation(103),))
    (True, False)
    """
    if now is None:
        return True
    held = {one.service: one for one in now}
    return all(
        one.service in held
        and _not_later(one.training_until, held[one.service].training_until)
        and _not_later(one.contract_until, held[one.service].contract_until)
        for one in wished
    )


def _not_later(wished: str | None, held: str | None) -> bool:
    return held is None or (wished is not None and wished <= held)


def as_body(listed: Iterable[Authorisation] | None) -> list[dict[str, Any]] | None:
    """Authorisations as bodies carry them."""
    return None if listed is None else [asdict(one) for one in listed]


def from_body(listed: Iterable[Mapping[str, Any]] | None) -> tuple[Authorisation, ...] | None:
    """Authorisations as a body or the regulator's feed carries them, in the order of services."""
    if listed is None:
        return None
    found = [
        Authorisation(one["service"], one.get("training_until"), one.get("contract_until"))
        for one in listed
    ]
    return tuple(sorted(found, key=lambda one: one.service))


def day_of(typed: str) -> str | None:
    """A last day as typed, `YYYY/MM/DD`; nothing typed is no end.

    >>> day_of("۱۴۰۵/۱۲/۲۹"), day_of(" ")
    ('1405/12/29', None)
    """
    return show(parse(typed)) if typed.strip() else None
