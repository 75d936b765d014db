"""What a request lacks (نقص مدارک): papers not met yet, answers that are empty or wrong."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from app.domain.forms import Filled, Form

ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to be brought. `kind` is a document's kind, or `answer` for a part of the form."""

    title: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for, by whom, and until which date (`YYYY/MM/DD`, or "")."""

    missing: tuple[Missing, ...]
    asked_by: Literal["desk", "agency"] = "desk"
    until: str = ""


@dataclass(frozen=True, slots=True)
class StillMissing:
    """One thing a request waits for: who asked, since when, and until which date (or "")."""

    title: str
    kind: str
    note: str
    asked_by: Literal["desk", "agency"]
    at: str
    until: str = ""


def what_is_missing(form: Form, filled: Filled, met: Collection[str]) -> tuple[Missing, ...]:
    """Required papers whose titles were not met, then the parts of the form that are not right."""
    papers = [
        Missing(paper.title, paper.kind, paper.note)
        for paper, wanted in filled.papers
        if wanted == "required" and paper.title not in met
    ]
    fields = dict.fromkeys(name.split("/")[0] for name in filled.errors)
    return (*papers, *(Missing(form.field(name).label, ANSWER) for name in fields))
