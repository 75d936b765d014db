"""Long work that says how far it is and can be stopped between its steps.

The worker calls `tell` often; when a person changed their mind the next call raises `Cancelled`, so
nothing may be half done where it is called.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import OperatorCanFix


@dataclass(frozen=True, slots=True)
class Progress:
    """The step under way (a name, whose words the screen knows) and how much of it is done.

    `of` 0: nobody can say how much there is.
    """

    step: str
    done: int = 0
    of: int = 0


Tell = Callable[[Progress], None]


class Cancelled(OperatorCanFix):
    """A person stopped it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("work-cancelled")


def quiet(_progress: Progress) -> None:
    """For commands and tests, which only wait."""
