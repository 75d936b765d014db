"""How a person wants the window to look: which theme, how large the type."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """`theme` is a name of `ui.theme.THEMES`, `size` percent; what is unknown is taken as usual."""

    theme: str = "light"
    size: int = 100
