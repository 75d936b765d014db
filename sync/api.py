"""The regulator over HTTP: signed requests out, checked answers in (wire.md, RFC 9421).

Anything unexpected — no line, nonsense, a wrong signature — is a refusal that says who must act;
nothing half understood leaves this module.
"""

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

import requests

from app.domain import wire
from app.domain.errors import ManagerCanFix, Refusal, RegulatorCanFix, TimeCanFix
from app.domain.jws import Signer
from app.domain.moments import from_wire
from sync.signing import sign_request

TIMEOUT = (5.0, 30.0)
# A nonce older than this is not worth trying: it is good for five minutes at the regulator.
FRESH = timedelta(seconds=wire.NONCE_SECONDS - 60)
# Who can act on a refused segment; where it is nobody here, the regulator must.
_KINDS: Mapping[str, type[Refusal]] = {
    "seq-gap": TimeCanFix,
    "stale-nonce": TimeCanFix,
    "too-large": TimeCanFix,
    "too-many": TimeCanFix,
    "fork": ManagerCanFix,
    "rollback": ManagerCanFix,
    "too-old-client": ManagerCanFix,
}
Result = TypeVar("Result")


class Forked(ManagerCanFix):
    """The regulator holds another story of this key; its signed word says that it keeps this one
    too."""

    def __init__(self, seq: object, ack: wire.Ack, token: str) -> None:
        super().__init__("segment-fork", seq=seq)
        self.ack, self.token = ack, token


