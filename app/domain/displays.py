"""The customer display: a line of character cells turned to the citizen, and what it is told."""

from dataclasses import dataclass
from typing import Literal

CodePage = Literal["iran-system", "cp1256"]


@dataclass(frozen=True, slots=True)
class Display:
    """A pole display of two rows. `address` is host:port or a device file (COM3, /dev/ttyUSB0).

    `select` is the number its maker gave the code page (ESC t n); None leaves it as it is set.
    """

    kind: Literal["tcp", "device"]
    address: str
    columns: int = 20
    code_page: CodePage = "iran-system"
    select: int | None = None
    baud: int = 9600
    seconds: float = 2.0


@dataclass(frozen=True, slots=True)
class Shown:
    """Two rows of plain Persian; each is cut to the display's width, never wrapped."""

    first: str
    second: str = ""
