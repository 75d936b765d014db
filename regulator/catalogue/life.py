"""The life of a form version: draft, published, closing, closed (#8, #11).

A newer version puts the one before it into «closing»: drafts begun with it may still be finished.
Staff close it. Desks hear of it through an item of kind `form-life`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.jalali import JalaliDate, show
from regulator.catalogue.models import FormVersion, Item

Value = Mapping[str, Any]
State = FormVersion.State


def note(pairs: Iterable[tuple[Item, Value]], today: JalaliDate) -> None:
    """Freshly kept forms are published; their earlier versions begin to close."""
    forms = [(item, value) for item, value in pairs if item.kind == "form"]
    fresh = [_version(item, value, show(today)) for item, value in forms]
    later = {item.key for item, _ in forms if item.version > 1}
    for key in later:
        earlier = FormVersion.objects.filter(key=key, state=State.PUBLISHED)
        earlier.update(state=State.CLOSING, since_sh=show(today))
    FormVersion.objects.bulk_create(fresh, batch_size=500)


def _version(item: Item, value: Value, since: str) -> FormVersion:
    title = value["schema"]["title"][:200]
    return FormVersion(key=item.key, version=item.version, title=title, since_sh=since)


def life_items() -> list[dict[str, Any]]:
    """Kind `form-life`, one for each form with a version that is closing or closed."""
    told = set(FormVersion.objects.exclude(state=State.PUBLISHED).values_list("key", flat=True))
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in FormVersion.objects.filter(key__in=told).order_by("key", "version"):
        state = {"version": one.version, "state": one.state, "from": one.since_sh}
        rows.setdefault(one.key, []).append(state)
    named = {"kind": "form-life", "version": 1}
    return [{**named, "key": key, "states": states} for key, states in rows.items()]
