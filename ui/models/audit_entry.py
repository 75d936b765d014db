"""An opened entry in words: its facts, its body, its neighbours, and what the check here found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from app.domain.audit import Facets, Row
from app.domain.audit_check import OPEN, Checked, Name
from app.domain.audit_sheets import EntrySheet
from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui import words
from ui.audit_functions import Opened
from ui.models.audit_body import BodyLine, lines_of
from ui.models.audit_rows import place_of
from ui.models.audit_words import (
    VERDICTS,
    grouped,
    moment,
    office_name,
    rule,
    service_name,
)
from ui.models.entries import entry_name

WHOLE = "معتبر و دست‌نخورده"
STEPS: Mapping[Name, tuple[str, str]] = {
    "leaf": ("اثر رویداد همان است که از متن آن به دست می‌آید", "اثر رویداد با متن آن نمی‌خواند"),
    "certificate": ("کلید باجه گواهی سازمان را دارد", "گواهی کلید باجه درست نیست"),
    "signature": ("امضای باجه درست است", "امضای رویداد درست نیست"),
    "shown": ("آنچه نشان داده شد همان است که امضا شده", "آنچه سازمان نشان داد آن نیست که امضا شده"),
    "chain": ("به رویداد پیشین خود زنجیر است", "به رویداد پیشین خود زنجیر نیست"),
    "included": (
        "در سیاهه کشور ایستاده و برهان آن تا سر امضاشده می‌رسد",
        "برهان آن به سر امضاشده سیاهه کشور نمی‌رسد",
    ),
}
WAITS: Mapping[Name, str] = {
    "shown": "چیزی خوانا نیست که با آن سنجیده شود",
    "chain": "رویداد پیشین در دست نیست",
    "included": "هنوز به سر امضاشده سیاهه کشور نرسیده است",
}
REASON = 10


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One step of the check in words."""

    words: str
    tone: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """The entry on screen; `clear` is its body uncovered, once a reason was given."""

    opened: Opened
    facets: Facets
    clear: Mapping[str, Any] | None = None
    may_unmask: bool = True

    def uncovered(self, body: Mapping[str, Any]) -> Self:
        """The regulator gave what was covered."""
        return replace(self, clear=body)

    @property
    def sheet(self) -> EntrySheet:
        """As the regulator told it."""
        return self.opened.sheet

    @property
    def title(self) -> str:
        """What happened."""
        return entry_name(self.sheet.row.type) if self.sheet.row.type else "رویداد ناخوانا"

    @property
    def under(self) -> str:
        """Where it stands."""
        return place_of(self.sheet.row)

    @property
    def verdict(self) -> tuple[str, str]:
        """The whole check in a word and its tone."""
        if self.opened.lied is not None:
            return "سیاهه کشور با آنچه پیش‌تر دیده شد نمی‌خواند", "bad"
        checked = self.opened.checked
        if checked is None:
            return "این نقش متن امضاشده را نمی‌گیرد", ""
        if checked.flaws:
            return STEPS[checked.flaws[0].name][1], "bad"
        return (WHOLE, "good") if checked.whole else ("هنوز برهان ندارد", "warn")

    @property
    def checks(self) -> tuple[CheckLine, ...]:
        """Every step, in the order they rest on each other."""
        lines = _checks(self.opened.checked) if self.opened.checked else ()
        if lied := self.opened.lied:
            return (CheckLine(words.sentence(lied), "bad", words.who_acts(lied)), *lines)
        return tuple(lines)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The entry's own facts, labelled."""
        return tuple((label, said) for label, said in _facts(self.sheet, self.facets) if said)

    @property
    def lines(self) -> tuple[BodyLine, ...]:
        """The body, covered where it is covered."""
        if self.clear is not None:
            return lines_of(self.clear, ())
        return lines_of(self.sheet.body, self.sheet.masked)

    @property
    def body_note(self) -> str:
        """Why the body is not all there."""
        if self.sheet.erased:
            return "داده شخصی این رویداد پاک شده است؛ آنچه مانده نشان داده می‌شود."
        if self.sheet.body is None:
            return "محتوای این رویداد به سازمان نرسیده یا این نقش آن را نمی‌بیند."
        if self.clear is not None:
            return "داده شخصی نشان داده شد؛ دلیل شما نزد سازمان ثبت است."
        count = len(self.sheet.masked)
        return f"{grouped(count)} داده شخصی پوشیده است." if count else ""

    @property
    def may_uncover(self) -> bool:
        """Whether something is covered still that this account may see."""
        return self.may_unmask and bool(self.sheet.masked) and self.clear is None

    @property
    def neighbours(self) -> tuple[tuple[str, Row], ...]:
        """The entries before and after in the chain, in words."""
        pairs = (("پیش از این", self.sheet.before), ("پس از این", self.sheet.after))
        return tuple((f"{said}: {_short(row)}", row) for said, row in pairs if row)

    @property
    def forks(self) -> tuple[str, ...]:
        """Other entries that claim the same place."""
        return tuple(
            f"رویداد دیگری با همین شماره، {moment(fork.arrived)} رسید: {isolate(fork.leaf[:16])}…"
            for fork in self.sheet.forks
        )

    @property
    def findings(self) -> tuple[str, ...]:
        """What the rules found about it."""
        return tuple(rule(one.rule) for one in self.sheet.findings)


def reason_fits(typed: str) -> bool:
    """A reason for seeing a person's data has at least ten letters."""
    return len("".join(typed.split())) >= REASON


def _checks(checked: Checked) -> Iterator[CheckLine]:
    for step in checked.steps:
        right, wrong = STEPS[step.name]
        if step.flaw == OPEN:
            yield CheckLine(WAITS[step.name], "warn")
        else:
            yield CheckLine(wrong, "bad", step.flaw) if step.flaw else CheckLine(right, "good")


def _facts(sheet: EntrySheet, facets: Facets) -> Iterator[tuple[str, str]]:
    row = sheet.row
    yield "زمان باجه", moment(row.at)
    yield "رسیدن به سازمان", moment(row.arrived)
    yield "دفتر", office_name(facets, row.office)
    yield "باجه", f"{persian_digits(row.desk)} · ثبت {persian_digits(row.ep)}"
    yield "متصدی", persian_digits(row.operator)
    yield "خدمت", service_name(facets, row.service)
    yield "مبلغ", "" if row.amount is None else f"{rials(row.amount)} ریال"
    yield "شناسه پیگیری", words.tracking(row.tid) if row.tid else ""
    yield "کلید", isolate(row.dev)
    yield "سرنوشت", VERDICTS.get(row.verdict, (row.verdict, ""))[0]
    yield "دلیل سرنوشت", rule(row.reason) if row.reason else ""
    payload = sheet.payload or {}
    yield "نسخه فهرست", persian_digits(payload["cat"]) if payload.get("cat") else ""
    yield "برنامه", isolate(str(payload["app"])) if payload.get("app") else ""
    yield "اثر رویداد", isolate(row.leaf)


def _short(row: Row) -> str:
    name = entry_name(row.type) if row.type else "ناخوانا"
    return f"{name} · شماره {isolate(grouped(row.seq))} · {moment(row.at)}"
