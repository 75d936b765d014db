"""Prefilling a form from earlier requests of the same citizen, each answer with where it came from.

Only what people are asked again and again is taken over: who the applicant is and how to reach
them. What stands in a paper of that day, or is about that very request, is asked anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.answers import clean
from app.domain.forms import Field, Form

LASTING = ("applicant_", "residence_", "father_", "mother_", "birth_")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier request and what it answered."""

    tid: str
    at: datetime
    service_title: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer came from: which service, on which moment."""

    service_title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Filled:
    """Answers taken over, and of each where it came from; shown as such until confirmed."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Provenance] = field(default_factory=dict)


def fill_from(form: Form, earlier: Sequence[Earlier]) -> Filled:
    """What the newest earlier answers say to the lasting questions of a form, where they fit."""
    answers: dict[str, Any] = {}
    sources: dict[str, Provenance] = {}
    for request in sorted(earlier, key=lambda one: one.at, reverse=True):
        for asked in form.fields:
            said = request.answers.get(asked.name)
            if asked.name not in answers and said is not None and _lasts(asked, said):
                answers[asked.name] = said
                sources[asked.name] = Provenance(request.service_title, request.at)
    return Filled(answers, sources)


def _lasts(asked: Field, said: Any) -> bool:
    if not asked.asked or not asked.name.startswith(LASTING) or asked.kind in ("table", "list"):
        return False
    if asked.choices and said not in {value for value, _ in asked.choices}:
        return False
    return not isinstance(said, str) or clean(asked.kind, said) == said
