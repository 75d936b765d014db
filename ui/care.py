"""What the window can ask about the desk itself: is it well, how is it opened, begun and moved.

Plain blocking functions like those of `ui.functions`; the long ones are handed `tell` and stop
where it raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.acts import Operator
    from app.domain.checkup import Finding
    from app.domain.errors import Refusal
    from app.domain.printers import PrinterKind
    from app.domain.progress import Tell
    from ui.functions import Unlocked


@dataclass(frozen=True, slots=True)
class House:
    """What lies in the data folder: a desk or none, and whether the system's keyring opens it."""

    desk: bool = True
    keyring: bool = False


@dataclass(frozen=True, slots=True)
class NewDesk:
    """What a person types to enrol."""

    url: str
    code: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Met:
    """The regulator's answer to an enrolment: who this desk is, the string both screens show, the
    managers it knows of this office, and everybody else."""

    check: str
    office: str
    desk: int
    managers: tuple[Operator, ...]
    others: tuple[Operator, ...] = ()


@dataclass(frozen=True, slots=True)
class Gear:
    """What stands beside a new desk, as it was typed; an empty address is nothing."""

    terminal: str = ""
    kind: PrinterKind = "tcp"
    printer: str = ""


@dataclass(frozen=True, slots=True)
class Starter:
    """Somebody who begins with a starting code, told this once."""

    name: str
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The package of a desk that moves, and how much of its work the regulator has not answered."""

    path: str
    owed: int


@dataclass(frozen=True, slots=True)
class EraseOrder:
    """Whose data goes, on which ground, by which paper of which date (as typed)."""

    tid: str
    ground: str
    number: str
    date: str


@dataclass(frozen=True, slots=True)
class WasErased:
    """What went, and a sentence for each copy that only a person can reach."""

    bodies: int
    documents: int
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundCase:
    """What a citizen's receipt says. `here`: the request itself is at this desk."""

    tid: str
    service: str
    amount: int
    at: datetime
    void: bool
    checked: Literal["genuine", "unchecked"]
    here: bool = False


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A newer version of the program: what its publisher says of it, and how much is fetched."""

    version: str
    notes: str
    megabytes: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Care:
    """- `house()`: before anything is opened. `unlock_by_keyring()`: instead of the passphrase.
    - `meet(new, tell)` spends the code; `forget()` drops what it brought when the strings differ;
      `appoint(number, password, tell)` makes the desk with that manager and takes the catalogue.
      Then `equip(gear, tell)` keeps terminal and printer, and gives back why one does not answer;
      `start_people(numbers, tell)` draws a starting code for each.
    - `recovery_key(passphrase)`: a new one, told once. `print_recovery(key)`: to a printer, kept
      nowhere. `keep_in_keyring(passphrase)`. `change_passphrase(old, new)`.
    - `restore(file, passphrase, tell)`: True when the desk must be enrolled again.
      `enrol_again(passphrase, code, tell)` and, where the passphrase is lost,
      `recover(key, passphrase, code, tell)`: the new check string.
    - `back_up(folder, tell)`: where it lies. `move(folder, tell)`: ends this enrolment.
    - `mirror(folder)`: a second copy of the entries is kept there; how many were added now.
    - `erase(order, tell)`: a closed request's personal data, everywhere this desk can reach.
    - `take_receipt(scanned)`: a case from a receipt whose desk was lost.
    - `new_version()`: what is known without asking. `find_version(folder, tell)`: asks now, the
      publisher or a folder. `take_version(tell)`: fetches it, saves the desk; what a person must
      type to install it, or "" when it goes by itself once the window is closed.
    - `checkup(tell, found)`: every check; `found(finding)` is called as each is made.
    """

    house: Callable[[], House]
    unlock_by_keyring: Callable[[], Unlocked]
    meet: Callable[[NewDesk, Tell], Met]
    forget: Callable[[], None]
    appoint: Callable[[str, str, Tell], None]
    equip: Callable[[Gear, Tell], tuple[Refusal, ...]]
    start_people: Callable[[tuple[str, ...], Tell], tuple[Starter, ...]]
    recovery_key: Callable[[str], str]
    print_recovery: Callable[[str], str]
    change_passphrase: Callable[[str, str], None]
    keep_in_keyring: Callable[[str], None]
    restore: Callable[[str, str, Tell], bool]
    enrol_again: Callable[[str, str, Tell], str]
    recover: Callable[[str, str, str, Tell], str]
    back_up: Callable[[str, Tell], str]
    move: Callable[[str, Tell], Moved]
    mirror: Callable[[str], int]
    erase: Callable[[EraseOrder, Tell], WasErased]
    take_receipt: Callable[[str], FoundCase]
    new_version: Callable[[], NewVersion | None]
    find_version: Callable[[str, Tell], NewVersion | None]
    take_version: Callable[[Tell], str]
    checkup: Callable[[Tell, Callable[[Finding], None]], tuple[Finding, ...]]
