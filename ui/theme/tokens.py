"""The colours of the desk, by what they are for: for a light room, a dark one, and for tired eyes.

Nothing here knows Qt. `contrast` is WCAG's ratio; tests/ui hold every pair we paint to it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. `*_soft` lies behind its strong sister; `rail_*` is the dark navigation rail."""

    name: str
    ground: str
    surface: str
    surface2: str
    line: str
    edge: str
    text: str
    text2: str
    text3: str
    primary: str
    primary_hover: str
    on_primary: str
    primary_soft: str
    primary_text: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    rail: str
    rail_on: str
    rail_text: str
    rail_strong: str
    off: str
    off_text: str
    practice: str
    on_practice: str


LIGHT = Tokens(
    name="light",
    ground="#f1f4f9",
    surface="#ffffff",
    surface2="#f6f8fc",
    line="#dfe5ee",
    edge="#7b899f",
    text="#0f1a2e",
    text2="#3f4d63",
    text3="#566379",
    primary="#1558d6",
    primary_hover="#1048b4",
    on_primary="#ffffff",
    primary_soft="#e6effe",
    primary_text="#124bbd",
    good="#0a6638",
    good_soft="#dcf4e6",
    warn="#824600",
    warn_soft="#ffeecf",
    bad="#b3221a",
    bad_soft="#fdeae8",
    rail="#0c1a36",
    rail_on="#21386b",
    rail_text="#b9c6df",
    rail_strong="#ffffff",
    off="#e3e8f0",
    off_text="#5b667a",
    practice="#6d28a8",
    on_practice="#ffffff",
)

DARK = Tokens(
    name="dark",
    ground="#0b1017",
    surface="#141b24",
    surface2="#1a232e",
    line="#293543",
    edge="#6b7b91",
    text="#e9eef6",
    text2="#bac6d6",
    text3="#9aa8ba",
    primary="#69a4ff",
    primary_hover="#8cbaff",
    on_primary="#071428",
    primary_soft="#1a2d50",
    primary_text="#8fbbff",
    good="#5cdb92",
    good_soft="#0f3120",
    warn="#f6c163",
    warn_soft="#36290d",
    bad="#ff9f95",
    bad_soft="#421c1a",
    rail="#060a11",
    rail_on="#1c2c49",
    rail_text="#a5b4cb",
    rail_strong="#ffffff",
    off="#243040",
    off_text="#93a1b4",
    practice="#c99bff",
    on_practice="#1c0a33",
)

CONTRAST = Tokens(
    name="contrast",
    ground="#000000",
    surface="#000000",
    surface2="#101010",
    line="#8c8c8c",
    edge="#ffffff",
    text="#ffffff",
    text2="#ffffff",
    text3="#e6e6e6",
    primary="#ffd800",
    primary_hover="#ffea70",
    on_primary="#000000",
    primary_soft="#332b00",
    primary_text="#ffe14d",
    good="#6dff9e",
    good_soft="#002b12",
    warn="#ffc14d",
    warn_soft="#2e1f00",
    bad="#ffb3ab",
    bad_soft="#3d0500",
    rail="#000000",
    rail_on="#332b00",
    rail_text="#ffffff",
    rail_strong="#ffe14d",
    off="#1f1f1f",
    off_text="#c4c4c4",
    practice="#ff9df2",
    on_practice="#000000",
)
THEMES = (LIGHT, DARK, CONTRAST)
# Where text and controls must be told apart at a glance (WCAG's AAA), not only be readable.
AT_A_GLANCE = 7.0


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two `#rrggbb` colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
