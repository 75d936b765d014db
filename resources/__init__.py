"""Everything that is data: catalogue, wire schemas, Persian sentences, fonts and icons.

This module is the only door to those files; it knows names, not meanings.
"""

import json
import tomllib
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


def names(folder: str, ending: str) -> list[str]:
    """Paths of a folder's files with that ending, sorted."""
    found = (item.name for item in _ROOT.joinpath(folder).iterdir())
    return sorted(f"{folder}/{name}" for name in found if name.endswith(ending))


@cache
def messages() -> dict[str, str]:
    """Persian sentences by error code."""
    return tomllib.loads(read("messages.fa.toml").decode("utf-8"))


def sentence(refusal: Refusal) -> str:
    """What to tell the person: what is wrong, who must act and how."""
    return messages()[refusal.code].format_map(refusal.facts)
