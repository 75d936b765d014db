"""Hand-over notes and one's own pace in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.letters import Note
from app.domain.pace import Pace
from app.domain.text import persian_digits
from ui import words

NONE = "یادداشتی نیست."
MINUTE = 60
Names = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note on its card."""

    note: Note
    said: str
    under: str
    pill: str = ""


def lines_of(notes: tuple[Note, ...], names: Names, now: datetime) -> tuple[NoteLine, ...]:
    """The newest first; `names` tells a person's name by number."""
    newest = sorted(notes, key=lambda note: note.at, reverse=True)
    return tuple(_line(note, names, now) for note in newest)


def count_of(lines: tuple[NoteLine, ...]) -> str:
    """How many wait."""
    return f"{persian_digits(len(lines))} یادداشت" if lines else NONE


def pace_lines(pace: Pace) -> tuple[tuple[str, str, str], ...]:
    """(name, value, against one's own last weeks)."""
    usual = pace.usual_requests
    return (
        (
            "درخواست‌های امروز",
            persian_digits(pace.requests),
            "" if usual is None else f"روزهای پیش: {persian_digits(usual)}",
        ),
        (
            "زمان میانه هر مراجعه",
            minutes(pace.served),
            "" if pace.usual_served is None else f"روزهای پیش: {minutes(pace.usual_served)}",
        ),
    )


def minutes(seconds: int | None) -> str:
    """Whole minutes; a dash where nothing is known.

    >>> minutes(None), minutes(410)
    ('—', '۷ دقیقه')
    """
    if seconds is None:
        return "—"
    return f"{persian_digits(max(1, round(seconds / MINUTE)))} دقیقه"


def _line(note: Note, names: Names, now: datetime) -> NoteLine:
    about = "، ".join(words.tracking(tid) for tid in note.tids)
    under = " · ".join(filter(None, (names(note.by), words.since(note.at, now), about)))
    return NoteLine(note, note.said, under, "تنها برای شما" if note.to else "")
