"""What tired eyes, a keyboard or a screen reader meet on a screen: found, not asked."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from tests.ui.test_forms_drawn import cut
from ui.theme import contrast
from ui.views.roomy import Roomy

WORDS = (QLabel, QAbstractButton, QComboBox, QLineEdit)


def shown(root: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    """What is drawn of it, in its own window (the list of a closed combo is another)."""
    for kind in kinds or (QWidget,):
        for widget in root.findChildren(kind):
            if widget.isVisible() and widget.window() is root.window():
                yield widget


def unnamed(root: QWidget) -> list[str]:
    """What takes the caret and says nothing of itself to a screen reader."""
    return [
        f"{type(widget).__name__} of {type(widget.parentWidget()).__name__}"
        for widget in takers(root)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def takers(root: QWidget) -> list[QWidget]:
    """Everything Tab should reach."""
    return [
        widget
        for widget in shown(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and not widget.focusProxy()
    ]


def by_tab(root: QWidget, most: int = 400) -> list[QWidget]:
    """The way Tab goes from where the caret is, once round."""
    start = QApplication.focusWidget()
    met: list[QWidget] = []
    for _ in range(most):
        here = QApplication.focusWidget()
        if here is None or (met and here is start and met[-1] is not start):
            break
        met.append(here)
        here.focusNextChild()
    return met


def unreached(root: QWidget, way: list[QWidget]) -> dict[str, list[str]]:
    """What Tab passes by, and where it goes from left to right within one line."""
    grouped = [w for w in takers(root) if isinstance(w, QAbstractButton) and w.group()]
    # Of an exclusive group Qt's Tab takes the checked one; arrows go to the others.
    missed = {_said(w) for w in takers(root) if w not in way and w not in grouped}
    back = [
        f"{_said(one)} → {_said(next_)}"
        for one, next_ in pairwise(way)
        if one.parentWidget() is next_.parentWidget() and _same_line(one, next_)
        if next_.geometry().center().x() > one.geometry().center().x()
    ]
    return {"missed": sorted(missed), "back": back}


def _same_line(one: QWidget, other: QWidget) -> bool:
    both = one.geometry().intersected(QRect(-9999, other.y(), 99999, other.height()))
    return both.height() > min(one.height(), other.height()) // 2


def clipped(root: QWidget) -> list[str]:
    """Words that do not fit where they stand, and cannot be scrolled to."""
    worded = [widget for widget in shown(root, QLabel, QAbstractButton) if _said(widget)]
    found = [why for widget in worded if (why := cut(widget))]
    found += [why for box in shown(root, QComboBox) if (why := _narrow(box))]
    return [*found, *(why for widget in shown(root, *WORDS) if (why := _outside(widget)))]


def faint(root: QWidget) -> list[str]:
    """Words whose darkest (or lightest) pixel is too near to the ground they stand on."""
    picture = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget in shown(root, QLabel, QAbstractButton, QLineEdit):
        words = widget.text() if hasattr(widget, "text") else ""
        place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        small = min(place.width(), place.height()) < 6
        if small or not words or not picture.rect().contains(place) or _covered(widget):
            continue
        ground, ratio = _contrast(picture.copy(place.adjusted(2, 2, -2, -2)))
        if ratio < LEAST:
            found.append(f"{words[:30]!r} on {ground}: {ratio:.1f}")
    return found


def _contrast(part: QImage) -> tuple[str, float]:
    """The ground, which is most of it, and the greatest contrast to it."""
    colours = Counter(memoryview(part.constBits()).cast("B").cast("I"))
    names = [f"#{colour & 0xFFFFFF:06x}" for colour, _ in colours.most_common(400)]
    return names[0], max(contrast(name, names[0]) for name in names)


def _covered(widget: QWidget) -> bool:
    """Scrolled out of sight, wholly or in part."""
    return widget.visibleRegion().boundingRect().size() != widget.size()


LEAST, ARROW = 4.5, 44


def edges(root: QWidget) -> list[str]:
    """Boxes to type in whose border can hardly be told from the ground around it."""
    picture = root.grab().toImage()
    found = []
    for widget in shown(root, QLineEdit, QPlainTextEdit, QComboBox):
        place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        inner = widget.parentWidget()
        if isinstance(inner, QComboBox) or _covered(widget):
            continue
        edge = picture.pixelColor(place.center().x(), place.top()).name()
        around = picture.pixelColor(place.center().x(), max(0, place.top() - 3)).name()
        read_only = isinstance(widget, QLineEdit) and widget.isReadOnly()
        if widget.isEnabled() and not read_only and contrast(edge, around) < 3:
            found.append(f"{widget.accessibleName()!r} {edge} on {around}")
    return found


def sideways(root: QWidget) -> list[str]:
    """What is as wide as a screen and must be scrolled from side to side."""
    bars = [area.horizontalScrollBar().maximum() for area in shown(root, Roomy)]  # type: ignore[attr-defined]
    return [f"{far} pixels" for far in bars if far]


def _outside(widget: QWidget) -> str:
    """Where a widget reaches out of its parents and nothing scrolls it into sight."""
    inside, parent = widget, widget.parentWidget()
    while parent is not None and not inside.isWindow():
        place = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        if _scrolls(parent):
            return ""
        if not parent.rect().adjusted(-2, -2, 2, 2).contains(place):
            return f"{_said(widget)!r} outside {type(parent).__name__}"
        inside, parent = parent, parent.parentWidget()
    return ""


def _scrolls(widget: QWidget) -> bool:
    area = widget.parentWidget()
    if not isinstance(area, QAbstractScrollArea) or area.viewport() is not widget:
        return False
    sideways = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    inner = area.widget() if isinstance(area, QScrollArea) else None
    return sideways or inner is None or inner.width() <= widget.width() + 1


def _narrow(box: QComboBox) -> str:
    """A closed list that does not show all of what is chosen."""
    needs = box.fontMetrics().horizontalAdvance(box.currentText()) + ARROW
    return f"{box.currentText()!r} {needs} > {box.width()}" if needs > box.width() else ""


def cells(root: QWidget) -> list[str]:
    """What is cut in the tables."""
    return [why for table in shown(root, QTableView) for why in _cells(table)]


def _cells(table: QTableView) -> Iterator[str]:
    """Words wider than their column, where it does not take what room there is."""
    head, model = table.horizontalHeader(), table.model()
    for column in range(model.columnCount()):
        takes_rest = head.sectionResizeMode(column) == QHeaderView.ResizeMode.Stretch
        last = column == model.columnCount() - 1 and head.stretchLastSection()
        for row in range(-1, 0 if takes_rest or last else min(model.rowCount(), 10)):
            words = str(
                model.headerData(column, Qt.Orientation.Horizontal)
                if row < 0
                else model.index(row, column).data() or ""
            )
            wide = max(map(table.fontMetrics().horizontalAdvance, words.split("\n")))
            if not table.isColumnHidden(column) and wide > table.columnWidth(column):
                yield f"{words!r} {wide} > {table.columnWidth(column)}"


def _said(widget: QWidget) -> str:
    words = getattr(widget, "text", None) or getattr(widget, "currentText", None)
    return str(words())[:40] if words else type(widget).__name__
