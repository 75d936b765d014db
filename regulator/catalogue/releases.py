"""From the shipped catalogue and the regulator's own word to signed releases.

Loading is safe to repeat. An item whose bytes changed under the same version is refused: versions
are found by date, never by overwriting. A release is published when the contents changed or the
last one has little time left; its number only rises. It names the newest version of each item, and
every version of a form, because drafts live longer than forms.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

import resources
from app.domain import canonical, wire
from app.domain.jalali import month_length, show
from app.domain.moments import to_wire
from regulator import clock, keys
from regulator.catalogue import holds, life, store
from regulator.catalogue.models import Held, Item, Release, Waiver
from regulator.intake import due_moves, feed
from regulator.oversight.events import log, log_many

VALID, RENEW_BEFORE = timedelta(days=180), timedelta(days=30)
SHIPPED_BY = "seed"


class VersionReused(Exception):
    """The catalogue holds other bytes under a version that was published: raise the version."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing came to: the release in force, whether it is new, and the cards held back."""

    release: Release
    fresh: bool
    held: tuple[Held, ...]


@transaction.atomic
def seed(by: str) -> Release:
    """Load the shipped catalogue and publish it if that changes anything; the release in force."""
    known = {(i.kind, i.key, i.version): i.sha256 for i in Item.objects.defer("content")}
    fresh = []
    for value in resources.catalogue_items():
        one = store.change(value)
        if known.get(one.name, one.sha256) != one.sha256:
            raise VersionReused(f"{one.name[0]}/{one.name[1]} version {one.name[2]}")
        if one.name not in known:
            fresh.append(one)
    store.keep(fresh, by)
    _waive_shipped([one.value for one in fresh if one.value["kind"] == "service"], by)
    return publish(by).release


def _waive_shipped(cards: list[store.Value], by: str) -> None:
    """What comes with the program goes out provisionally, under a waiver that says so."""
    today = clock.today()
    until = f"{today.year + 1}/12/{month_length(today.year + 1, 12)}"
    waivers = [
        Waiver(
            service=card["key"],
            fields=fields,
            by=SHIPPED_BY,
            date_sh=show(today),
            until_sh=until,
            reason=resources.messages()["waiver-shipped"],
        )
        for card in cards
        if (fields := holds.undeclared(card))
    ]
    Waiver.objects.bulk_create(waivers)
    log_many("waiver.given", by, ((f"service:{one.service}", {}) for one in waivers))


@transaction.atomic
def publish(by: str) -> Published:
    """Sign what is kept as the next release, unless the last one says the same and is still young.

    Due dates of open cases that a sudden closure hits are moved in the same transaction.
    """
    held = tuple(holds.release_waived())
    store.keep(store.changes(_told(), store.newest()), by)
    newest = Release.objects.first()
    listed = tuple(_listed())
    contents = canonical.sha256_hex(json.dumps([item.sha256 for item in listed]).encode())
    young = newest and newest.expires_at - clock.now() > RENEW_BEFORE
    if newest and young and newest.contents == contents:
        return Published(newest, False, held)
    number = (newest.number if newest else 0) + 1
    made = _sign(number, contents, listed)
    log("release.published", f"release:{number}", by, items=len(listed))
    due_moves.settle_all(by)
    return Published(made, True, held)


@transaction.atomic
def renew(by: str) -> Release | None:
    """Sign the newest release again, as it is, once it has little time left; else None."""
    newest = Release.objects.first()
    if newest is None or newest.expires_at - clock.now() > RENEW_BEFORE:
        return None
    payload = canonical.unb64u(newest.token.split(".")[1])
    items = tuple(wire.ReleaseItem(**one) for one in json.loads(payload)["items"])
    made = _sign(newest.number + 1, newest.contents, items)
    log("release.renewed", f"release:{made.number}", by, items=len(items))
    return made


def _told() -> Iterator[dict[str, Any]]:
    """Items made of our own tables: waivers in force and the life of forms."""
    yield from life.life_items()
    newest = {waiver.service: waiver for waiver in Waiver.objects.order_by("date_sh", "id")}
    yield from (holds.waiver_item(waiver) for waiver in newest.values())


def _listed() -> Iterator[wire.ReleaseItem]:
    barred = set(Held.objects.values_list("item_id", flat=True))
    newest: dict[tuple[str, str, int], wire.ReleaseItem] = {}
    rows = Item.objects.order_by("kind", "key", "version")
    named = rows.values_list("kind", "key", "version", "sha256")
    for kind, key, version, sha256 in named:
        if sha256 not in barred:
            place = (kind, key, version if kind == "form" else 0)
            newest[place] = wire.ReleaseItem(kind, key, version, sha256)
    yield from newest.values()


def _sign(number: int, contents: str, listed: tuple[wire.ReleaseItem, ...]) -> Release:
    now = clock.now()
    word = wire.Release(
        v=1,
        number=number,
        issued=to_wire(now),
        expires=to_wire(now + VALID),
        items=listed,
    )
    made = Release.objects.create(
        number=number,
        issued_at=now,
        expires_at=now + VALID,
        contents=contents,
        token=keys.sign(word),
    )
    feed.tell(feed.COUNTRY, "catalogue", number=number)
    return made
