"""Notices (اطلاعیه): what the regulator wants read, each once by each operator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.canonical import dumps, sha256_hex


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in force from `start` to `end` (`YYYY/MM/DD`, "" is open).

    `sha256` names the very wording: what an operator acknowledged can be shown again. Work waits
    until a `critical` one is read. One of a `province` or a `service` (by number) is for those
    offices alone that are there, that take it.
    """

    key: str
    version: int
    title: str
    text: str
    sha256: str
    start: str = ""
    end: str = ""
    critical: bool = False
    province: str = ""
    service: int | None = None

    def in_force(self, date_sh: str) -> bool:
        """Whether it is shown that day."""
        return self.start <= date_sh and (not self.end or date_sh <= self.end)


def notice_from_item(item: Mapping[str, Any]) -> Notice:
    """An item of kind `notice`: {key, version, title, text, from, to}."""
    return Notice(
        key=item["key"],
        version=item["version"],
        title=item["title"],
        text=item["text"],
        sha256=sha256_hex(dumps(item)),
        start=item.get("from") or "",
        end=item.get("to") or "",
    )
