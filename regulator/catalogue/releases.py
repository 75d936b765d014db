"""From the shipped catalogue to immutable items and signed releases.

Loading is safe to repeat. An item whose bytes changed under the same version is refused: versions
are found by date, never by overwriting. A release is published when the contents changed or the
last one has little time left; its number only rises.
"""

import json
from datetime import timedelta
from typing import Any

from django.db import transaction

import resources
from app.domain import canonical, wire
from app.domain.moments import to_wire
from regulator import clock, keys
from regulator.catalogue.models import Item, Release
from regulator.intake import feed
from regulator.oversight.events import log
from regulator.tariffs.tables import index_item

VALID, RENEW_BEFORE = timedelta(days=180), timedelta(days=30)


class VersionReused(Exception):
    """The catalogue holds other bytes under a version that was published: raise the version."""


@transaction.atomic
def seed(by: str) -> Release:
    """Load the shipped catalogue and publish it if that changes anything; the release in force."""
    known = {(i.kind, i.key, i.version): i.sha256 for i in Item.objects.defer("content")}
    for value in resources.catalogue_items():
        _load(value, known, by)
    newest = Release.objects.first()
    contents = _contents()
    fresh = newest and newest.expires_at - clock.now() > RENEW_BEFORE
    if newest and fresh and newest.contents == contents:
        return newest
    return _publish((newest.number if newest else 0) + 1, contents, by)


def _load(value: dict[str, Any], known: dict[tuple[str, str, int], str], by: str) -> None:
    name = (value["kind"], value["key"], value["version"])
    content = canonical.dumps(value)
    sha256 = canonical.sha256_hex(content)
    if known.get(name, sha256) != sha256:
        raise VersionReused(f"{name[0]}/{name[1]} version {name[2]}")
    if name in known:
        return
    kind, key, version = name
    item = Item.objects.create(sha256=sha256, kind=kind, key=key, version=version, content=content)
    index_item(item, value)
    log("item.loaded", f"item:{sha256}", by, kind=kind, key=key, version=version)


def _listed() -> tuple[wire.ReleaseItem, ...]:
    rows = Item.objects.order_by("kind", "key", "version")
    named = rows.values_list("kind", "key", "version", "sha256")
    return tuple(wire.ReleaseItem(*row) for row in named)


def _contents() -> str:
    return canonical.sha256_hex(json.dumps([item.sha256 for item in _listed()]).encode())


def _publish(number: int, contents: str, by: str) -> Release:
    now = clock.now()
    word = wire.Release(
        v=1,
        number=number,
        issued=to_wire(now),
        expires=to_wire(now + VALID),
        items=_listed(),
    )
    made = Release.objects.create(
        number=number,
        issued_at=now,
        expires_at=now + VALID,
        contents=contents,
        token=keys.sign(word),
    )
    feed.tell(feed.COUNTRY, "catalogue", number=number)
    log("release.published", f"release:{number}", by, items=len(word.items))
    return made
