"""The catalogue for desks: the current signed manifest, and items by hash."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from regulator.catalogue.models import Item, Release
from regulator.problems import Problem

router = Router(tags=["catalogue"])
BATCH = 100


class ItemsIn(Schema):
    """SHA-256 names (hex) of the items a desk lacks."""

    hashes: list[str]


@router.get("/releases/current")
def give_release(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The newest manifest, a JWS of typ pk-release+jws."""
    newest = Release.objects.first()
    if newest is None:
        raise Problem("no-release")
    return HttpResponse(newest.token, content_type="application/jose")


@router.post("/items")
def give_items(
    request: HttpRequest,  # noqa: ARG001
    asked: ItemsIn,
) -> dict[str, dict[str, str]]:
    """{items: {sha256: canonical JSON text}}; unknown names are left out, above 100 is too-many."""
    if len(asked.hashes) > BATCH:
        raise Problem("too-many", retry_after=0)
    found = Item.objects.filter(sha256__in=asked.hashes)
    return {"items": {item.sha256: bytes(item.content).decode("utf-8") for item in found}}
