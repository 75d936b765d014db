"""Papers that are no receipt: journalled when they came out, so that nobody can deny one."""

from collections.abc import Sequence
from typing import Any

from app.desk.here import Act, Here, record
from app.domain.moments import Moment


def note_slip(  # noqa: PLR0913 - what a slip is about, each by name
    here: Here,
    moment: Moment,
    kind: str,
    *,
    op: str,
    visit: str | None = None,
    tids: Sequence[str] = (),
    number: int | None = None,
) -> str:
    """One slip.printed; `kind` is a `PageKind`, `number` that of a Z report. Returns its leaf
    hash, "" on an old copy."""
    if here.restored:
        return ""  # paper may come out; nothing is added to an old copy
    named = sorted(set(tids))
    body: dict[str, Any] = {"kind": kind, "visit": visit, "tids": named}
    if number is not None:
        body["number"] = number
    tid = named[0] if len(named) == 1 else None
    with here.db.write() as connection:
        return record(connection, here, moment, Act("slip.printed", body, op=op, tid=tid))
