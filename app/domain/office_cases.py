"""Requests of the office's other desks, as the regulator passed them on: values only."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.acts import RequestState


@dataclass(frozen=True, slots=True)
class OfficeCase:
    """A request of another desk of this office. `leaf` is its registration's; `receipt` that of its
    receipt, "" before there is one; `v_code` and `applicant` are empty once the body was erased."""

    tid: str
    leaf: str
    desk: int
    service: int
    service_title: str
    applicant: str
    state: RequestState
    total: int | None
    v_code: str
    due_at: str
    due_on: str
    receipt: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a request as the regulator told it: since when, who was responsible (#120)."""

    state: RequestState
    since: datetime
    by: str
    note: str
    agency: str = ""
    code: str = ""
    due_on: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """How far another desk of the office is known here: its newest entry, and as of when."""

    dev: str
    desk: int
    seq: int
    as_of: datetime
