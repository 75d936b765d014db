"""The small form of one act on a case: what it asks, what becomes of the money, and what is wrong.

A frozen value; every key press makes the next one. The desk checks again what is checked here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from app.domain import jalali, keyboard
from app.domain.documents import right_code
from app.domain.errors import Refusal
from app.domain.forms import Answer, Field
from ui import words
from ui.models.case import Line

LEAST, CODES = 3, "code/"  # letters of a reason; before a paper's title


@dataclass(frozen=True, slots=True)
class Tick:
    """One of several that are ticked or not; a paper's `kind` says whether a copy may be kept."""

    name: str
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ActForm:
    """`plan` is what the act was shown to do, handed back to it unchanged; `confirm` the words of
    the button that does it. `required` fields must be answered; of `ticks` at least `least`.
    `files` are the copies kept of ticked papers, by name; fields below CODES ask for the
    verification code of one."""

    name: str
    title: str
    said: str
    confirm: str
    fields: tuple[Field, ...] = ()
    required: frozenset[str] = frozenset()
    ticks: tuple[Tick, ...] = ()
    least: int = 0
    money: tuple[Line, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    plan: Any = None
    pressed: bool = False
    busy: bool = False
    trouble: str = ""
    who: str = ""

    def answer(self, name: str, value: Answer) -> Self:
        """The same with one answer changed."""
        return replace(self, answers={**self.answers, name: value}, trouble="", who="")

    def tick(self, name: str, on: bool) -> Self:
        """The same with one tick changed."""
        ticked = self.ticked | {name} if on else self.ticked - {name}
        return replace(self, ticked=ticked, trouble="", who="")

    def attach(self, name: str, kept: str) -> Self:
        """A copy of that paper was kept: it was met, too."""
        return replace(self.tick(name, True), files={**self.files, name: kept})

    def wait(self) -> Self:
        """A worker is at it."""
        return replace(self, busy=True, trouble="", who="")

    def refuse(self, refusal: Refusal) -> Self:
        """It was not done, and why; everything typed stays."""
        said, who = words.sentence(refusal), words.who_acts(refusal)
        return replace(self, busy=False, trouble=said, who=who)

    def press(self) -> Self:
        """It was to be done and cannot: everything that is missing shows."""
        few = "" if len(self.ticked) >= self.least else "دست‌کم یکی را نشان بزنید."
        return replace(self, pressed=True, trouble=few)

    def said_of(self, name: str) -> str:
        """What was answered, as text without spaces around; "" where nothing was."""
        return str(self.answers.get(name) or "").strip()

    def wrong(self, one: Field) -> str:
        """What is wrong with one answer; "" where nothing is."""
        typed = self.said_of(one.name)
        if not typed:
            return "این پرسش پاسخ می‌خواهد." if one.name in self.required else ""
        if one.kind == "jalali-date":
            return _date_wrong(typed)
        if one.name.startswith(CODES):
            return "" if right_code(typed) else "کد راستی‌آزمایی حرف و رقم لاتین است، دست‌کم ۴ نویسه."
        short = one.name == "reason" and len(typed) < LEAST
        return "دلیل را کمی روشن‌تر بنویسید." if short else ""

    def meant(self, one: Field) -> str:
        """The words that were typed on the other keyboard layout; "" where nothing looks so."""
        return keyboard.meant(self.said_of(one.name)) if one.kind == "text" else ""

    @property
    def ready(self) -> bool:
        """It can be done."""
        right = not any(self.wrong(one) for one in self.fields)
        return right and not self.busy and len(self.ticked) >= self.least

    @property
    def first_wrong(self) -> str:
        """The first field that is missing or wrong, or ""."""
        return next((one.name for one in self.fields if self.wrong(one)), "")


def date_of(form: ActForm, name: str) -> str:
    """A date that was asked, `YYYY/MM/DD`, or ""."""
    typed = form.said_of(name)
    return jalali.show(jalali.parse(typed)) if typed else ""


def _date_wrong(typed: str) -> str:
    try:
        jalali.parse(typed)
    except Refusal as refusal:
        return words.sentence(refusal)
    return ""
