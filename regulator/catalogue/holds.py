"""Cards held back: fields still undeclared, and no waiver that names them (design.md 4.1, #34)."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.jalali import show
from regulator import clock
from regulator.catalogue.models import Held, Item, Waiver

Value = Mapping[str, Any]


def undeclared(value: Value) -> list[str]:
    """Keys of the legal fields of a service item that nobody declared."""
    return [field["key"] for field in value["card"] if field["status"] == "undeclared"]


def note(pairs: Iterable[tuple[Item, Value]]) -> None:
    """Hold freshly kept cards that have undeclared fields."""
    cards = ((item, value) for item, value in pairs if item.kind == "service")
    held = [
        Held(item=item, service=item.key, fields=fields)
        for item, value in cards
        if (fields := undeclared(value))
    ]
    Held.objects.bulk_create(held, batch_size=500)


def release_waived() -> list[Held]:
    """Let go of cards a waiver covers today; those that stay held.

    A card once published stays published when its waiver ends: the console shows it as overdue, but
    no date stops a service at every counter of the country by itself.
    """
    covered = waived_fields()
    free: list[Held] = []
    kept: list[Held] = []
    for held in Held.objects.select_related(None).all():
        waived = set(held.fields) <= covered.get(held.service, set())
        (free if waived else kept).append(held)
    Held.objects.filter(pk__in=[held.pk for held in free]).delete()
    return kept


def waived_fields() -> dict[str, set[str]]:
    """The fields waived today, by service key."""
    today = show(clock.today())
    found: dict[str, set[str]] = {}
    for waiver in Waiver.objects.filter(date_sh__lte=today, until_sh__gte=today):
        found.setdefault(waiver.service, set()).update(waiver.fields)
    return found


def waiver_item(waiver: Waiver) -> dict[str, Any]:
    """What desks and auditors see of a waiver."""
    said = {"fields": sorted(waiver.fields), "by": waiver.by, "reason": waiver.reason}
    dates = {"date": waiver.date_sh, "until": waiver.until_sh}
    return {"kind": "waiver", "key": waiver.service, "version": 1, **said, **dates}
