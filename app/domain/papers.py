"""The pages an office hands out, as values: what each says, nothing about how it looks.

Texts are plain; printing shapes and isolates them. Moments are aware, money is whole rials.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PaperSize = Literal["roll80", "roll58", "a5", "a4", "a3"]


@dataclass(frozen=True, slots=True)
class Office:
    """The head of every page."""

    name: str
    code: str
    licence: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class FormHead:
    """What stands over a filled form. `places`: names of provinces by code."""

    service_title: str
    agency: str
    number: int
    tid: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
