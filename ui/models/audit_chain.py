"""A desk's chains as they are drawn: lanes of enrolments on one axis of time, and what is odd on
them.

Times are minutes since the oldest; the words of every mark stand in a list beside the drawing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Self

from app.domain.audit_sheets import Chains, DeskChain, EnrolmentChain
from app.domain.jalali import MONTHS, tehran_date, tehran_time
from app.domain.text import isolate, persian_digits
from ui.models.audit_words import grouped, moment, read

Kind = Literal["opened", "gap", "fork", "step", "silence", "restored", "closed"]
KINDS: dict[Kind, tuple[str, str]] = {
    "opened": ("آغاز ثبت باجه", "info"),
    "gap": ("جای خالی", "bad"),
    "fork": ("دو رویداد با یک شماره", "bad"),
    "step": ("جابه‌جایی ساعت", "warn"),
    "silence": ("بی خبری", "warn"),
    "restored": ("بازگردانی پرونده", "warn"),
    "closed": ("پایان ثبت باجه", ""),
}
ODD: tuple[Kind, ...] = ("gap", "fork", "step", "silence", "restored")
STEPS = (1, 7, 30, 91, 182, 365)
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class ChainMark:
    """Something on a lane: from `start` to `end` (the same where it is a moment), its words, and
    the place in the chain it is at."""

    kind: Kind
    start: datetime
    end: datetime
    words: str
    dev: str
    lane: int
    seq: int | None = None

    @property
    def days(self) -> tuple[str, str]:
        """Its first and last day in Tehran, as a filter names them."""
        since, until = (tehran_time(at).date().isoformat() for at in (self.start, self.end))
        return since, until

    @property
    def title(self) -> str:
        """What it is called."""
        return KINDS[self.kind][0]

    @property
    def tone(self) -> str:
        """Its tone."""
        return KINDS[self.kind][1]


@dataclass(frozen=True, slots=True)
class Lane:
    """One enrolment: from its first sign of life to its last."""

    name: str
    dev: str
    start: datetime
    end: datetime
    closed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """All lanes and marks between `start` and `end`."""

    title: str
    start: datetime
    end: datetime
    lanes: tuple[Lane, ...]
    marks: tuple[ChainMark, ...]

    @property
    def ticks(self) -> tuple[tuple[datetime, str], ...]:
        """Days written below the axis, as many as can be told apart."""
        days = max(1, (self.end - self.start).days)
        step = next((one for one in STEPS if days / one <= MOST_TICKS), STEPS[-1] * 2)
        found, at = [], self.start
        while at <= self.end:
            found.append((at, _day(at, step)))
            at += timedelta(days=step)
        return tuple(found)

    def part(self, at: datetime) -> float:
        """How far along the axis a moment lies, 0 to 1."""
        whole = (self.end - self.start).total_seconds()
        return min(1.0, max(0.0, (at - self.start).total_seconds() / whole)) if whole else 0.5

    @property
    def tally(self) -> tuple[tuple[str, str], ...]:
        """How many of each odd kind, in a word and its tone."""
        counts = Counter(mark.kind for mark in self.marks)
        said = [(f"{grouped(counts[k])} {KINDS[k][0]}", KINDS[k][1]) for k in ODD if counts[k]]
        return tuple(said) or (("بی گسست", "good"),)

    @classmethod
    def of(cls, desk: DeskChain, now: datetime) -> Self | None:
        """A desk's chains; None where none has a time."""
        lanes, marks = [], []
        for at, chain in enumerate(desk.enrolments):
            lane = _lane(chain, now)
            lanes.append(lane)
            marks += sorted(_marks(chain, lane, at), key=lambda one: one.start)
        if not lanes:
            return None
        start, end = min(lane.start for lane in lanes), max(lane.end for lane in lanes)
        office, number = persian_digits(desk.office), persian_digits(desk.desk)
        title = f"دفتر {isolate(office)} · باجه {number}"
        return cls(title, start, max(end, start + timedelta(hours=1)), tuple(lanes), tuple(marks))


def drawings(chains: Chains, now: datetime) -> tuple[Drawing, ...]:
    """One drawing for each desk."""
    made = (Drawing.of(desk, now) for desk in chains.desks)
    return tuple(one for one in made if one is not None)


def _lane(chain: EnrolmentChain, now: datetime) -> Lane:
    told = (chain.opened, chain.began, chain.ended, chain.closed)
    times = [at for at in map(read, told) if at is not None] or [now]
    start, end = min(times), max(times)
    came = f"{isolate(grouped(chain.seqs))} رویداد"
    name = f"ثبت {persian_digits(chain.ep)} · {came}"
    return Lane(name, chain.dev, start, end, bool(chain.closed))


def _marks(chain: EnrolmentChain, lane: Lane, at: int) -> Iterator[ChainMark]:
    def mark(kind: Kind, told: str, words: str, seq: int | None = None) -> ChainMark:
        when = read(told) or lane.start
        return ChainMark(kind, when, when, words, chain.dev, at, seq)

    if chain.opened:
        yield mark("opened", chain.opened, f"کلید {isolate(chain.dev)}")
    for gap in chain.gaps:
        # A gap has no time of its own: it lies as far along as its numbers do.
        part = (gap.first - chain.first) / max(1, chain.last - chain.first)
        when = lane.start + (lane.end - lane.start) * part
        span = f"شماره {isolate(grouped(gap.first))} تا {isolate(grouped(gap.last))} نرسیده است"
        yield ChainMark("gap", when, when, span, chain.dev, at, gap.first)
    for fork in chain.forks:
        yield mark("fork", fork.at, f"شماره {isolate(grouped(fork.seq))}", fork.seq)
    for step in chain.steps:
        yield mark("step", step.at, _stepped(step.ms), step.seq)
    for calm in chain.silences:
        since, until = read(calm.since), read(calm.until)
        if since and until:
            said = f"{grouped(calm.hours)} ساعت، تا {moment(calm.until)}"
            yield ChainMark("silence", since, until, said, chain.dev, at)
    for back in chain.restored:
        yield mark("restored", back.at, f"شماره {isolate(grouped(back.seq))}", back.seq)
    if chain.closed:
        yield mark("closed", chain.closed, "")


def _stepped(ms: int) -> str:
    seconds = abs(ms) // 1000
    way = "به عقب" if ms < 0 else "به جلو"
    if seconds < 120:
        return f"{grouped(seconds)} ثانیه {way}"
    minutes = seconds // 60
    return (
        f"{grouped(minutes)} دقیقه {way}"
        if minutes < 120
        else f"{grouped(minutes // 60)} ساعت {way}"
    )


def _day(at: datetime, step: int) -> str:
    day = tehran_date(at)
    if step >= 365:
        return persian_digits(day.year)
    return f"{persian_digits(day.day)} {MONTHS[day.month - 1]}"
