"""The tables of functions among `ui.functions.Functions`' fields, for whoever makes them up: before
anything behind them is loaded, or with nothing behind them. `care` has ways of its own.
"""

from typing import Any

from ui.counter_functions import (
    FindFunctions,
    MoneyFunctions,
    RequestFunctions,
    VisitFunctions,
)
from ui.office_functions import (
    DayFunctions,
    DutyFunctions,
    SettlementFunctions,
    ShiftFunctions,
)
from ui.staff import Staff

TABLES: dict[str, type[Any]] = {
    "staff": Staff,
    "shifts": ShiftFunctions,
    "days": DayFunctions,
    "settlement": SettlementFunctions,
    "duties": DutyFunctions,
    "visits": VisitFunctions,
    "requests": RequestFunctions,
    "money": MoneyFunctions,
    "finding": FindFunctions,
}
