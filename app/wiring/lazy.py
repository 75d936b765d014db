"""The window's functions before anything behind them is loaded.

Unlock brings in the database, the network and the rules (about 0.4 s); the first frame must not
wait for that, so the real functions are made on the worker that unlocks.
"""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.devices.terminal import Terminal
from app.wiring import clock
from ui.functions import Functions


def functions(folder: Path, terminal: Terminal | None, papers: Path) -> Functions:
    """Functions that become `app.wiring.functions`' own at their first call."""
    made: list[Functions] = []

    def real() -> Functions:
        if not made:
            from app.wiring import functions as wired
            from app.wiring.session import Session

            made.append(wired.functions(Session(folder), terminal, papers))
        return made[0]

    def later(name: str) -> Callable[..., Any]:
        def called(*given: Any) -> Any:
            return getattr(real(), name)(*given)

        return called

    def protection() -> str:
        from app.wiring.protection import protection_words

        return protection_words(folder)

    def close() -> None:
        if made:
            made[0].close()

    names = [field.name for field in fields(Functions)]
    handed = {name: later(name) for name in names}
    handed |= {"now": clock.now, "protection": protection, "close": close}
    return Functions(**handed)
