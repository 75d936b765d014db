"""The auditor's program composed: one line to a regulator, what was seen of it in a small file, and
the functions its windows are handed.

Nothing of it is loaded before somebody goes to the auditor's door; the network only when he knocks.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.wiring import clock, looks
from app.wiring.lazy import later
from ui.audit_functions import AuditFunctions

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests


def audit_folder(wanted: str | None) -> Path:
    """`--data`, else the place of settings the platform gives a person; never a desk's folder."""
    from app.domain.errors import ManagerCanFix

    if wanted:
        folder = Path(wanted)
    else:
        from platformdirs import user_config_path

        folder = user_config_path("pishkhan", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise ManagerCanFix("folder-unusable", detail=fault.strerror or "") from fault
    return folder


def functions(
    folder: Path,
    server: str = "",
    http: Callable[[], requests.Session] | None = None,
    *,
    log_key: str = "",
) -> AuditFunctions:
    """Functions that load what is behind them when first called; `log_key` as it was published."""
    made: list[AuditFunctions] = []
    one_at_a_time = Lock()

    def real() -> AuditFunctions:
        with one_at_a_time:
            if not made:
                from app.wiring.auditor import Auditor

                made.append(Auditor(folder, http, log_key).functions())
            return made[0]

    def address() -> str:
        from app.wiring.audit_kept import last_address

        return server or last_address(folder)

    def sign_out() -> None:
        if made:
            made[0].sign_out()

    handed: dict[str, Any] = {**later(AuditFunctions, real)}
    handed |= {"now": clock.now, "address": address, "sign_out": sign_out}
    handed |= {"look": lambda: looks.of_desk(folder)}
    handed |= {"keep_look": lambda look: looks.keep_for_desk(folder, look)}
    return AuditFunctions(**handed)
