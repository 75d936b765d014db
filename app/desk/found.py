"""A case opened from a citizen's receipt: its desk was lost before it could tell anybody."""

from dataclasses import dataclass
from typing import Literal

from app.desk.here import Act, Here, record
from app.domain import jws, qr
from app.domain.canonical import unb64u
from app.domain.directory import certified
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment, to_wire
from local_db import found, queries

Checked = Literal["genuine", "unchecked"]


@dataclass(frozen=True, slots=True)
class Case:
    """What the receipt says. `here`: this desk has the request itself and nothing was written."""

    mark: qr.Mark
    checked: Checked
    here: bool = False


def take_receipt(here: Here, moment: Moment, text: str, *, op: str) -> Case:
    """Keep a minimal case; scanning it again writes nothing unless it can now be checked."""
    data = qr.from_text(text)
    mark, checked = _read(here, data)
    if mark.flags & qr.PRACTICE:
        raise OperatorCanFix("found-practice")
    if mark.tid[:5] != here.office.code:
        raise OperatorCanFix("found-other-office")
    with here.db.write() as connection:
        known = found.found(connection, mark.tid)
        if found.is_here(connection, mark.tid):
            return Case(mark, checked, here=True)
        if known is None or (known.checked, checked) == ("unchecked", "genuine"):
            body = _body(data, mark, checked)
            record(connection, here, moment, Act("receipt.found", body, op=op, tid=mark.tid))
    return Case(mark, checked)


def _read(here: Here, data: bytes) -> tuple[qr.Mark, Checked]:
    """Against every key of this office this file knows; one nobody here knows is kept unchecked."""
    with here.db.read() as connection:
        tokens = found.certificates(connection)
        keys = (queries.setting(connection, "identity") or {}).get("keys", {})
    agreed: list[bool] = []

    def verifies(prefix: bytes, message: bytes, signature: bytes) -> bool:
        public = [unb64u(one.pub) for one in certified(tokens, keys, prefix.hex())]
        agreed.append(any(jws.verifies(key, message, signature) for key in public))
        # A key of this office that does not fit is a forgery; a key not known here proves nothing.
        return agreed[0] or not public

    mark = qr.open_sealed(data, verifies)
    return mark, "genuine" if agreed[0] else "unchecked"


def _body(data: bytes, mark: qr.Mark, checked: Checked) -> dict[str, object]:
    return {
        "qr": qr.spelt(data),
        "receipt": mark.leaf.hex(),
        "service": mark.service,
        "amount": mark.amount,
        "at": to_wire(mark.at),
        "prints": mark.prints,
        "void": bool(mark.flags & qr.VOID),
        "checked": checked,
    }
