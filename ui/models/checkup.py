"""The desk's check-up as lines of words: what was found, what it means, what to do and who."""

from dataclasses import dataclass, replace
from typing import Self

from app.domain.checkup import Finding
from app.domain.progress import Progress
from app.domain.text import persian_digits
from resources import messages
from resources.checkup import said
from ui import words

STATES = {"ok": ("خوب", "good"), "warn": ("رسیدگی", "warn"), "bad": ("خراب", "bad")}
WORST = ("bad", "warn", "good")


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One finding in words; `do` and `who` are empty where all is well."""

    name: str
    title: str
    found: str
    do: str
    who: str
    pill: str
    tone: str


@dataclass(frozen=True, slots=True)
class Checkup:
    """A check-up under way or done. `part` is 0–100."""

    lines: tuple[CheckLine, ...] = ()
    running: bool = False
    looking: str = ""
    part: int = 0
    stopped: bool = False

    def begun(self) -> Self:
        """From the start."""
        return replace(self, lines=(), running=True, looking="", part=0, stopped=False)

    def at(self, progress: Progress) -> Self:
        """How far it is, and what is looked at now."""
        title = messages().get(f"doctor-{progress.step}", "")
        looking = f"در حال دیدن: {title}" if title else ""
        return replace(self, looking=looking, part=100 * progress.done // max(1, progress.of))

    def with_finding(self, finding: Finding) -> Self:
        """One more line."""
        return replace(self, lines=(*self.lines, line_of(finding)))

    def ended(self, *, stopped: bool = False) -> Self:
        """Done, or stopped by a person; the worst comes first."""
        lines = tuple(sorted(self.lines, key=lambda line: WORST.index(line.tone)))
        return replace(self, lines=lines, running=False, looking="", part=100, stopped=stopped)

    @property
    def verdict(self) -> tuple[str, str]:
        """(words, tone) over everything found so far."""
        if self.running:
            return "در حال معاینه…", "info"
        if self.stopped:
            return "متوقف شد", ""
        if not self.lines:
            return "", ""
        bad = sum(line.tone == "bad" for line in self.lines)
        warn = sum(line.tone == "warn" for line in self.lines)
        if bad:
            return f"{persian_digits(bad)} خرابی", "bad"
        if warn:
            return f"{persian_digits(warn)} کار برای رسیدگی", "warn"
        return "همه چیز خوب است", "good"


def line_of(finding: Finding) -> CheckLine:
    """A finding in words."""
    told = said(finding)
    pill, tone = STATES[finding.state]
    who = words.OWNERS[finding.owner] if told.do else ""
    return CheckLine(finding.name, told.title, told.found, told.do, who, pill, tone)
