"""Drafts: what staff write before it is a version. Publishing a draft makes the next version of
its item and a release in one transaction; a draft that is wrong is not published.
"""

from typing import Any

from django.db import transaction

from regulator import clock
from regulator.catalogue import kinds, releases, store
from regulator.catalogue.imports.report import Fault, Refused
from regulator.catalogue.models import Draft
from regulator.oversight.events import log


def in_writing(kind: str, key: str) -> dict[str, Any] | None:
    """The draft of an item, else its newest version, else None."""
    draft = Draft.objects.filter(kind=kind, key=key).first()
    return draft.content if draft else store.newest_value(kind, key)


@transaction.atomic
def write(value: store.Value, by: str) -> Draft:
    """Keep a value as the draft of its item."""
    now = {"content": dict(value), "by": by, "changed_at": clock.now()}
    draft, _ = Draft.objects.update_or_create(kind=value["kind"], key=value["key"], defaults=now)
    log("draft.written", f"draft:{value['kind']}/{value['key']}"[:80], by)
    return draft


def faults(value: store.Value) -> list[Fault]:
    """What keeps a value from being published."""
    return list(kinds.faults(value))


@transaction.atomic
def publish(draft: Draft, by: str) -> releases.Published:
    """The draft as the next version, in a release at once. Raises Refused with what is wrong."""
    value = draft.content
    if wrong := faults(value):
        raise Refused(wrong)
    store.keep(store.changes([value], store.newest()), by)
    draft.delete()
    log("draft.published", f"draft:{value['kind']}/{value['key']}"[:80], by)
    return releases.publish(by)


@transaction.atomic
def discard(draft: Draft, by: str) -> None:
    """Drop a draft; published versions stay as they are."""
    log("draft.dropped", f"draft:{draft}"[:80], by)
    draft.delete()
