"""How the window looked last: for the desk in a small file beside its own, which is read before
anybody opens it, and for each person in the desk's settings. Nothing heavy is loaded for the first.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from ui.models.look import Look

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring.session import Session
    from ui.functions import SignedIn

FILE = "look.json"


def of_desk(folder: Path) -> Look:
    """As this desk looked last; the usual look where the file is missing or is not one."""
    try:
        return _look(json.loads((folder / FILE).read_text("utf-8"))) or Look()
    except (OSError, ValueError):
        return Look()


def keep_for_desk(folder: Path, look: Look) -> bool:
    """Whether the file took it. Not worth a refusal: at worst the next start has the look of an
    earlier day."""
    try:
        (folder / FILE).write_text(json.dumps(asdict(look)), "utf-8")
    except OSError:
        return False
    return True


class Looks:
    """The looks of one session's people."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_desk(self) -> Look:
        """As this desk looked last."""
        return of_desk(self._session.folder)

    def with_look(self, signed: SignedIn) -> SignedIn:
        """The same person, with the look that was theirs the last time."""
        from local_db import queries

        with self._session.desk.here.db.read() as connection:
            kept = queries.setting(connection, _name(signed.operator.number))
        return replace(signed, look=_look(kept))

    def keep(self, look: Look) -> None:
        """For the desk, and for the person at work if there is one."""
        from local_db import queries

        if not keep_for_desk(self._session.folder, look):
            return
        told = asdict(look)
        if self._session.somebody_works:
            name = _name(self._session.operator)
            write = self._session.desk.writer.write
            write(lambda connection: queries.set_setting(connection, name, told))


def _name(operator: str) -> str:
    return f"look:{operator}"


def _look(told: Any) -> Look | None:
    if not isinstance(told, dict):
        return None
    theme, size = told.get("theme"), told.get("size")
    if not isinstance(theme, str) or not isinstance(size, int):
        return None
    return Look(theme, size)