@dataclass(slots=True)
class RegulatorApi:
    """One device's line to its regulator. `now` is trusted time; keys come from enrolment."""

    url: str
    dev: str
    signer: Signer
    keys: wire.Directory
    now: Callable[[], datetime]
    session: requests.Session = field(default_factory=requests.Session)
    nonce: str = ""
    told: datetime | None = None

    def push(self, segment: wire.Segment) -> tuple[wire.Ack, str]:
        """Send a segment; the verified answer and its exact text, to keep as proof.

        The answer must carry the nonce that was sent, so an older answer cannot be replayed.
        """
        body = json.dumps(segment.as_json(), separators=(",", ":")).encode("ascii")
        sent = self.ready()
        path = f"/api/v1/dev/{self.dev}/segments"
        try:
            token = self._send("POST", path, body, packed=True).text
        except ManagerCanFix as refused:
            if kept := str(refused.facts.get("kept") or ""):
                raise Forked(refused.facts["seq"], self.answer(kept, sent), kept) from refused
            raise
        ack = self.answer(token, sent)
        self.nonce, self.told = ack.next_nonce, from_wire(ack.server_time)
        return ack, token

    def answer(self, token: str, sent: str) -> wire.Ack:
        """A signed answer, to the very request that carried that nonce."""
        ack = wire.read_from(wire.Ack, token, self.keys)
        if ack.nonce != sent:
            raise RegulatorCanFix("regulator-nonsense", detail="nonce")
        return ack

    def greet(self) -> None:
        """Ask for a nonce, to learn whether anybody answers."""
        self.nonce = ""
        self.ready()

    def ready(self) -> str:
        """The nonce for the next request, asked for where there is none that is still good."""
        if self.told is None or abs(self.now() - self.told) > FRESH:
            self.nonce = ""
        if not self.nonce:
            answer = self._exchange(
                requests.Request("GET", f"{self.url}/api/v1/dev/{self.dev}/nonce")
            )
            self.nonce = _understood(lambda: str(answer.json()["nonce"]))
            self.told = _understood(lambda: from_wire(answer.json()["server_time"]))
        return self.nonce

    def feed(
        self, cursor: str, held: Mapping[str, int], room: int
    ) -> tuple[list[wire.FeedItem], str, bool]:
        """One page of about `room` bytes of what the regulator has to tell this office; `held` says
        how far this desk holds the chains of its earlier keys."""
        self.ready()
        query = {"cursor": cursor, "room": str(room)}
        if held:
            query["held"] = ",".join(f"{dev}.{seq}" for dev, seq in held.items())
        answer = self._send("GET", "/api/v1/feed", query=query)
        return _understood(lambda: wire.read_feed(answer.json()))

    def release(self, known: str = "") -> str | None:
        """The signed manifest of the release in force; None when it is the one whose SHA-256
        (hex) is already known."""
        request = requests.Request("GET", f"{self.url}/api/v1/releases/current")
        if known:
            request.headers["If-None-Match"] = f'"{known}"'
        answer = self._exchange(request)
        return None if answer.status_code == 304 else answer.text

    def items(self, hashes: list[str]) -> dict[str, bytes]:
        """Catalogue items by hash."""
        self.ready()
        body = json.dumps({"hashes": hashes}).encode("ascii")
        answer = self._send("POST", "/api/v1/items", body)
        return _understood(
            lambda: {key: text.encode() for key, text in answer.json()["items"].items()}
        )

    def log(self, path: str) -> bytes:
        """What stands at a path of the country's log; b"" where it has nothing."""
        try:
            return self._exchange(requests.Request("GET", f"{self.url}/log/{path}")).content
        except TimeCanFix as absent:
            if absent.facts.get("detail") == 404:
                return b""
            raise

    def document(self, sha256: str) -> tuple[int, bool]:
        """(bytes the regulator has of a document, whether that is all)."""
        self.ready()
        return _stand(self._send("GET", f"/api/v1/documents/{sha256}").json)

    def put(self, sha256: str, piece: bytes, *, offset: int, size: int) -> tuple[int, bool]:
        """Send the piece of a document that begins at `offset`; where it stands then.

        What stood elsewhere is no failure: the answer says where to go on.
        """
        self.ready()
        path, query = f"/api/v1/documents/{sha256}", {"offset": str(offset), "size": str(size)}
        try:
            answer = self._send("PUT", path, piece, query=query, kind="application/octet-stream")
        except TimeCanFix as refused:
            if refused.facts.get("detail") != "document-offset":
                raise
            received = refused.facts.get("received")
            if type(received) is not int or not 0 <= received <= size or received == offset:
                raise
            return received, False
        return _stand(answer.json)

    def _send(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        query: Mapping[str, str] | None = None,
        packed: bool = False,
        kind: str = "application/json",
    ) -> requests.Response:
        data = gzip.compress(body, 6, mtime=0) if packed else body
        request = requests.Request(method, f"{self.url}{path}", params=query, data=data or None)
        if body:
            request.headers["Content-Type"] = kind
        if packed:
            request.headers["Content-Encoding"] = "gzip"
        return self._exchange(request, self.nonce)

    def _exchange(self, request: requests.Request, nonce: str = "") -> requests.Response:
        try:
            prepared = self.session.prepare_request(request)
            if nonce:
                sign_request(prepared, self.dev, self.signer, created=self._created(), nonce=nonce)
            answer = self.session.send(prepared, timeout=TIMEOUT)
        except requests.RequestException as away:
            self.nonce = ""
            raise TimeCanFix("regulator-away") from away
        if answer.status_code not in (200, 304):
            self.nonce = ""
            raise _problem(answer)
        return answer

    def _created(self) -> datetime:
        """Trusted time, unless a wrong wall clock moved it since the regulator was last heard: a
        signature from the future would be refused, and the office could never sync again.
        """
        now = self.now()
        near = self.told is None or abs(now - self.told) < timedelta(seconds=wire.NONCE_SECONDS)
        return now if near or self.told is None else self.told


def _problem(answer: requests.Response) -> Exception:
    """An RFC 9457 problem as a refusal; a broken server or proxy is a matter of time."""
    try:
        problem = answer.json()
        name = problem["type"].removeprefix(wire.PROBLEMS)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return TimeCanFix("regulator-nonsense", detail=answer.status_code)
    if name in wire.SEGMENT_PROBLEMS:
        kind = _KINDS.get(name, RegulatorCanFix)
        return kind(f"segment-{name}", seq=problem.get("seq") or "", kept=problem.get("kept"))
    kind = TimeCanFix if problem.get("owner") == "time" else RegulatorCanFix
    return kind("regulator-refused", detail=str(name)[:60], received=problem.get("received"))


def _stand(read: Callable[[], dict[str, object]]) -> tuple[int, bool]:
    """How much of a document is there, from {size, received, complete}."""
    value = _understood(read)
    received, complete = _understood(lambda: (value["received"], value["complete"]))
    if type(received) is not int or type(complete) is not bool or received < 0:
        raise TimeCanFix("regulator-nonsense", detail="document")
    return received, complete


def _understood(read: Callable[[], Result]) -> Result:
    try:
        return read()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as nonsense:
        raise TimeCanFix("regulator-nonsense", detail=type(nonsense).__name__) from nonsense
