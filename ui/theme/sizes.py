"""The size of the type, 100 to 200 %, changed while the window is open: words and controls follow.

Type grows by the factor; a control grows by what its line of words grows, so that borders and
margins stay; a column grows by half as much, and its words wrap. `hold` keeps a widget to a size
through every change, as `ui.theme.icons` keeps its icon.
"""

from collections.abc import Callable, Mapping
from itertools import takewhile

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

FAMILY = "Vazirmatn"
SIZES = (100, 125, 150, 175, 200)
LINE, SLOW = 22, 0.5
_worn = [SIZES[0]]


def size() -> int:
    """The type's size in percent."""
    return _worn[0]


def use(percent: int) -> None:
    """From now on in that size; what is not among SIZES is the next smaller one."""
    _worn[0] = nearest(percent)


def nearest(percent: int) -> int:
    """The size that is meant.

    >>> nearest(150), nearest(160), nearest(3), nearest(900)
    (150, 150, 100, 200)
    """
    return ([one for one in SIZES if one <= percent] or [SIZES[0]])[-1]


def step(by: int) -> int:
    """The next larger or smaller size; the ends stay the ends."""
    at = len([*takewhile(lambda one: one < size(), SIZES)]) + by
    return SIZES[min(max(at, 0), len(SIZES) - 1)]


def px(pixels: float) -> int:
    """Letters, and what is as wide as its letters."""
    return round(pixels * size() / 100)


def high(pixels: int, lines: int = 1) -> int:
    """The height of what holds that many lines of words."""
    return pixels + lines * round(LINE * (size() - 100) / 100)


def wide(pixels: int) -> int:
    """The width of a column whose words wrap."""
    return pixels + round(pixels * SLOW * (size() - 100) / 100)


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font for what is painted by hand.

    Hinting follows each machine's fontconfig; without it the same text has the same pixels.
    """
    made = QFont(FAMILY, weight=weight)
    made.setPixelSize(px(pixels))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _rows(header: QWidget, given: int) -> None:
    assert isinstance(header, QHeaderView)
    header.setDefaultSectionSize(given)


HELD: Mapping[str, Callable[[QWidget, int], None]] = {
    "width": lambda widget, given: widget.setFixedWidth(wide(given)),
    "height": lambda widget, given: widget.setFixedHeight(high(given)),
    "tall": lambda widget, given: widget.setFixedHeight(px(given)),
    "span": lambda widget, given: widget.setFixedWidth(px(given)),
    "square": lambda widget, given: widget.setFixedSize(px(given), px(given)),
    "least_width": lambda widget, given: widget.setMinimumWidth(wide(given)),
    "most_width": lambda widget, given: widget.setMaximumWidth(wide(given)),
    "least_span": lambda widget, given: widget.setMinimumWidth(px(given)),
    "least_height": lambda widget, given: widget.setMinimumHeight(high(given)),
    "rows": lambda widget, given: _rows(widget, high(given)),
}


def hold(widget: QWidget, **given: int) -> None:
    """Keep these sizes, given for 100 %: the names of HELD."""
    widget.setProperty("held", " ".join(f"{name} {pixels}" for name, pixels in given.items()))
    _hold(widget)


def renew() -> None:
    """After a change: every held widget in the new size."""
    for widget in QApplication.allWidgets():
        if widget.property("held"):
            _hold(widget)


def _hold(widget: QWidget) -> None:
    told = str(widget.property("held")).split()
    for name, pixels in zip(told[::2], told[1::2], strict=True):
        HELD[name](widget, int(pixels))
