"""The catalogue in force as the rules read it, for the citizens' pages."""

import json
from functools import lru_cache

from app.domain.catalogue import Catalogue, Service, catalogue_from_items
from regulator.catalogue.models import Item, Release


def current() -> Catalogue:
    """The catalogue of the newest release; an empty one before the first."""
    number = Release.objects.values_list("number", flat=True).first() or 0
    stamp = Release.objects.values_list("contents", flat=True).first() or ""
    return _catalogue(number, stamp)


def service(number: int) -> Service | None:
    """The service of that number, or None when this release does not know it."""
    return current().services.get(number)


@lru_cache(maxsize=2)
def _catalogue(_number: int, _stamp: str) -> Catalogue:
    # A release holds every item there is, so both name the same set.
    contents = Item.objects.values_list("content", flat=True)
    return catalogue_from_items(json.loads(bytes(content)) for content in contents)
