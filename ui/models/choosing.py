"""What the service list knows: what was typed, which category, which service the keys stand on."""

import re
from dataclasses import dataclass, field, replace
from typing import Self

from app.domain import delegation
from app.domain.acts import OfficeFacts
from app.domain.catalogue import Catalogue, Service, search
from app.domain.delegation import Standing
from app.domain.errors import Refusal
from app.domain.keyboard import meant, meant_latin
from ui.functions import Habits

ALL = ""
LETTERS = 3  # fewer, typed in the wrong layout, would find things by chance


@dataclass(frozen=True, slots=True)
class Choosing:
    """Services that match, and the marked one among them.

    `on` is today (`YYYY/MM/DD`). When what was typed finds nothing but the same keys of the other
    layout do, those are found, and `offer` holds their words.
    """

    catalogue: Catalogue
    office: OfficeFacts | None = None
    on: str = ""
    habits: Habits = field(default_factory=Habits)
    typed: str = ""
    category: str = ALL
    found: tuple[Service, ...] = ()
    at: int = 0
    offer: str = ""

    @classmethod
    def begin(
        cls, catalogue: Catalogue, *, office: OfficeFacts | None = None, on: str = ""
    ) -> Self:
        """Everything that is offered."""
        return cls(catalogue, office, on)._again()

    def type(self, typed: str) -> Self:
        """The same with other words in the search box."""
        return replace(self, typed=typed, at=0)._again()

    def narrow(self, category: str) -> Self:
        """The same inside one category; ALL widens again."""
        return replace(self, category=category, at=0)._again()

    def move(self, by: int) -> Self:
        """Mark another service; stops at both ends."""
        return replace(self, at=max(0, min(len(self.found) - 1, self.at + by)))

    def mark(self, at: int) -> Self:
        """Mark that one."""
        return replace(self, at=at)

    def learn(self, habits: Habits) -> Self:
        """Ordered by what this operator takes often; the mark stays on its service."""
        marked = self.marked
        ranked = replace(self, habits=habits)._again()
        if marked in ranked.found:
            return replace(ranked, at=ranked.found.index(marked))
        return replace(ranked, at=0)

    def swap(self, catalogue: Catalogue, on: str) -> Self:
        """The same words on a newer catalogue, on that day."""
        return replace(self, catalogue=catalogue, on=on, at=0)._again()

    @property
    def marked(self) -> Service | None:
        """The service Enter would choose."""
        return self.found[self.at] if self.found else None

    @property
    def categories(self) -> tuple[tuple[str, str], ...]:
        """(category, short name) of what is offered, in the catalogue's order."""
        names = dict.fromkeys(s.category for s in self.catalogue.services.values() if s.offered)
        # «سایر» is what fits nowhere else, so it comes last.
        order = sorted(names, key=lambda name: (name.startswith("سایر"), name))
        return ((ALL, "همه"), *((name, short_name(name)) for name in order))

    def pinned(self, service: Service) -> bool:
        """Whether this operator keeps it at the top."""
        return service.number in self.habits.pinned

    def standing(self, service: Service) -> Standing:
        """Whether this office may take it today; a catalogue without any list says nothing."""
        if self.office is None or not self.catalogue.delegations:
            return "active"
        return delegation.state_of(self.catalogue, service.number, self.office, self.on)

    def refusal(self, service: Service, opened: str | None = None) -> Refusal | None:
        """Why it cannot be begun today (or, begun on that day, not be ended); who must act."""
        if self.office is None or not self.catalogue.delegations:
            return None
        try:
            delegation.check(self.catalogue, service.number, self.office, on=self.on, opened=opened)
        except Refusal as refusal:
            return refusal
        return None

    def _again(self) -> Self:
        found, offer = self._search(self.typed), ""
        if not found and len(self.typed) >= LETTERS:
            for words in (meant(self.typed), meant_latin(self.typed)):
                if words and (found := self._search(words)):
                    offer = words
                    break
        if self.category != ALL:
            found = [service for service in found if service.category == self.category]
        return replace(self, found=tuple(found), offer=offer)

    def _search(self, words: str) -> list[Service]:
        habits = self.habits
        return search(self.catalogue, words, uses=habits.uses, pinned=habits.pinned)


def agency_of(catalogue: Catalogue, service: Service) -> str:
    """The agency's short name; several when an answer chooses among them."""
    keys = agencies_of(service)
    names = [_short(catalogue, key) for key in keys]
    return "، ".join(names[:2]) + (" و …" if len(names) > 2 else "")


def agencies_of(service: Service) -> list[str]:
    """The keys of all agencies that may be the one."""
    if service.agency_by:
        return list(dict.fromkeys(service.agency_by[1].values()))
    return [service.agency] if service.agency else []


def short_name(category: str) -> str:
    """«ج) راهنمایی و رانندگی و انتظامی» → «راهنمایی و رانندگی», short enough for a pill."""
    plain = re.sub(r"^[^\s)]{1,4}\)\s*|\s*\(.*\)$", "", category).strip()
    plain = re.sub(r"^(امور|خدمات)\s+", "", plain)
    return re.split(r"،|\s+و\s+(?!رانندگی|بازرگانی)", plain)[0].strip()


def _short(catalogue: Catalogue, key: str) -> str:
    agency = catalogue.agencies.get(key)
    return (agency.short or agency.name) if agency else key
