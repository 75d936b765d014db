"""An auditor's line to the regulator: JSON out and in under a bearer token that lives in memory
only.

Whatever is unexpected is a refusal that says who must act; nothing half understood leaves here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

import requests

from app.domain import wire
from app.domain.errors import (
    AgencyCanFix,
    ManagerCanFix,
    OperatorCanFix,
    Refusal,
    RegulatorCanFix,
    TimeCanFix,
)
from app.domain.json_values import from_json

TIMEOUT = (5.0, 60.0)
ENDED = "audit-session-ended"
_AT_HOME = ("localhost", "127.0.0.1", "::1")
_NAME = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)
_KINDS: Mapping[str, type[Refusal]] = {
    "operator": OperatorCanFix,
    "manager": ManagerCanFix,
    "regulator": RegulatorCanFix,
    "agency": AgencyCanFix,
    "time": TimeCanFix,
}
Value = TypeVar("Value")


def address(typed: str) -> str:
    """The regulator's address without its last slash; a password never goes over a bare line."""
    clean = typed.strip().rstrip("/")
    try:
        parts = urlsplit(clean)
        host = parts.hostname or ""
    except ValueError as wrong:
        raise OperatorCanFix("audit-address") from wrong
    if not host or parts.scheme not in ("https", "http") or parts.query or parts.username:
        raise OperatorCanFix("audit-address")
    if parts.scheme == "http" and host not in _AT_HOME:
        raise OperatorCanFix("audit-address-bare")
    return clean


@dataclass(slots=True)
class AuditLine:
    """`ask` and `fetch` under `token`; empty before sign-in and after the end of a session."""

    url: str
    http: requests.Session = field(default_factory=requests.Session)
    token: str = ""

    def ask(self, path: str, kind: type[Value], **told: object) -> Value:
        """Post JSON to a query of the auditors' interface; the value in the answer."""
        answer = self.send("POST", f"/api/v1/audit/{path}", told)
        return understood(lambda: from_json(kind, answer.json()))

    def get(self, path: str, kind: type[Value]) -> Value:
        """The same without a question."""
        answer = self.send("GET", f"/api/v1/audit/{path}")
        return understood(lambda: from_json(kind, answer.json()))

    def post(self, path: str, **told: object) -> requests.Response:
        """Post JSON; the bare answer."""
        return self.send("POST", f"/api/v1/audit/{path}", told)

    def log(self, path: str) -> bytes:
        """What stands at a path of the country's log; b"" where it has nothing."""
        try:
            return self.send("GET", f"/log/{path}").content
        except Refusal as absent:
            if absent.facts.get("status") == 404:
                return b""
            raise

    def send(self, method: str, path: str, told: object = None) -> requests.Response:
        """One exchange; anything but 200 is a refusal."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = f"{self.url}{path}"
        try:
            answer = self.http.request(method, url, json=told, headers=headers, timeout=TIMEOUT)
        except requests.RequestException as away:
            raise TimeCanFix("regulator-away") from away
        if answer.status_code != 200:
            raise self._problem(answer)
        return answer

    def _problem(self, answer: requests.Response) -> Refusal:
        status = answer.status_code
        if status == 401 and self.token:
            self.token = ""
            return OperatorCanFix(ENDED)
        try:
            problem = answer.json()
            name = problem["type"].removeprefix(wire.PROBLEMS)
            owner = str(problem.get("owner"))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return TimeCanFix("regulator-nonsense", detail=status, status=status)
        if not _NAME.fullmatch(name):
            return TimeCanFix("regulator-nonsense", detail=status, status=status)
        facts = {key: one for key, one in problem.items() if key not in ("type", "title", "owner")}
        return _KINDS.get(owner, RegulatorCanFix)(f"problem-{name}", **facts | {"status": status})


def understood(read: Callable[[], Value]) -> Value:
    """What an answer says, or that it is nonsense."""
    try:
        return read()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as nonsense:
        raise TimeCanFix("regulator-nonsense", detail=type(nonsense).__name__) from nonsense
