"""Granting an exemption: on its own record before the registration that uses it."""

from typing import Any

from app.desk.here import Act, Here, new_id, record, trusted_now
from app.desk.visits import Serving, understand
from app.domain.acts import RequestDraft
from app.domain.errors import OperatorCanFix
from app.domain.fees import Claim, FeeLine
from app.domain.moments import Moment


def grant(
    here: Here,
    moment: Moment,
    serving: Serving,
    draft: RequestDraft,
    *,
    claim: Claim,
    approved_by: str | None = None,
) -> str:
    """Write down one claim of a draft, with the lines it lowers; returns the exemption's own ID.

    The draft is understood as a registration would: what could not be registered is not granted.
    A claim that lowers nothing is refused. `approved_by` is the manager, where one was asked. The
    ground is named by the exemption's key: its text stands in the release and the registration.
    """
    fee = understand(here, trusted_now(here, moment), serving, draft).fee
    lowered = [line for line in fee.lines if line.exemption == claim.key]
    if not lowered:
        raise OperatorCanFix("exemption-lowers-nothing")
    known = serving.catalogue.exemptions[claim.key]
    made = new_id()
    body = {
        "exemption": made,
        "visit": draft.visit,
        "service": draft.service,
        "ground": known.key,
        "title": known.title,
        "lines": [_lowered(line) for line in lowered],
        "evidence": {
            "title": known.evidence,
            "number": claim.evidence,
            "date": None,
            "hash": None,
        },
        "approved_by": approved_by,
    }
    with here.db.write() as connection:
        act = Act("exemption.granted", body, op=serving.operator)
        record(connection, here, moment, act)
    return made


def _lowered(line: FeeLine) -> dict[str, Any]:
    return {"index": line.index, "before": line.full, "after": line.amount}
