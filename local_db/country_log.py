"""What this file keeps of the country's log: the head believed, every lie with what shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.domain import signed_notes
from app.domain.log_evidence import Lie
from app.domain.moments import from_wire
from local_db import queries

# The head believed, the lies kept, and the refusal of the last look: None while the log fits.
WATCHED, LIES, LYING = "log_watched", "log_lies", "log_lying"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the log stands: the entries under the head believed (None before the first), how many
    lies are kept, and, while it does not fit, why and since when.
    """

    size: int | None = None
    lies: int = 0
    reason: str = ""
    since: datetime | None = None


def standing(connection: Connection) -> Standing:
    """As of the last look."""
    watched, lies, lying = (queries.setting(connection, one) for one in (WATCHED, LIES, LYING))
    size = _size(watched["note"]) if watched else None
    if not lying:
        return Standing(size, len(lies or ()))
    return Standing(size, len(lies or ()), lying["code"], from_wire(lying["at"]))


def key(connection: Connection) -> str:
    """The log's public key as this desk took it with the first head; "" before."""
    watched: dict[str, str] | None = queries.setting(connection, WATCHED)
    return watched["key"] if watched else ""


def lies(connection: Connection) -> tuple[Lie, ...]:
    """The lies kept, the first one first."""
    kept: list[dict[str, Any]] = queries.setting(connection, LIES) or []
    return tuple(Lie(**(one | {"proof": tuple(one["proof"])})) for one in kept)


def _size(note: str) -> int:
    return signed_notes.read_checkpoint(signed_notes.read(note.encode()).text).size
