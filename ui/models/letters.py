"""Papers to agencies and from them: the list being made, today's lists, all as rows of words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from app.domain.acts import RequestRow
from app.domain.errors import OperatorCanFix
from app.domain.jalali import clock_time
from app.domain.letters import Letter, LetterRow, Sheet
from app.domain.text import persian_digits
from ui import words
from ui.models.case_acts import CaseAct

Direction = Literal["sent", "received"]
NEW = "new/"  # before the place of a sheet in the list being made
DIRECTIONS: dict[Direction, str] = {"sent": "فرستادن به دستگاه", "received": "رسیده از دستگاه"}
PAPER = {"sent": "پرونده درخواست", "received": "نتیجه درخواست"}
NOTHING = (
    "شناسه پیگیری را بنویسید یا رسید را پویش کنید و Enter بزنید؛ برگه به فهرست می‌آید. "
    "F9 فهرست را ثبت می‌کند. فهرست‌های امروز هم این‌جا می‌آیند."
)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A sheet of the list being made, or a list of today, ready to paint."""

    key: str
    title: str
    second: str
    pill: str
    tone: str

    @property
    def said(self) -> str:
        """All of it, for the ear."""
        return "، ".join((self.title, self.pill, self.second))


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """The list being made. All its sheets are one agency's; `whose` names each request."""

    direction: Direction = "sent"
    agency: str = ""
    rows: tuple[Sheet, ...] = ()
    whose: Mapping[str, str] = field(default_factory=dict)

    def turn(self) -> Self:
        """The other direction; a list that was begun stays what it is."""
        if self.rows:
            return self
        return replace(self, direction="received" if self.direction == "sent" else "sent")

    def add(self, request: RequestRow, sheets: tuple[Sheet, ...], agency: str) -> Self:
        """The same with those sheets; refused when another agency's, or there already."""
        if self.rows and agency and self.agency and agency != self.agency:
            raise OperatorCanFix("letter-other-agency")
        have = {(one.tid, one.paper) for one in self.rows}
        if any((one.tid, one.paper) in have for one in sheets):
            raise OperatorCanFix("paper-twice")
        whose = f"{request.applicant} – {request.service_title}"
        return replace(
            self,
            agency=self.agency if self.rows or not agency else agency,
            rows=(*self.rows, *sheets),
            whose={**self.whose, request.tid: whose},
        )

    def drop(self, key: str) -> Self:
        """The same without one sheet."""
        at = key.removeprefix(NEW)
        rows = tuple(row for place, row in enumerate(self.rows) if str(place) != at)
        return replace(self, rows=rows)

    def letter(self, carrier: str) -> Letter:
        """What is to be written."""
        return Letter(self.agency, self.rows, carrier)


def rows_of(
    draft: LetterDraft, lists: tuple[LetterRow, ...], agency: Callable[[str], str]
) -> dict[str, PaperRow]:
    """The sheets of the list being made, then today's lists, the newest first."""
    new = (_sheet(at, row, draft) for at, row in enumerate(draft.rows))
    done = (_list(one, agency) for one in reversed(lists))
    return {row.key: row for row in (*new, *done)}


def count(draft: LetterDraft, lists: tuple[LetterRow, ...]) -> str:
    """«۳ برگه در این فهرست · ۲ فهرست امروز»."""
    parts = ((len(draft.rows), "برگه در این فهرست"), (len(lists), "فهرست امروز"))
    return " · ".join(f"{persian_digits(number)} {name}" for number, name in parts if number)


def acts_of(draft: LetterDraft, marked: str) -> tuple[CaseAct, ...]:
    """What may be done now."""
    other: Direction = "received" if draft.direction == "sent" else "sent"
    empty = "" if draft.rows else words.reason("letter-empty")
    begun = "این فهرست آغاز شده است؛ نخست آن را ثبت (F9) یا خالی (F8) کنید." if draft.rows else ""
    new, written = marked.startswith(NEW), marked and not marked.startswith(NEW)
    return (
        CaseAct("write", "ثبت این فهرست", "F9", empty),
        CaseAct("turn", DIRECTIONS[other], "F7", begun),
        CaseAct("drop", "برداشتن برگه", "F8", "" if new else "برگه‌ای از این فهرست برگزیده نیست."),
        CaseAct("print", "چاپ فهرست", "F12", "" if written else "فهرست ثبت‌شده‌ای برگزیده نیست."),
    )


def _sheet(at: int, row: Sheet, draft: LetterDraft) -> PaperRow:
    place = f"جای آن: {row.place}" if row.place else ""
    sheets = f"{persian_digits(row.sheets)} برگ"
    return PaperRow(
        key=f"{NEW}{at}",
        title=f"{row.paper} – {draft.whose.get(row.tid, '')}",
        second=" · ".join(filter(None, (words.tracking(row.tid), sheets, place))),
        pill="در این فهرست",
        tone="info",
    )


def _list(one: LetterRow, agency: Callable[[str], str]) -> PaperRow:
    sent = one.direction == "sent"
    papers = f"{persian_digits(len(one.letter.rows))} برگه"
    carrier = f"با {one.letter.carrier}" if one.letter.carrier else ""
    number = f"فهرست شماره {persian_digits(one.number)}" if sent else "فهرست"
    return PaperRow(
        key=one.list,
        title=f"{number} {'به' if sent else 'از'} {agency(one.letter.agency)}",
        second=" · ".join(filter(None, (clock_time(one.at), papers, carrier))),
        pill="فرستاده شد" if sent else "رسید",
        tone="good" if sent else "",
    )
