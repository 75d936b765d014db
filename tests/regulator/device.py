"""A desk made of the domain's own parts: enrols, chains, signs, and lies on demand."""

import base64
import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ED25519

from app.domain import canonical, entry, jws, tracking, wire
from app.domain.entry import Cum, Entry
from app.domain.jalali import day_number, tehran_date
from app.domain.moments import to_wire

COVERED = ("@method", "@authority", "@path", "@query")
WITH_BODY = (*COVERED, "content-type", "content-digest")


def problem(answer: requests.Response) -> str:
    """The name of a well-formed RFC 9457 problem."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    body = answer.json()
    assert {"type", "title", "status", "owner", "seq", "retry_after"} <= set(body)
    assert body["status"] == answer.status_code
    return str(body["type"]).removeprefix(wire.PROBLEMS)


class _Key(HTTPSignatureKeyResolver):
    def __init__(self, key: Ed25519PrivateKey) -> None:
        self.key = key

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self.key


class Device:
    """One enrolled key with its chain; entries wait in `waiting` until they are pushed."""

    def __init__(self, session: requests.Session, url: str) -> None:
        self.session, self.url = session, url
        self.key = Ed25519PrivateKey.generate()
        self.pub = self.key.public_key().public_bytes_raw()
        self.dev = jws.key_id(self.pub)
        self.seq, self.prev, self.serial = 0, "", 0
        self.waiting: list[tuple[str, dict[str, Any] | None]] = []
        self.now = datetime.now(UTC)

    def enrol(self, code: str | None, /, **more: Any) -> requests.Response:
        asked = {"code": code, "pub": canonical.b64u(self.pub), "app": "pishkhan/0.1.0", **more}
        answer = self.session.post(f"{self.url}/api/v1/enrol", json=asked)
        if answer.status_code == 200:
            self.told = answer.json()
            certificate = wire.read(wire.Certificate, self.told["certificate"], self.key_of)
            self.office, self.desk, self.ep = (
                certificate.office,
                certificate.desk,
                certificate.ep,
            )
            self.prev = entry.genesis(self.told["certificate"])
        return answer

    def key_of(self, kid: str) -> bytes | None:
        keys = {one["kid"]: one["pub"] for one in self.told["keys"].values()}
        return canonical.unb64u(keys[kid]) if kid in keys else None

    def tid(self) -> str:
        self.serial += 1
        day = day_number(tehran_date(self.now))
        return tracking.compose(office=self.office, ep=self.ep, day=day, serial=self.serial)

    def add(self, kind: str, body: dict[str, Any], **changes: Any) -> str:
        """Chain one entry; its leaf hash. `changes` replace parts of the payload before signing."""
        salt = secrets.token_bytes(16)
        payload = self._payload(kind, entry.seal(body, salt)) | changes
        token = jws.sign(payload, typ=entry.TYP, kid=self.dev, signer=self.key.sign)
        wrapped = {"seq": payload["seq"], "salt": canonical.b64u(salt), "body": body}
        return self.put(token, wrapped)

    def put(self, token: str, wrapped: dict[str, Any] | None = None) -> str:
        """Chain any text as the next entry."""
        self.waiting.append((token, wrapped))
        self.seq += 1
        self.prev = canonical.leaf(token)
        return self.prev

    def _payload(self, kind: str, bh: str) -> dict[str, Any]:
        from dataclasses import asdict

        made = Entry(
            v=1,
            dev=self.dev,
            ep=self.ep,
            seq=self.seq + 1,
            prev=self.prev,
            ts=to_wire(self.now),
            up=1000 + self.seq,
            boot="0123456789abcdef",
            ck=None,
            type=kind,
            office=self.office,
            desk=self.desk,
            op="2",
            tid=None,
            ref=None,
            bh=bh,
            cum=asdict(Cum()),
            log=None,
            lease=None,
            cat=1,
            app="pishkhan/0.1.0",
        )
        return asdict(made)

    def segment(self, *, start: int | None = None, prev: str | None = None) -> dict[str, Any]:
        """The waiting entries as a segment's JSON."""
        first = start or self.seq - len(self.waiting) + 1
        before = prev or self.before()
        bodies = [body for _, body in self.waiting if body]
        entries = [token for token, _ in self.waiting]
        return {"from": first, "prev": before, "entries": entries, "bodies": bodies}

    def before(self) -> str:
        """What the first waiting entry follows."""
        if not self.waiting or self.seq == len(self.waiting):
            return entry.genesis(self.told["certificate"]) if self.waiting else self.prev
        payload = canonical.unb64u(self.waiting[0][0].split(".")[1])
        return str(json.loads(payload)["prev"])

    def push(self, segment: dict[str, Any] | None = None, **how: Any) -> requests.Response:
        """Send the waiting entries (or that segment) with a fresh nonce."""
        data = json.dumps(segment if segment is not None else self.segment()).encode()
        return self.send("POST", f"/api/v1/dev/{self.dev}/segments", data, **how)

    def ack(self, answer: requests.Response) -> wire.Ack:
        """The verified answer; what was waiting is delivered."""
        assert answer.status_code == 200, answer.text
        self.waiting = []
        return wire.read(wire.Ack, answer.text, self.key_of)

    def feed(self, cursor: str = "") -> dict[str, Any]:
        answer = self.send("GET", f"/api/v1/feed?cursor={cursor}")
        assert answer.status_code == 200, answer.text
        value: dict[str, Any] = answer.json()
        return value

    def nonce(self) -> str:
        return str(self.session.get(f"{self.url}/api/v1/dev/{self.dev}/nonce").json()["nonce"])

    def send(
        self, method: str, path: str, data: bytes | None = None, **how: Any
    ) -> requests.Response:
        """A signed request; `how` spoils parts of it."""
        return self.session.send(self.prepare(method, path, data, **how))

    def prepare(
        self, method: str, path: str, data: bytes | None = None, **how: Any
    ) -> requests.PreparedRequest:
        headers = {"Content-Type": "application/json"} if data is not None else {}
        headers |= how.get("headers", {})
        request = requests.Request(method, self.url + path, data=data, headers=headers).prepare()
        if data is not None:
            digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
            request.headers["Content-Digest"] = f"sha-256=:{digest}:"
        signer = HTTPMessageSigner(
            signature_algorithm=ED25519, key_resolver=_Key(how.get("key", self.key))
        )
        signer.sign(
            request,
            key_id=how.get("keyid", self.dev),
            created=how.get("created", self.now),
            nonce=how["nonce"] if "nonce" in how else self.nonce(),
            tag=how.get("tag", wire.HTTP_TAG),
            covered_component_ids=how.get("covered", WITH_BODY if data is not None else COVERED),
            use_existing_digest=data is not None,
        )
        return request
