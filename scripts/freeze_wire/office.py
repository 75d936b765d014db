"""Entries of an office under their device, and the proof in the refusal of a fork."""

from typing import Any

from app.domain import canonical, wire
from scripts.freeze_wire.keys import ACK, DESK_1, moment
from scripts.freeze_wire.messages import NEXT_NONCE, NONCE, problems
from scripts.freeze_wire.story import Written


def feed(written: list[Written]) -> dict[str, Any]:
    """A page of another desk's entries: scope is the device, n the place in its chain; the cursor
    goes on with every device's place."""
    items = []
    for past in (written[0], written[15]):
        named = {"n": past.entry.seq, "at": moment(300)}
        entry = {"dev": DESK_1.kid, "entry": past.token}
        body = {"dev": DESK_1.kid, **past.wrapped}
        items.append({**named, "kind": "entry", "data": entry, "scope": DESK_1.kid})
        items.append({**named, "kind": "body", "data": body, "scope": f"{DESK_1.kid}/body"})
    place = f"12.3.{DESK_1.kid}-{written[15].entry.seq}"
    return {"items": items, "cursor": canonical.b64u(place.encode("ascii")), "more": True}


def fork(written: list[Written]) -> dict[str, Any]:
    """The problem a copied desk hears, with the signed word that its story is kept too."""
    told = written[4:6]
    lines = tuple(
        wire.VerdictLine(past.entry.seq, past.leaf, "quarantined", "fork", "manager")
        for past in told
    )
    ack = wire.Ack(1, NONCE, 6, told[-1].leaf, lines, moment(121), None, NEXT_NONCE)
    found: dict[str, Any] = problems()["fork"]
    kept = wire.sign(ack, kid=ACK.kid, signer=ACK.sign)
    found["body"] |= {"kept": kept}
    return found
