"""The desks of the intake bench: enrolled by the regulator's own functions, their segments signed
before the clock starts. A visit is six entries, as an office makes them.
"""

import json
import secrets
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain import canonical, entry, tracking
from app.domain.jalali import day_number, tehran_date
from app.domain.moments import Moment
from regulator.simulation.chain import Chain
from sync.signing import sign_request
from tests.regulator import bodies

ROOT, BOOT = Path(__file__).resolve().parents[2], "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Sent:
    """One signed request as it goes over the line, and what it carries."""

    request: bytes
    entries: int
    lines: list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Desk:
    """One device with its chain."""

    chain: Chain
    registration: dict[str, Any]
    serial: int = 0
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def add(self, kind: str, body: dict[str, Any], tid: str | None = None) -> tuple[str, str, Any]:
        """The next entry of the chain: (leaf, token, its body as sent)."""
        at = Moment(self.now, self.chain.seq + 1, BOOT)
        made = self.chain.add(kind, body, at, salt=secrets.token_bytes(16), tid=tid)
        return self.chain.prev, *made

    def visit(self) -> list[tuple[str, str, Any]]:
        """Six entries: opened, registered, paying, paid, receipt, printed."""
        self.serial += 1
        day = day_number(tehran_date(self.now))
        tid = tracking.compose(
            office=self.chain.office, ep=self.chain.ep, day=day, serial=self.serial
        )
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
    registration = told.pop("registration")
    return Desk(Chain(key, **told, app="pishkhan 0.1.0"), registration)


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
        answer = session.get(f"{url}/api/v1/dev/{desk.chain.dev}/nonce", timeout=30)
        found.append((desk, str(answer.json()["nonce"])))
    session.close()
    return found


def _segment(url: str, desk: Desk, nonce: str, size: int) -> Sent:
    chain = desk.chain
    start, prev = chain.seq + 1, chain.prev or entry.genesis(chain.certificate)
    made = [one for _ in range(max(1, size // 6)) for one in desk.visit()]
    told = {"from": start, "prev": prev}
    told |= {"entries": [one[1] for one in made], "bodies": [one[2] for one in made]}
    body = json.dumps(told, separators=(",", ":")).encode("ascii")
    path = f"/api/v1/dev/{chain.dev}/segments"
    request = requests.Request("POST", url + path, data=body).prepare()
    request.headers["Content-Type"] = "application/json"
    sign_request(request, chain.dev, chain.key.sign, created=datetime.now(UTC), nonce=nonce)
    lines = [(one[1].encode(), canonical.dumps(one[2])) for one in made]
    return Sent(_written(request), len(made), lines)


def _written(request: requests.PreparedRequest) -> bytes:
    """Whole, because the load shares the cores with what it measures."""
    told = {"Host": urlsplit(str(request.url)).netloc, "Connection": "close", **request.headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"POST {request.path_url} HTTP/1.1\r\n{head}\r\n".encode("ascii") + request.body
