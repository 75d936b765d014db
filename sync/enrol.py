"""Enrolment (ثبت باجه): a one-time code and a new public key for a certificate."""

from dataclasses import dataclass
from typing import Any

import requests

from app.domain import canonical, jws, wire
from app.domain.acts import OfficeFacts, Operator
from app.domain.errors import OperatorCanFix, RegulatorCanFix, TimeCanFix
from app.domain.jws import Unsound

TIMEOUT = (5.0, 30.0)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The regulator's answer, checked: who we are now, and whom to believe."""

    certificate: wire.Certificate
    token: str
    office: OfficeFacts
    keys: wire.Directory
    lease: wire.Lease
    lease_token: str
    operators: tuple[Operator, ...]
    check: str
    server_time: str


def enrol(
    url: str,
    *,
    code: str,
    public_key: bytes,
    app: str,
    session: requests.Session,
    desk: int | None = None,
) -> Enrolled:
    """Spend the code. The answer counts only if its certificate is for this very key.

    With `desk` the workstation keeps its number and its older keys are closed; without, it is given
    the next free one.
    """
    asked: dict[str, object] = {"code": code, "pub": canonical.b64u(public_key), "app": app}
    if desk is not None:
        asked["desk"] = desk
    try:
        answer = session.post(f"{url}/api/v1/enrol", json=asked, timeout=TIMEOUT)
    except requests.RequestException as away:
        raise TimeCanFix("regulator-away") from away
    if answer.status_code != 200:
        raise _refused(answer)
    try:
        return _read(answer.json(), public_key)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as nonsense:
        raise TimeCanFix("regulator-nonsense", detail=type(nonsense).__name__) from nonsense


def _read(value: dict[str, Any], public_key: bytes) -> Enrolled:
    keys = value["keys"]
    certificate = wire.read_from(wire.Certificate, value["certificate"], keys)
    if certificate.pub != canonical.b64u(public_key):
        raise Unsound("bad-signature", "the certificate is for another key")
    if certificate.dev != jws.key_id(public_key):
        raise Unsound("bad-canonical", "dev is not this key's")
    return Enrolled(
        certificate=certificate,
        token=value["certificate"],
        office=OfficeFacts(**value["office"]),
        keys=keys,
        lease=wire.read_from(wire.Lease, value["lease"], keys),
        lease_token=value["lease"],
        operators=tuple(Operator(**person) for person in value["operators"]),
        check=str(value["check"]),
        server_time=str(value["server_time"]),
    )


def _refused(answer: requests.Response) -> Exception:
    if answer.status_code in (400, 401, 403, 404, 409, 410, 422):
        return OperatorCanFix("enrolment-code-refused")
    if answer.status_code == 429:
        return RegulatorCanFix("enrolment-code-locked")
    return TimeCanFix("regulator-nonsense", detail=answer.status_code)
