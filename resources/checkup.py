"""The words of a finding: what was looked at, what it means, what to do."""

from dataclasses import dataclass

from app.domain.checkup import Finding
from app.domain.text import isolate, persian_digits
from resources import messages


@dataclass(frozen=True, slots=True)
class Said:
    """One finding in Persian; `do` is empty where all is well."""

    title: str
    found: str
    do: str


def said(finding: Finding) -> Said:
    """Its sentences, with the facts in them."""
    known, code = messages(), f"doctor-{finding.name}"
    found = known[f"{code}-{finding.state}"].format_map(_shown(finding))
    return Said(known[code], found, known.get(f"{code}-{finding.state}-do", ""))


def _shown(finding: Finding) -> dict[str, object]:
    """Numbers in Persian digits; addresses and codes kept in their own direction."""
    return {
        name: persian_digits(value) if type(value) is int else _text(value)
        for name, value in finding.facts.items()
    }


def _text(value: object) -> object:
    return isolate(value) if isinstance(value, str) and value.isascii() else value
