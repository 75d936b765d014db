"""Everything that is data: catalogue, wire schemas, Persian sentences, fonts and icons.

This module is the only door to those files; it knows names, not meanings.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from app.domain.errors import Refusal

_ROOT = files(__name__)


def read(name: str) -> bytes:
    """The bytes of one resource, named by its path below resources/."""
    return _ROOT.joinpath(name).read_bytes()


def read_json(name: str) -> Any:
    """One JSON resource, parsed anew at each call (callers may change what they get)."""
    return json.loads(read(name))


def path(name: str) -> str:
    """Where a folder of resources lies, for those who can only read files by path (Qt)."""
    return str(_ROOT.joinpath(name))


def names(folder: str, ending: str) -> list[str]:
    """Paths of a folder's files with that ending, sorted."""
    found = (item.name for item in _ROOT.joinpath(folder).iterdir())
    return sorted(f"{folder}/{name}" for name in found if name.endswith(ending))


@cache
def messages() -> dict[str, str]:
    """Persian sentences by error code."""
    import tomllib  # not needed before the first frame

    return tomllib.loads(read("messages.fa.toml").decode("utf-8"))


def sentence(refusal: Refusal) -> str:
    """What to tell the person: what is wrong, who must act and how."""
    return messages()[refusal.code].format_map(refusal.facts)


def catalogue_items() -> list[dict[str, Any]]:
    """The release items of the shipped catalogue; decimals are text, as in anything signed."""
    kinds = ("blocks", "services", "forms", "tariffs", "decisions", "delegations")
    folders = ("", *(f"/{kind}" for kind in kinds))
    found = (name for folder in folders for name in names(f"catalogue{folder}", ".json"))
    values = (json.loads(read(name), parse_float=str) for name in found)
    return [value for value in values if {"kind", "key", "version"} <= set(value)]


def wire_schemas() -> dict[str, Any]:
    """The body schemas by entry type (and `common`)."""
    found = names("wire/v1", ".json")
    return {name.rsplit("/", 1)[1].removesuffix(".json"): read_json(name) for name in found}
