"""One desk's journal, entry by entry: a pen that signs, chains and remembers what it wrote."""

from dataclasses import asdict, dataclass, field
from typing import Any

from app.domain import canonical, entry, jws, tracking, wire
from app.domain.entry import Cum, Entry
from scripts.freeze_wire import keys
from scripts.freeze_wire.keys import APP, CA, DESK, DESK_1, EP, LEASE, OFFICE, RELEASE

RELEASE_NUMBER = 7
LEASE_ID = "L-00000-001-0001"
STEP = 17.25  # seconds between two entries


def tid(serial: int, ep: int = EP) -> str:
    """A tracking ID of 1405/08/30."""
    return tracking.compose(office=OFFICE, ep=ep, day=2071, serial=serial)


def certificate() -> str:
    """The device-CA's word on desk 1."""
    payload = wire.Certificate(
        v=1,
        office=OFFICE,
        desk=DESK,
        ep=EP,
        dev=DESK_1.kid,
        pub=canonical.b64u(DESK_1.public),
        issued=keys.moment(-60),
    )
    return wire.sign(payload, kid=CA.kid, signer=CA.sign)


def lease() -> str:
    """Two weeks of work without a line."""
    payload = wire.Lease(
        v=1,
        id=LEASE_ID,
        dev=DESK_1.kid,
        issued=keys.moment(-60),
        last_day=2085,
        warn_hours=72,
        amber_days=7,
        days=14,
        receipts=3000,
    )
    return wire.sign(payload, kid=LEASE.kid, signer=LEASE.sign)


def release() -> str:
    """A manifest of four items."""
    named = (
        ("service", "birth-certificate", 3),
        ("form", "birth-certificate", 2),
        ("tariff", "1405", 1),
        ("holidays", "1405", 1),
    )
    items = tuple(
        wire.ReleaseItem(kind, key, version, keys.some_hash(f"{kind} {key} {version}"))
        for kind, key, version in named
    )
    payload = wire.Release(1, RELEASE_NUMBER, keys.moment(-3600), keys.moment(30 * 86400), items)
    return wire.sign(payload, kid=RELEASE.kid, signer=RELEASE.sign)


def manifest_hash() -> str:
    """What catalogue.applied names: the SHA-256 of the manifest as signed."""
    return canonical.sha256_hex(release().encode())


@dataclass
class Written:
    """One entry with everything needed to check it."""

    entry: Entry
    token: str
    leaf: str
    wrapped: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        payload = asdict(self.entry)
        return {"token": self.token, "leaf": self.leaf, "payload": payload, "body": self.wrapped}


@dataclass
class Pen:
    """Writes entries in order; `ahead` are the facts an entry states beside its body."""

    written: list[Written] = field(default_factory=list)
    cum: Cum = field(default_factory=Cum)
    lease: str | None = None
    cat: int | None = None
    log: dict[str, Any] | None = None
    ck: dict[str, int] | None = None
    op: str | None = None

    def write(
        self, kind: str, body: dict[str, Any], *, tid: str | None = None, ref: str | None = None
    ) -> str:
        """Appends one entry and gives its leaf hash."""
        seq = len(self.written) + 1
        grain = keys.salt(f"entry {seq}")
        made = self._entry(seq, kind, entry.seal(body, grain), tid=tid, ref=ref)
        token = entry.make(made, DESK_1.sign)
        wrapped = {"seq": seq, "salt": canonical.b64u(grain), "body": body}
        self.written.append(Written(made, token, canonical.leaf(token), wrapped))
        return self.written[-1].leaf

    def last(self, kind: str) -> str:
        """The leaf hash of the newest entry of a type."""
        return next(past.leaf for past in reversed(self.written) if past.entry.type == kind)

    def _entry(self, seq: int, kind: str, bh: str, *, tid: str | None, ref: str | None) -> Entry:
        prev = self.written[-1].leaf if self.written else entry.genesis(certificate())
        return Entry(
            v=1,
            dev=DESK_1.kid,
            ep=EP,
            seq=seq,
            prev=prev,
            ts=keys.moment(seq * STEP),
            up=3_600_000 + int(seq * STEP * 1000),
            boot="00112233445566aa",
            ck=self.ck,
            type=kind,
            office=OFFICE,
            desk=DESK,
            op=self.op,
            tid=tid,
            ref=ref,
            bh=bh,
            cum=asdict(self.cum),
            log=self.log,
            lease=self.lease,
            cat=self.cat,
            app=APP,
        )


def resign(payload: dict[str, Any]) -> str:
    """Any payload, well formed or not, signed by desk 1 as an entry."""
    return jws.sign(payload, typ=entry.TYP, kid=DESK_1.kid, signer=DESK_1.sign)
