"""The catalogue for desks: the current signed manifest, and items by hash; both packed small."""

import gzip
import json
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from app.domain import canonical
from regulator.catalogue.models import Item, Release
from regulator.openapi import JWS, TEXT, answers, named, record
from regulator.problems import Problem

router = Router(tags=["catalogue"])
BATCH = 100
_SMALL = 1024
_MANIFEST = answers(JWS, "application/jose")
_MANIFEST["responses"][304] = {"description": "It is the one whose ETag was named"}


class ItemsIn(Schema):
    """SHA-256 names (hex) of the items a desk lacks."""

    hashes: list[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]]


@router.get("/releases/current", openapi_extra=_MANIFEST)
def give_release(request: HttpRequest) -> HttpResponse:
    """The newest manifest, a JWS of typ pk-release+jws; 304 to whoever names its ETag."""
    newest = Release.objects.first()
    if newest is None:
        raise Problem("no-release")
    token = newest.token.encode("ascii")
    tag = f'"{canonical.sha256_hex(token)}"'
    known = (one.strip().removeprefix("W/") for one in _header(request, "If-None-Match").split(","))
    answer = HttpResponse(status=304) if tag in known else _packed(request, token)
    answer["ETag"], answer["Cache-Control"] = tag, "no-cache"
    if answer.status_code == 200:
        answer["Content-Type"] = "application/jose"
    return answer


@router.post("/items", openapi_extra=answers(record(items=named(TEXT))))
def give_items(request: HttpRequest, asked: ItemsIn) -> HttpResponse:
    """{items: {sha256: canonical JSON text}}; unknown names are left out, above 100 is too-many."""
    if len(asked.hashes) > BATCH:
        raise Problem("too-many", retry_after=0)
    found = Item.objects.filter(sha256__in=asked.hashes).values_list("sha256", "content")
    items = {sha256: bytes(content).decode("utf-8") for sha256, content in found}
    answer = _packed(request, json.dumps({"items": items}, ensure_ascii=False).encode("utf-8"))
    answer["Content-Type"] = "application/json; charset=utf-8"
    return answer


def _packed(request: HttpRequest, data: bytes) -> HttpResponse:
    """The bytes, gzipped for whoever takes that; nothing secret stands beside typed text here."""
    small = len(data) < _SMALL or "gzip" not in _header(request, "Accept-Encoding")
    answer = HttpResponse(data if small else gzip.compress(data, 1, mtime=0))
    if not small:
        answer["Content-Encoding"] = "gzip"
    answer["Vary"] = "Accept-Encoding"
    return answer


def _header(request: HttpRequest, name: str) -> str:
    return str(request.headers.get(name, ""))
