"""What a card says beyond the eleven fields, each with its status (#7, #38–#40)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.cards import Agency, Service
from app.domain.catalogue import Catalogue
from app.domain.jalali import long_date, parse
from app.domain.text import persian_digits
from regulator.catalogue import shelf
from regulator.catalogue.models import Waiver
from regulator.words import word

Said = Mapping[str, Any]
UNDECLARED = "undeclared"


@dataclass(frozen=True, slots=True)
class Stated:
    """One attribute: its name, what is said of it, and whether anybody said it."""

    title: str
    text: str

    @property
    def status(self) -> str:
        """known, or undeclared by the agency."""
        return "known" if self.text else UNDECLARED


def attributes(catalogue: Catalogue, service: Service) -> list[Stated]:
    """All of them, in the order of the page."""
    card = shelf.cards().get(service.number, {})
    said: Said = card.get("attributes", {})
    return [
        Stated(word("attributes", name), text) for name, text in _texts(catalogue, service, said)
    ]


def _texts(catalogue: Catalogue, service: Service, said: Said) -> Iterator[tuple[str, str]]:
    yield "audience", word("audiences", service.audience)
    yield "channels", "، ".join(word("channels", one) for one in said.get("channels", ()))
    yield "hours", str(said.get("hours", ""))
    yield "electronic", _electronic(said.get("electronic"))
    yield "cofog", persian_digits(said.get("cofog", ""))
    yield "cluster", str(said.get("cluster", ""))
    yield "owner", catalogue.agency_name(said["owner"]) if said.get("owner") else ""
    yield "review_date", long_date(parse(said["review_date"])) if said.get("review_date") else ""
    yield "contact", contact(catalogue.agencies.get(service.agency))


def _electronic(said: object) -> str:
    if not isinstance(said, dict):
        return ""
    target = said.get("target")
    when = f" – {long_date(parse(target))}" if target else ""
    return f"{word('electronic', said.get('status'))}{when}"


def contact(agency: Agency | None) -> str:
    """Telephone, fax, e-mail and address, as far as declared."""
    if agency is None:
        return ""
    parts = (agency.phone, agency.fax, agency.email, agency.address)
    return "، ".join(persian_digits(part) for part in parts if part)


def waiver(service: Service) -> Waiver | None:
    """The waiver this card was published under, while any field is undeclared."""
    if all(field.status != UNDECLARED for field in service.card):
        return None
    return Waiver.objects.filter(service=service.key).first()
