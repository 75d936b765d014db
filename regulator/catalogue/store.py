"""Item versions going in: what a set of values would change, and keeping it in bulk.

A value that is the same as the newest version of its key changes nothing; any other becomes the
next version. What is kept here is in no release yet.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain import canonical
from regulator import clock
from regulator.catalogue import holds, life
from regulator.catalogue.models import Item
from regulator.delegation.lists import index_lists
from regulator.oversight.events import log_many
from regulator.tariffs.tables import index_tables

Value = Mapping[str, Any]
Known = Mapping[tuple[str, str], tuple[int, str]]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Change:
    """A version that is not kept yet: its value, its canonical bytes and their hash."""

    verb: Literal["added", "changed"]
    value: Value
    content: bytes
    sha256: str

    @property
    def name(self) -> tuple[str, str, int]:
        """Kind, key and version."""
        return self.value["kind"], self.value["key"], self.value["version"]


def newest() -> dict[tuple[str, str], tuple[int, str]]:
    """The newest version and its hash, by kind and key."""
    rows = Item.objects.order_by("version").values_list("kind", "key", "version", "sha256")
    return {(kind, key): (version, sha256) for kind, key, version, sha256 in rows}


def newest_value(kind: str, key: str) -> dict[str, Any] | None:
    """The newest version of one item, or None."""
    found = Item.objects.filter(kind=kind, key=key).order_by("-version").first()
    return value_of(found) if found else None


def newest_values(kind: str) -> dict[str, dict[str, Any]]:
    """The newest version of every item of a kind, by key."""
    found = Item.objects.filter(kind=kind).order_by("version")
    return {item.key: value_of(item) for item in found.iterator(BATCH)}


def value_of(item: Item) -> dict[str, Any]:
    """The item as JSON."""
    value: dict[str, Any] = json.loads(bytes(item.content))
    return value


def changes(values: Iterable[Value], known: Known) -> list[Change]:
    """What these values would add to what is known; nothing for those that say nothing new."""
    found = []
    for value in values:
        version, sha256 = known.get((value["kind"], value["key"]), (0, ""))
        if version and change(with_version(value, version)).sha256 == sha256:
            continue
        verb: Literal["added", "changed"] = "changed" if version else "added"
        found.append(change(with_version(value, version + 1), verb))
    return found


def change(value: Value, verb: Literal["added", "changed"] = "added") -> Change:
    """The value under the version it states."""
    content = item_bytes(value)
    return Change(verb, value, content, canonical.sha256_hex(content))


def with_version(value: Value, version: int) -> dict[str, Any]:
    """The same value under another version; a form's schema carries it in its `$id` too."""
    changed = {**value, "version": version}
    if value["kind"] == "form":
        name = f"urn:pishkhan:form:{value['key']}:{version}"
        changed["schema"] = {**value["schema"], "$id": name}
    return changed


def item_bytes(value: Value) -> bytes:
    """Canonical bytes of an item, ten times as fast as the general way.

    Without floats and with keys of the basic plane, RFC 8785 is Python's own sorted JSON; a test
    holds the two against each other.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if _PERHAPS_FLOAT.search(text):
        _refuse_floats(value)
    return text.encode("utf-8")


# What a float looks like behind its comma, colon or bracket; a sentence may look so too.
_PERHAPS_FLOAT = re.compile(r"[:,\[]-?(?:\d+(?:\.\d|[eE])|NaN|Infinity)")


def _refuse_floats(value: Any) -> None:
    if type(value) is float:
        raise ValueError("a float has no place in a signed record")
    if isinstance(value, dict):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_floats(part)


def keep(found: list[Change], by: str) -> list[Item]:
    """Keep those versions, with everything that is indexed from them and a line in the log each."""
    items = [_item(one) for one in found]
    Item.objects.bulk_create(items, batch_size=BATCH)
    pairs = [(item, one.value) for item, one in zip(items, found, strict=True)]
    index_tables(pairs)
    index_lists([value for _, value in pairs])
    holds.note(pairs)
    life.note(pairs, clock.today())
    facts = ((f"item:{one.sha256}", dict(zip(_NAMED, one.name, strict=True))) for one in found)
    log_many("item.loaded", by, facts)
    return items


_NAMED = ("kind", "key", "version")


def _item(one: Change) -> Item:
    kind, key, version = one.name
    return Item(sha256=one.sha256, kind=kind, key=key, version=version, content=one.content)


def value_at(kind: str, key: str, version: int) -> dict[str, Any]:
    """One version of an item; Item.DoesNotExist when there is none."""
    return value_of(Item.objects.get(kind=kind, key=key, version=version))
