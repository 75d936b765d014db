"""What an auditor's program keeps between sign-ins, in one small file: the last address, and for
each regulator the newest head of its log, the key that certifies devices, and every lie it was
caught in.

No password, token or entry ever stands in it.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from app.domain.errors import ManagerCanFix
from app.domain.moments import to_wire
from app.wiring import clock
from sync.audit import Watching
from sync.log_head import Watched

FILE, KEPT = "audit.json", 50


def last_address(folder: Path) -> str:
    """Where the last sign-in went; nothing where the file cannot be read, which signing in
    tells."""
    try:
        return str(json.loads((folder / FILE).read_text("utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


class Kept:
    """The file; a damaged one is refused, for whoever spoils it hides a lie."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._lock = Lock()

    def address(self) -> str:
        """Where the last sign-in went."""
        return str(self._read().get("address", ""))

    def keep_address(self, url: str) -> None:
        """Offer it the next time."""
        self._change(lambda whole: whole | {"address": url})

    def lies(self, url: str) -> list[dict[str, Any]]:
        """What that regulator was caught in, the oldest first."""
        return list(self._of(url).get("lies", []))

    def watching(self, url: str, published: str = "") -> Watching:
        """What was seen of that regulator; `published` is its log's key where it is known."""

        def known() -> Watched | None:
            log = self._of(url).get("log")
            return Watched(log["key"], log["note"]) if log else None

        return Watching(
            known=known,
            believe=lambda now: self._put(url, log={"key": now.key, "note": now.note}),
            keep_lie=lambda line: self._keep_lie(url, line),
            authority=lambda: self._of(url).get("authority"),
            trust=lambda key: self._put(url, authority=dict(key)),
            now=lambda: to_wire(clock.now()),
            published=published,
        )

    def _keep_lie(self, url: str, line: Mapping[str, Any]) -> None:
        lies = self.lies(url)
        if len(lies) < KEPT and all(one["told"] != line["told"] for one in lies):
            self._put(url, lies=[*lies, dict(line)])

    def _of(self, url: str) -> dict[str, Any]:
        return dict(self._read().get("regulators", {}).get(url, {}))

    def _put(self, url: str, **facts: object) -> None:
        def changed(whole: dict[str, Any]) -> dict[str, Any]:
            all_ = whole.get("regulators", {})
            return whole | {"regulators": all_ | {url: all_.get(url, {}) | facts}}

        self._change(changed)

    def _read(self) -> dict[str, Any]:
        try:
            whole = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as damaged:
            raise ManagerCanFix("audit-kept-damaged", file=FILE) from damaged
        if not isinstance(whole, dict):
            raise ManagerCanFix("audit-kept-damaged", file=FILE)
        return whole

    def _change(self, how: Any) -> None:
        with self._lock:
            told = json.dumps(how(self._read()), ensure_ascii=False, indent=1)
            new = self._path.with_suffix(".new")
            try:
                new.write_text(told, "utf-8")
                os.replace(new, self._path)
            except OSError as fault:
                raise ManagerCanFix("folder-unusable", detail=fault.strerror or "") from fault
