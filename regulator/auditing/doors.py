"""The one table of the auditor's queries: each with the right it asks for, authenticated, cut to
what the account sees, journalled. A query that is not made by `door` does not exist.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.security import HttpBearer

from app.domain.audit import Right
from app.domain.json_values import to_json
from regulator.auditing import reads, sessions, sight
from regulator.auditing.described import schema
from regulator.auditing.models import Auditor, AuditSession
from regulator.auditing.sight import Sight
from regulator.openapi import answers
from regulator.problems import Problem


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and what they see."""

    auditor: Auditor
    sight: Sight
    session: AuditSession


@dataclass(frozen=True, slots=True)
class Told:
    """An answer and its line in the journal. Bytes go out as a file."""

    answer: Any
    rows: int = 1
    about: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


class ByToken(HttpBearer):
    """Finds the session of the token; a wrong one is a problem like any other."""

    def authenticate(self, _request: HttpRequest, token: str) -> Asker:
        session = sessions.of_token(token)
        return Asker(session.auditor, sight.of(session.auditor), session)

    def __call__(self, request: HttpRequest) -> Any:
        """Without any token the answer is the same."""
        found = super().__call__(request)
        if found is None:
            raise Problem("audit-signed-out")
        return found


router = Router(tags=["audit"], auth=ByToken())
# By name, the right each query asks for; None: whoever is signed in.
DOORS: dict[str, Right | None] = {}
Ask = Callable[[Asker, Any], Told]


def door(
    name: str, right: Right | None, answer: Any, *, media: str = "application/json"
) -> Callable[[Ask], Ask]:
    """Registers a function as `POST /api/v1/audit/<name>`; its second argument is the body."""

    def make(function: Ask) -> Ask:
        [_, asked] = inspect.signature(function, eval_str=True).parameters.values()

        def opened(request: HttpRequest, asked: Any) -> Any:
            asker: Asker = request.auth  # type: ignore[attr-defined]
            if right is not None and right not in asker.sight.rights:
                raise Problem("audit-not-allowed")
            told = function(asker, asked)
            about, reason = told.about, told.reason
            reads.note(asker.auditor, name, about=about, rows=told.rows, reason=reason)
            if isinstance(told.answer, bytes):
                return HttpResponse(told.answer, content_type=media)
            return to_json(told.answer)

        _sign(opened, asked.annotation)
        described = {"type": "string"} if answer is bytes else schema(answer)
        opened.__doc__ = function.__doc__
        DOORS[name] = right
        open_at = router.post(
            f"/audit/{name}",
            operation_id=f"audit_{name.replace('/', '_')}",
            openapi_extra=answers(described, media),
        )
        open_at(opened)
        return function

    return make


def _sign(opened: Any, body: Any) -> None:
    """ninja reads the body's shape from the signature."""
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    asked = inspect.Parameter("asked", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=body)
    opened.__signature__ = inspect.Signature([request, asked])
