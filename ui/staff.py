"""What door and people screen are handed, and who may be chosen at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.acts import Operator
    from app.domain.staff import Authorisation, DoorRules, PersonalRead, Standing


@dataclass(frozen=True, slots=True)
class AtDoor:
    """Somebody who may be chosen at the door. `pin`: their PIN is heard now, else the password is.

    `shut` is why they cannot come in ("": they can): locked, no-password. `wait` in seconds.
    """

    operator: Operator
    pin: bool = False
    shut: Literal["", "locked", "no-password"] = ""
    wait: int = 0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Staff:
    """The people screen; every one refuses (right-missing) who is no manager.

    `start_anew(number)`: a starting code, told once. `authorise(number, listed)`: None is every
    service. `reads()`: who looked at whose case in the last ninety days.
    """

    everybody: Callable[[], tuple[Standing, ...]]
    reads: Callable[[], tuple[PersonalRead, ...]]
    disable: Callable[[str], None]
    enable: Callable[[str], None]
    unlock: Callable[[str], None]
    start_anew: Callable[[str], str]
    authorise: Callable[[str, tuple[Authorisation, ...] | None], None]
    propose: Callable[[str], Operator]
    set_rules: Callable[[DoorRules], None]
