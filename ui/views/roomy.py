"""What does not fit scrolls: a stack of screens as large as the one that is shown, and dialogs that
stay inside the screen however large the type is.
"""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.theme import sizes

EDGE = 40


class Stack(QStackedWidget):
    """Screens one over the other; asks for the room of the one that shows. `wide`: they use all the
    width there is, so words that wrap need no more height than at that width."""

    def __init__(self, *, wide: bool = False) -> None:
        super().__init__()
        self._wide = wide
        self.setProperty("role", "ground")
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """The least the shown screen can be drawn in."""
        shown, around = self.currentWidget(), self.parentWidget()
        if shown is None:
            return super().minimumSizeHint()
        least = _least(shown)
        if not self._wide or around is None:
            return least
        room = max(least.width(), around.width())
        return QSize(least.width(), min(least.height(), _height(shown, room)))

    def heightForWidth(self, width: int) -> int:
        """How high the shown screen must be at least at that width."""
        return _height(self.currentWidget(), width)


class Panels(Stack):
    """Screens that scroll by themselves: only the shown one's words count, and no height by width,
    of which Qt would take the greatest of all."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")

    def hasHeightForWidth(self) -> bool:
        """As high as there is room."""
        return False


class Roomy(QScrollArea):
    """A window onto one widget, which is never smaller than it can be drawn."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def minimumSizeHint(self) -> QSize:
        """Anything: it scrolls."""
        return QSize(0, 0)

    def _moved(self, _old: object, now: object) -> None:
        """Keep the caret in sight."""
        if isinstance(now, QWidget) and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, EDGE, EDGE)


class SideColumn(QFrame):
    """A column of that width, wider only where words inside it would not fit."""

    def __init__(self, width: int, role: str = "side") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.breadth = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The width in the size of the type, or what the words need."""
        least = super().minimumSizeHint().width()
        return QSize(max(sizes.wide(self.breadth), least), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower than that."""
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())


class Dialog(QDialog):
    """A dialog whose content scrolls where the screen is too small for it.

    `resize` is given for 100 %; it opens in the size of the type, inside the screen.
    """

    given, room = QSize(), 0

    def setVisible(self, visible: bool) -> None:
        """Qt would hold it to the height wrapped words need where they are narrowest."""
        if visible and not self.isVisible() and (layout := self.layout()):
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
            grown = QSize(sizes.wide(self.width()), sizes.wide(self.height()))
            sized = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
            self.given = grown if sized else self.sizeHint()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        """Before it is seen: as large as its words, not larger than the screen."""
        if not event.spontaneous():
            self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        layout = self.layout()
        # A screen is never smaller than the window it shows, whatever it says of itself.
        parent = self.parentWidget()
        around = parent.window().size() if parent else QSize()
        room = self.screen().availableSize().expandedTo(around) - QSize(EDGE, EDGE)
        wide = min(self.given.width(), room.width())
        if layout is None:
            return
        wide = min(max(wide, layout.minimumSize().width()), room.width())
        deep = _height(self, wide)
        if layout.minimumSize().width() > wide or deep > room.height():
            self._scroll(layout)
        self.resize(wide, min(max(self.given.height(), deep), room.height()))
        self.room = room.height()

    def event(self, event: QEvent) -> bool:
        """Words that come later make it as high as they need."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            deep = _height(self, self.width())
            if self.height() < deep <= self.room:
                self.resize(self.width(), deep)
        return done

    def _scroll(self, layout: Any) -> None:
        """The same content inside a scroll area; Qt lets a widget take over another's layout."""
        inside = QWidget()
        inside.setProperty("role", "clear")
        inside.setLayout(layout)
        area = Roomy(inside)
        area.setAccessibleName(self.windowTitle())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        # What the layout before asked for no longer holds it.
        self.setMinimumSize(0, 0)


def _least(widget: QWidget) -> QSize:
    return widget.minimumSizeHint().expandedTo(widget.minimumSize())


def _height(widget: QWidget | None, width: int) -> int:
    if widget is None:
        return 0
    layout: Any = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return int(layout.minimumHeightForWidth(width))
    return _least(widget).height()
