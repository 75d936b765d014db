"""What the API says of itself beyond what its functions' types say: answers, signatures, problems.

A description is a promise: tests hold every answer against it.
"""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from app.domain.wire import PROBLEMS
from regulator.problems import KINDS

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
FREE: Schema = {"type": "object"}
MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"}
JWS: Schema = {"type": "string", "pattern": r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$"}


def record(**properties: Schema) -> Schema:
    """An object with just these members, all there."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def many(item: Schema) -> Schema:
    """A list of those."""
    return {"type": "array", "items": item}


def named(item: Schema) -> Schema:
    """An object of those by name."""
    return {"type": "object", "additionalProperties": item}


def maybe(item: Schema) -> Schema:
    """That or null."""
    return {"anyOf": [item, {"type": "null"}]}


NONCE = {"nonce": TEXT, "server_time": MOMENT}
KEYS = named(record(kid=TEXT, pub=TEXT))


def answers(schema: Schema, media: str = "application/json", **more: Any) -> dict[str, Any]:
    """`openapi_extra` of an operation that answers with this."""
    content = {media: {"schema": schema}}
    return {"responses": {200: {"description": "OK", "content": content}}, **more}


def signed(extra: dict[str, Any]) -> dict[str, Any]:
    """The same for an operation that only a desk's signature opens."""
    return {**extra, "security": [{"signature": []}]}


def sends(schema: Schema, media: str = "application/json") -> dict[str, Any]:
    """The part of `openapi_extra` that says what is sent."""
    return {"required": True, "content": {media: {"schema": schema}}}


class DescribedApi(NinjaAPI):
    """Adds to every operation that a refusal is a problem, and how requests are signed."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        """OpenAPI 3.1."""
        described = super().get_openapi_schema(**how)
        parts = described["components"]
        parts.setdefault("schemas", {})["Problem"] = _problem()
        parts.setdefault("securitySchemes", {})["signature"] = _SIGNATURE
        for operations in described["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = _REFUSED
        return described


_SIGNATURE = {
    "type": "apiKey",
    "in": "header",
    "name": "Signature",
    "description": "RFC 9421 with the device key, tag pishkhan-sync, over @method @authority @path"
    " @query and, where there is a body, content-type and content-digest; keyid names the device,"
    " nonce is the server's.",
}
_REFUSED = {
    "description": "Refused: an RFC 9457 problem that says who can act",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def _problem() -> Schema:
    owners = sorted({owner for _, owner in KINDS.values()})
    told = record(
        type={"type": "string", "enum": [PROBLEMS + name for name in KINDS]},
        title=TEXT,
        status={"type": "integer", "minimum": 400, "maximum": 599},
        owner={"type": "string", "enum": owners},
        seq=maybe(WHOLE),
        retry_after=maybe(WHOLE),
    )
    # Some help the caller go on: `received` of a document, `kept` of a fork.
    return told | {"additionalProperties": True}
