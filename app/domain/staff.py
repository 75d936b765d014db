"""The people of an office: what each may take, until when, and the rules of passwords and PINs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from app.domain.acts import Operator

LEAST_PASSWORD, LEAST_PIN = 8, 6
LOCK_AFTER, PIN_TRIES = 10, 5
# Nobody may work longer than this on a desk the regulator has not confirmed (set by the manager).
OFFLINE_DAYS, MOST_OFFLINE_DAYS = 30, 90
IDLE_MINUTES, MOST_IDLE_MINUTES = 5, 60
STARTING_CODE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Authorisation:
    """One service a person may take. Dates are Jalali `YYYY/MM/DD`, the last day; None: no end."""

    service: int
    training_until: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person as this desk knows them. `authorisations` None: every service."""

    operator: Operator
    disabled: bool = False
    locked: bool = False
    last_login: str = ""
    authorisations: tuple[Authorisation, ...] | None = None


def wait_after(tries: int) -> timedelta:
    """Nothing for two slips, then 5 s, doubling to at most an hour.

    >>> [int(wait_after(n).total_seconds()) for n in (2, 3, 4, 20)]
    [0, 5, 10, 3600]
    """
    if tries < 3:
        return timedelta()
    return timedelta(seconds=min(5 * 2 ** min(tries - 3, 20), 3600))


def weak_pin(pin: str) -> bool:
    """Fewer than six digits, one digit only, or a run: what everybody tries first.

    >>> [weak_pin(pin) for pin in ("12345", "777777", "345678", "987654", "271828")]
    [True, True, True, True, False]
    """
    digits = [int(digit) for digit in pin if digit.isascii() and digit.isdigit()]
    if len(digits) != len(pin) or len(pin) < LEAST_PIN:
        return True
    steps = {after - before for before, after in pairwise(digits)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def from_body(listed: Iterable[dict[str, object]] | None) -> tuple[Authorisation, ...] | None:
    """Authorisations as a body or the regulator's feed carries them."""
    if listed is None:
        return None
    return tuple(
        Authorisation(
            int(str(one["service"])),
            _day(one.get("training_until")),
            _day(one.get("contract_until")),
        )
        for one in listed
    )


def _day(value: object) -> str | None:
    return str(value) if value else None
