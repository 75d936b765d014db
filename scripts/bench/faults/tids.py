"""Tracking IDs under clock chaos, and four kinds of check digits against people's slips.

`python -m scripts.bench.faults.tids` gives a million numbers in lives with jumps of ±10 years,
restarts and new enrolments, and prints the table of check digits.
"""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.domain import clock, tracking
from app.domain.clock import Verified
from app.domain.jalali import day_number, tehran_date
from app.domain.moments import Moment, to_wire
from app.domain.tracking import Number

DECADE = 3652
START = datetime(2026, 11, 21, tzinfo=UTC)


@dataclass
class Life:
    """One desk: real time, its lying clocks, its enrolments and what it gave out."""

    chance: random.Random
    real: datetime = START
    wall_off: timedelta = timedelta()
    booted: datetime = START
    boots: int = 0
    ep: int = 1
    last: Number | None = None
    known: Verified | None = None
    lease_day: int = 0
    given: int = 0
    equal: int = 0
    stuck: int = 0
    refused: int = 0
    seen: set[str] = field(default_factory=set)

    def moment(self) -> Moment:
        """What the machine says."""
        up = int((self.real - self.booted) / timedelta(milliseconds=1)) + 1
        return Moment(self.real + self.wall_off, up, f"{self.boots:016x}")

    def sync(self) -> None:
        """A verified answer: server time and a new lease; work must be possible after it."""
        moment = self.moment()
        self.known = Verified(to_wire(self.real), to_wire(moment.wall), moment.up, moment.boot)
        self.lease_day = day_number(tehran_date(self.real)) + 14
        self.stuck += not self.give()

    def give(self) -> bool:
        """One number, as registering gives it; False when the lease seems over."""
        today = day_number(tehran_date(clock.trusted(self.known, self.moment())))
        if today > self.lease_day:
            self.refused += 1
            return False
        self.last = tracking.next_number(self.last, today=today, lease_day=self.lease_day)
        day, serial = self.last
        tid = tracking.compose(office="00000", ep=self.ep, day=day, serial=serial)
        self.equal += tid in self.seen
        self.seen.add(tid)
        self.given += 1
        return True

    def happen(self) -> None:
        """Something of an office's life."""
        self.real += timedelta(minutes=self.chance.randrange(1, 240))
        what = self.chance.random()
        if what < 0.20:
            self.wall_off = timedelta(days=self.chance.randrange(-DECADE, DECADE))
        elif what < 0.45:
            self.boots, self.booted = self.boots + 1, self.real
        elif what < 0.85:
            self.sync()
        elif what < 0.86 and self.ep < 900:
            self.ep, self.last = self.ep + 1, None
            self.sync()


def life(chance: random.Random, *, numbers: int) -> Life:
    """A life that gives so many numbers, in bursts between its events."""
    lived = Life(chance)
    lived.sync()
    while lived.given < numbers:
        lived.happen()
        for _ in range(min(chance.randrange(1, 400), numbers - lived.given)):
            if not lived.give():
                break
    return lived


# Check digits ------------------------------------------------------------------------------------


def _table(rows: str) -> list[list[int]]:
    return [[int(digit) for digit in row] for row in rows.split()]


_D = _table(
    "0123456789 1234067895 2340178956 3401289567 4012395678"
    " 5987604321 6598710432 7659821043 8765932104 9876543210"
)
_P = _table(
    "0123456789 1576283094 5803796142 8916043527 9453126870 4286573901 2793806415 7046913258"
)
_INV = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9]
_DAMM = _table(
    "0317598642 7092154863 4206871359 1750983426 6123045978"
    " 3674209581 5869720134 8945362017 9438617205 2581436790"
)


def luhn(body: str) -> str:
    """One digit."""
    total = sum(sum(divmod(int(c) * (2 - i % 2), 10)) for i, c in enumerate(reversed(body)))
    return str(-total % 10)


def verhoeff(body: str) -> str:
    """One digit."""
    c = 0
    for i, digit in enumerate(reversed(body)):
        c = _D[c][_P[(i + 1) % 8][int(digit)]]
    return str(_INV[c])


def damm(body: str) -> str:
    """One digit."""
    c = 0
    for digit in body:
        c = _DAMM[c][int(digit)]
    return str(c)


def mod97(body: str) -> str:
    """Two digits, as in a tracking ID."""
    return f"{98 - int(body) * 100 % 97:02}"


KINDS: dict[str, Callable[[str], str]] = {
    "Luhn": luhn,
    "Verhoeff": verhoeff,
    "Damm": damm,
    "MOD 97-10": mod97,
}


def _twin(pair: str) -> str:
    """The number that sounds alike: ۳۰ and ۱۳, … ۹۰ and ۱۹."""
    if pair[0] in "3456789" and pair[1] == "0":
        return f"1{pair[0]}"
    return f"{pair[1]}0" if pair[0] == "1" and pair[1] in "3456789" else ""


def slips(body: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """(kind of slip, what was typed instead), at every position."""
    for i, a in enumerate(body):
        for b in "0123456789":
            if b != a:
                yield "one digit", body[:i] + b + body[i + 1 :]
    for i in range(len(body) - 1):
        pair = body[i : i + 2]
        yield "neighbours swapped", body[:i] + pair[::-1] + body[i + 2 :]
        if pair[0] == pair[1]:
            for b in "0123456789":
                yield "aa→bb", body[:i] + b * 2 + body[i + 2 :]
        if _twin(pair):
            yield "۵۰↔۱۵", body[:i] + _twin(pair) + body[i + 2 :]
    for i in range(len(body) - 2):
        three = body[i : i + 3]
        yield "abc→cba", body[:i] + three[::-1] + body[i + 3 :]
        if three[0] == three[2]:
            for b in "0123456789":
                yield "aba→cbc", body[:i] + b + three[1] + b + body[i + 3 :]
    for _ in range(20):
        yield "any other number", f"{chance.randrange(10**16):016}"


def check_digits(chance: random.Random, *, numbers: int) -> dict[str, dict[str, float]]:
    """Percent of slips each kind finds; the check digits themselves are typed right."""
    tried: dict[str, int] = {}
    found: dict[str, dict[str, int]] = {}
    for _ in range(numbers):
        body = f"{chance.randrange(10**16):016}"
        right = {name: digits(body) for name, digits in KINDS.items()}
        for slip, typed in slips(body, chance):
            if typed == body:
                continue
            tried[slip] = tried.get(slip, 0) + 1
            row = found.setdefault(slip, dict.fromkeys(KINDS, 0))
            for name, digits in KINDS.items():
                row[name] += digits(typed) != right[name]
    return {
        slip: {name: round(100 * count / tried[slip], 1) for name, count in row.items()}
        for slip, row in found.items()
    }


def main() -> int:
    """A million numbers, then the table."""
    lived = life(random.Random(14050830), numbers=1_000_000)
    print(
        f"tracking IDs: {lived.given} given in {(lived.real - START).days} days, {lived.boots}"
        f" restarts, {lived.ep} enrolments: {lived.equal} equal, {lived.stuck} times stuck after a"
        f" sync ({lived.refused} refusals until one)",
        flush=True,
    )
    for slip, row in check_digits(random.Random(1), numbers=2_000).items():
        print(f"{slip:<20}" + "".join(f"{name} {value:5.1f}   " for name, value in row.items()))
    return 1 if lived.equal or lived.stuck else 0


if __name__ == "__main__":
    sys.exit(main())
