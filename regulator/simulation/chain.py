"""The chain of a device that is no program: entries made and signed just as a desk makes them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain import canonical, entry, jws
from app.domain.entry import Cum, Entry
from app.domain.moments import Moment, to_wire

Made = tuple[str, dict[str, Any]]


@dataclass(slots=True)
class Chain:
    """`prev` is the leaf of its newest entry, "" before the first."""

    key: Ed25519PrivateKey
    office: str
    desk: int
    ep: int
    certificate: str
    app: str
    seq: int = 0
    prev: str = ""

    @property
    def dev(self) -> str:
        """The device's name, of its public key."""
        return jws.key_id(self.key.public_key().public_bytes_raw())

    def add(
        self, kind: str, body: Mapping[str, Any], at: Moment, *, salt: bytes, tid: str | None = None
    ) -> Made:
        """The next entry, and its body as it is sent."""
        self.seq += 1
        made = Entry(
            v=1,
            dev=self.dev,
            ep=self.ep,
            seq=self.seq,
            prev=self.prev or entry.genesis(self.certificate),
            ts=to_wire(at.wall),
            up=at.up,
            boot=at.boot,
            ck=None,
            type=kind,
            office=self.office,
            desk=self.desk,
            op="1",
            tid=tid,
            ref=None,
            bh=entry.seal(body, salt),
            cum=asdict(Cum()),
            log=None,
            lease=None,
            cat=1,
            app=self.app,
        )
        token = entry.make(made, self.key.sign)
        self.prev = canonical.leaf(token)
        return token, {"seq": self.seq, "salt": canonical.b64u(salt), "body": body}
