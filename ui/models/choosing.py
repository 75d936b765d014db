"""What the service list knows: what was typed, which category, which service the keys stand on."""

import re
from dataclasses import dataclass, replace
from typing import Self

from app.domain.catalogue import Catalogue, Service, search
from ui.models.layout import meant

ALL = ""


@dataclass(frozen=True, slots=True)
class Choosing:
    """Services that match, and the marked one among them."""

    catalogue: Catalogue
    typed: str = ""
    category: str = ALL
    found: tuple[Service, ...] = ()
    at: int = 0

    @classmethod
    def begin(cls, catalogue: Catalogue) -> Self:
        """Everything that is offered."""
        return cls(catalogue)._again()

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

    def _again(self) -> Self:
        # Words typed with the Latin layout find what was meant, once they find nothing themselves.
        found = search(self.catalogue, self.typed)
        if not found and (words := meant(self.typed)):
            found = search(self.catalogue, words)
        fit = tuple(s for s in found if self.category in (ALL, s.category))
        return replace(self, found=fit)


def agency_of(catalogue: Catalogue, service: Service) -> str:
    """The agency's short name; several when an answer chooses among them."""
    keys = [service.agency] if service.agency else []
    if service.agency_by:
        keys = list(dict.fromkeys(service.agency_by[1].values()))
    names = [_short(catalogue, key) for key in keys]
    return "، ".join(names[:2]) + (" و …" if len(names) > 2 else "")


def short_name(category: str) -> str:
    """«ج) راهنمایی و رانندگی و انتظامی» → «راهنمایی و رانندگی», short enough for a pill."""
    plain = re.sub(r"^[^\s)]{1,4}\)\s*|\s*\(.*\)$", "", category).strip()
    plain = re.sub(r"^(امور|خدمات)\s+", "", plain)
    return re.split(r"،|\s+و\s+(?!رانندگی|بازرگانی)", plain)[0].strip()


def _short(catalogue: Catalogue, key: str) -> str:
    agency = catalogue.agencies.get(key)
    return (agency.short or agency.name) if agency else key
