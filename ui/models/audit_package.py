"""An evidence package being asked for: what goes in, why, with which bodies, and what came of
it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from app.domain.audit import Bodies, Facets, Filter
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.progress import Progress
from app.domain.text import isolate
from resources import flaws
from ui.audit_functions import PackageWanted, Packed
from ui.models.audit_entry import reason_fits
from ui.models.audit_filter import form_of
from ui.models.audit_words import grouped

BODIES: Mapping[Bodies, str] = {
    "masked": "با محتوای پوشیده",
    "none": "بی محتوا، تنها رویداد و برهان",
    "clear": "با محتوای کامل (دلیل ثبت می‌شود)",
}
STEPS: Mapping[str, str] = {
    "making": "سازمان بسته را می‌سازد",
    "fetching": "دریافت بسته",
    "files": "بررسی بسته در همین رایانه",
    "entries": "بررسی رویدادها و برهان آن‌ها در همین رایانه",
}
TITLE = 120


@dataclass(frozen=True, slots=True)
class PackageForm:
    """What is asked for, as typed, and the work under way."""

    filter: Filter = field(default_factory=Filter)
    leaves: tuple[str, ...] = ()
    title: str = ""
    reason: str = ""
    bodies: str = "masked"
    progress: Progress | None = None
    packed: Packed | None = None

    def typed(self, *, title: str, reason: str, bodies: str) -> Self:
        """What stands in the boxes."""
        return replace(self, title=title.strip(), reason=reason.strip(), bodies=bodies)

    def about(self, facets: Facets) -> str:
        """Which entries go in."""
        if self.leaves:
            return f"{grouped(len(self.leaves))} رویداد برگزیده"
        said = form_of(self.filter).said(facets)
        return " · ".join(said) or "همه رویدادهای حوزه شما"

    @property
    def troubles(self) -> Mapping[str, Refusal]:
        """What is wrong, by its box."""
        wrong: dict[str, Refusal] = {}
        if not self.title or len(self.title) > TITLE:
            wrong["title"] = OperatorCanFix("audit-package-title", most=TITLE)
        if not reason_fits(self.reason):
            wrong["reason"] = OperatorCanFix("audit-reason")
        return wrong

    @property
    def wanted(self) -> PackageWanted:
        """As it is asked for."""
        return PackageWanted(self.filter, self.leaves, self.title, self.reason, self.bodies)

    @property
    def step(self) -> str:
        """What is under way."""
        return STEPS.get(self.progress.step, "") if self.progress else ""

    @property
    def part(self) -> int:
        """How much of it is done, in percent; 0 where nobody can say."""
        now = self.progress
        return now.done * 100 // now.of if now and now.of else 0

    @property
    def told(self) -> tuple[str, str]:
        """What came of it, in words and a tone."""
        packed = self.packed
        if packed is None:
            return "", ""
        where = f"«{packed.path.name}»"
        if packed.flaw:
            return f"بسته {where}: {flaws.sentence(packed.flaw)}", "bad"
        count = grouped(packed.entries)
        return f"بسته {where} با {count} رویداد نگه داشته و بررسی شد: معتبر و دست‌نخورده.", "good"

    @property
    def digest(self) -> str:
        """The package's SHA-256, for the letter it goes with."""
        return isolate(self.packed.digest) if self.packed else ""
