"""A desk in memory that answers what is asked before the first citizen, and nothing after it.

Every table of functions is handed over, as the program does; the catalogue is read on the worker
that unlocks, as a desk file's is. The rules of acts that nobody does here are not its to load.
"""

from dataclasses import MISSING, fields
from datetime import UTC, datetime
from typing import Any, NoReturn

from app.domain.acts import OfficeFacts, Operator, SyncState
from tests.ui.bundled import bundled_catalogue
from ui.care import Care, House
from ui.function_tables import TABLES
from ui.functions import Functions, SignedIn, Unlocked

NOW = datetime(2026, 11, 21, 7, 1, tzinfo=UTC)
OFFICE = OfficeFacts("72301", "دفتر پیشخوان ۷۲۳۰۱", "۱۴۰۲/۷۲۳۰۱", "23", "counter_office")
OPERATOR = Operator("1201", "مریم احمدی", "operator")


KNOWN: dict[str, Any] = {
    "now": lambda: NOW,
    "protection": lambda: "پرونده باجه با گذرواژه رمز شده است.",
    "house": House,
    "unlock": lambda _: Unlocked(OFFICE, 2, (OPERATOR,), bundled_catalogue()),
    "sign_in": lambda *_: SignedIn(OPERATOR, "شیفت ۱"),
    "at_door": tuple,
    "sync_state": lambda: SyncState(0, NOW, release=7),
    **dict.fromkeys(("left", "waiting", "parked", "unresolved"), tuple),
}


def functions() -> Functions:
    """What the window is handed; what is left to its defaults knows of nothing."""
    tables = {name: _answers(kind) for name, kind in (TABLES | {"care": Care}).items()}
    return Functions(**_known(Functions) | tables)


def _answers(kind: type[Any]) -> Any:
    return kind(**dict.fromkeys((one.name for one in fields(kind)), _never) | _known(kind))


def _known(kind: type[Any]) -> dict[str, Any]:
    must = {one.name: _never for one in fields(kind) if one.default is MISSING}
    return must | {one.name: KNOWN[one.name] for one in fields(kind) if one.name in KNOWN}


def _never(*_: object) -> NoReturn:
    raise AssertionError("nobody is served here")
