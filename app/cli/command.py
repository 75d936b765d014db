"""What a command of the command line is: its name, purpose and place, and what it takes."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """One argument, as argparse takes it."""

    name: str
    how: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """`where` is module:function below app.cli; the function takes the parsed options."""

    name: str
    help: str
    where: str
    options: tuple[Option, ...] = ()


def option(name: str, help: str, **how: Any) -> Option:
    """One argument and its help."""
    return Option(name, {"help": help, **how})
