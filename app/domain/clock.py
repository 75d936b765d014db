"""Trusted time: what the regulator's clock last said, carried on by the monotonic one.

A wall clock may be wrong by years; nothing that matters follows it alone (design.md 6).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.moments import Moment, from_wire


@dataclass(frozen=True, slots=True)
class Verified:
    """Server time of the last verified answer, with this machine's clocks at that moment."""

    server: str
    wall: str
    up: int
    boot: str


def trusted(known: Verified | None, moment: Moment) -> datetime:
    """The best guess of the real time.

    In the same boot: server time and the monotonic time since. After a reboot the uptime before
    it is unknown, so the later of the wall clock and (server time and this uptime) counts.
    """
    if known is None:
        return moment.wall
    server = from_wire(known.server)
    if known.boot == moment.boot:
        return server + timedelta(milliseconds=moment.up - known.up)
    return max(moment.wall, server + timedelta(milliseconds=moment.up))


A_DAY = timedelta(days=1)


def needs_a_word(known: Verified | None, moment: Moment) -> bool:
    """Whether a person should confirm the date before something new is promised.

    The wall clock is more than a day from what the regulator's word and the counted time make it.
    After a reboot that is also so when more than a day was not counted, for nobody knows then.
    """
    if known is None:
        return False
    counted = moment.up - known.up if known.boot == moment.boot else moment.up
    expected = from_wire(known.server) + timedelta(milliseconds=counted)
    return abs(moment.wall - expected) > A_DAY


def doubt(known: Verified, moment: Moment) -> dict[str, int]:
    """An entry's `ck`: how far the wall clock was off (ms), and how old that knowledge is (s)."""
    off = from_wire(known.wall) - from_wire(known.server)
    age = trusted(known, moment) - from_wire(known.server)
    return {"off": round(off / timedelta(milliseconds=1)), "age": max(0, int(age.total_seconds()))}


@dataclass(frozen=True, slots=True)
class Step:
    """A wall clock that moved by itself: where it should stand, where it stands, time passed."""

    expected: datetime
    found: datetime
    mono_ms: int


LARGEST_DRIFT = timedelta(minutes=2)


def stepped(last: Moment, moment: Moment) -> Step | None:
    """Whether the wall clock jumped against the monotonic one since the last entry.

    Across a reboot nothing can be said: the monotonic clock began again.
    """
    if last.boot != moment.boot or moment.up < last.up:
        return None
    passed = moment.up - last.up
    expected = last.wall + timedelta(milliseconds=passed)
    if abs(moment.wall - expected) <= LARGEST_DRIFT:
        return None
    return Step(expected, moment.wall, passed)
