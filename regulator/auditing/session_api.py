"""Signing in and out of the auditor's workspace."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from app.domain.audit import Session
from app.domain.json_values import to_json
from app.domain.moments import to_wire
from regulator import pace
from regulator.auditing import reads, sessions
from regulator.auditing.described import schema
from regulator.auditing.doors import DOORS, Asker, Told, door, router
from regulator.auditing.models import AuditSession
from regulator.openapi import answers


class Nothing(Schema):
    """A query that needs no more words."""


class SignIn(Schema):
    """Number, password and the code of this moment."""

    number: str = Field(min_length=1, max_length=20)
    password: str = Field(min_length=1, max_length=200)
    code: str = Field(pattern=r"^[0-9]{6}$")


@router.post("/audit/session", auth=None, openapi_extra=answers(schema(Session)))
def sign_in(request: HttpRequest, asked: SignIn) -> Any:
    """A token for eight hours at most, and for as long as something is asked every 15 minutes."""
    pace.of_address(request)
    token, session = sessions.sign_in(asked.number, asked.password, asked.code)
    reads.note(session.auditor, "session", about={}, rows=0)
    return to_json(_session(token, session))


@door("session/end", None, dict)
def sign_out(asker: Asker, _asked: Nothing) -> Told:
    """The token opens nothing from now on."""
    sessions.end(asker.session)
    return Told({}, rows=0)


def _session(token: str, session: AuditSession) -> Session:
    auditor = session.auditor
    return Session(
        token=token,
        until=to_wire(session.began_at + sessions.LONGEST),
        name=auditor.name,
        number=auditor.number,
        role=auditor.role,  # type: ignore[arg-type]
        rights=tuple(sorted(auditor.rights)),
        scope=auditor.scope,
    )


DOORS["session"] = None
