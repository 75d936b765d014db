"""The desks of the intake bench: enrolled by the regulator's own functions, their segments signed
before the clock starts. A visit is six entries, as an office makes them.
"""

import json
import secrets
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain import canonical, entry, jws, tracking
from app.domain.entry import Cum, Entry
from app.domain.jalali import day_number, tehran_date
from app.domain.moments import to_wire
from sync.signing import sign_request
from tests.regulator import bodies

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Sent:
    """One signed request as it goes over the line, and what it carries."""

    request: bytes
    entries: int
    lines: list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Desk:
    """One device with its chain."""

    key: Ed25519PrivateKey
    office: str
    desk: int
    ep: int
    certificate: str
    registration: dict[str, Any]
    seq: int = 0
    prev: str = ""
    serial: int = 0
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def dev(self) -> str:
        return jws.key_id(self.key.public_key().public_bytes_raw())

    def add(self, kind: str, body: dict[str, Any], tid: str | None = None) -> tuple[str, str, Any]:
        """The next entry of the chain: (leaf, token, its body as sent)."""
        salt = secrets.token_bytes(16)
        self.seq += 1
        made = Entry(
            v=1,
            dev=self.dev,
            ep=self.ep,
            seq=self.seq,
            prev=self.prev or entry.genesis(self.certificate),
            ts=to_wire(self.now),
            up=self.seq,
            boot="0123456789abcdef",
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
            app="pishkhan 0.1.0",
        )
        token = entry.make(made, self.key.sign)
        self.prev = canonical.leaf(token)
        wrapped = {"seq": self.seq, "salt": canonical.b64u(salt), "body": body}
        return self.prev, token, wrapped

    def visit(self) -> list[tuple[str, str, Any]]:
        """Six entries: opened, registered, paying, paid, receipt, printed."""
        self.serial += 1
        day = day_number(tehran_date(self.now))
        tid = tracking.compose(office=self.office, ep=self.ep, day=day, serial=self.serial)
        total = self.registration["total"]
        paying = bodies.paid(tid, amount=total, lines=[{"tid": tid, "line": 0, "amount": total}])
        made = [self.add("visit.opened", {"visit": bodies.VISIT, "number": None})]
        made.append(self.add("request.registered", self.registration, tid))
        made.append(self.add("payment.started", paying))
        made.append(self.add("payment.succeeded", paying))
        receipt = bodies.issued(made[1][0], [made[3][0]], total=total)
        made.append(self.add("receipt.issued", receipt, tid))
        printed = {"receipt": made[4][0], "copy": 1, "output": "roll"}
        made.append(self.add("receipt.printed", printed, tid))
        return made


def offices(folder: Path, told: dict[str, str], desks: int) -> list[Desk]:
    """A regulator's database with that many enrolled desks, two an office; made by itself."""
    command = [sys.executable, "-m", "scripts.bench.intake_offices", str(folder), str(desks)]
    done = subprocess.run(command, cwd=ROOT, env=told, check=True, capture_output=True, text=True)
    return [_desk(told) for told in json.loads(done.stdout)]


def _desk(told: dict[str, Any]) -> Desk:
    key = Ed25519PrivateKey.from_private_bytes(canonical.unb64u(told.pop("seed")))
    return Desk(key=key, **told)


def prepared(url: str, desks: list[Desk], size: int, each: int) -> list[list[Sent]]:
    """For every desk its segments, signed with nonces that live five minutes."""
    return [
        [_segment(url, desk, nonce, size) for _ in range(each)]
        for desk, nonce in _nonces(url, desks)
    ]


def _nonces(url: str, desks: list[Desk]) -> list[tuple[Desk, str]]:
    session = requests.Session()
    session.trust_env = False
    found = []
    for desk in desks:
        answer = session.get(f"{url}/api/v1/dev/{desk.dev}/nonce", timeout=30)
        found.append((desk, str(answer.json()["nonce"])))
    session.close()
    return found


def _segment(url: str, desk: Desk, nonce: str, size: int) -> Sent:
    start, prev = desk.seq + 1, desk.prev or entry.genesis(desk.certificate)
    made = [one for _ in range(max(1, size // 6)) for one in desk.visit()]
    told = {"from": start, "prev": prev}
    told |= {"entries": [one[1] for one in made], "bodies": [one[2] for one in made]}
    body = json.dumps(told, separators=(",", ":")).encode("ascii")
    path = f"/api/v1/dev/{desk.dev}/segments"
    request = requests.Request("POST", url + path, data=body).prepare()
    request.headers["Content-Type"] = "application/json"
    sign_request(request, desk.dev, desk.key.sign, created=datetime.now(UTC), nonce=nonce)
    lines = [(one[1].encode(), canonical.dumps(one[2])) for one in made]
    return Sent(_written(request), len(made), lines)


def _written(request: requests.PreparedRequest) -> bytes:
    """Whole, because the load shares the cores with what it measures."""
    told = {"Host": urlsplit(str(request.url)).netloc, "Connection": "close", **request.headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"POST {request.path_url} HTTP/1.1\r\n{head}\r\n".encode("ascii") + request.body
