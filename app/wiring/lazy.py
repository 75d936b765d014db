"""The window's functions before anything behind them is loaded.

Unlock brings in the database, the network and the rules (about 0.4 s); the first frame must not
wait for that, so the real functions are made on the worker that unlocks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.wiring import clock, looks
from ui.care import Care, House
from ui.function_tables import TABLES
from ui.functions import Functions

if TYPE_CHECKING:
    from app.devices.terminal import Terminal
    from ui.audit_functions import AuditFunctions


def functions(folder: Path, terminal: Terminal | None, papers: Path) -> Functions:
    """Functions that become `app.wiring.functions`' own at their first call."""
    made: list[Functions] = []
    one_at_a_time = Lock()

    def real() -> Functions:
        with one_at_a_time:
            if not made:
                import printing
                from app.wiring import functions as wired
                from app.wiring.session import Session

                session = Session(folder)
                session.keep_doing(printing.work_apart().rest)
                made.append(wired.functions(session, terminal, papers))
            return made[0]

    def protection() -> str:
        from app.wiring.protection import protection_words

        return protection_words(folder)

    def close() -> None:
        if made:
            made[0].close()

    def audit() -> AuditFunctions:
        from app.wiring import audit as wired

        return wired.functions(wired.audit_folder(None))

    handed: dict[str, Any] = {**later(Functions, real)}
    handed |= {"now": clock.now, "protection": protection, "close": close, "warm": real}
    handed |= {"look": lambda: looks.of_desk(folder)}
    handed |= {name: _table(name, real) for name in TABLES}
    handed |= {"care": _care(folder, made, real), "audit": audit}
    return Functions(**handed)


def _table(name: str, real: Callable[[], Functions]) -> object:
    kind = TABLES[name]
    return kind(**later(kind, lambda: getattr(real(), name)))


# What is done to a desk while nobody has it open; the window opens it anew afterwards.
_CLOSED = ("meet", "restore", "enrol_again", "recover")


def _care(folder: Path, made: list[Functions], real: Callable[[], Functions]) -> Care:
    handed = later(Care, lambda: real().care)

    def house() -> House:
        from app.wiring import protection

        return protection.house(folder)

    def closed(name: str) -> Callable[..., Any]:
        def called(*given: Any) -> Any:
            try:
                return getattr(real().care, name)(*given)
            finally:
                if name != "meet":  # which goes on with `appoint`
                    made.clear()

        return called

    handed |= {name: closed(name) for name in _CLOSED}
    return Care(**handed | {"house": house})


def later(kind: type[Any], real: Callable[[], Any]) -> dict[str, Callable[..., Any]]:
    """For each field of `kind` a function that finds the real one when it is called."""

    def later(name: str) -> Callable[..., Any]:
        def called(*given: Any) -> Any:
            return getattr(real(), name)(*given)

        return called

    return {field.name: later(field.name) for field in fields(kind)}
