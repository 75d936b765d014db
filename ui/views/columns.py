"""The desk's three columns. Where they cannot stand side by side, what is not needed now gives way:
the list of services to a strip with its key while a form is open, the side while there is no money
to show, and the form to the list while another service is looked for.
"""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import icons, sizes
from ui.views.parts import reveal, tight
from ui.views.roomy import SideColumn
from ui.views.services import ServicesView

STRIP, FORM, SIDE_WIDTH = 44, 430, 312


class Columns(QWidget):
    """`idle` is what the side shows while there is nothing to pay."""

    def __init__(
        self, services: ServicesView, middle: QStackedWidget, side: QStackedWidget, idle: QWidget
    ) -> None:
        super().__init__()
        self.services, self.middle, self.side, self.idle = services, middle, side, idle
        self.strip, self.looking, self.arranging = Strip(), False, False
        self.right = SideColumn(SIDE_WIDTH)
        tight(QVBoxLayout(self.right), 0).addWidget(side)
        line = tight(QHBoxLayout(self), 0)
        for part, stretch in ((self.strip, 0), (services, 0), (middle, 1), (self.right, 0)):
            line.addWidget(part, stretch)
        self.strip.wanted.connect(services.focus)
        services.sought.connect(self._look)
        services.left.connect(self._go_back)
        for stack in (middle, side):
            stack.currentChanged.connect(self._turned)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)
        self.arrange()

    @property
    def narrow(self) -> bool:
        """Whether three columns have no room here."""
        least = sizes.wide(self.services.breadth) + sizes.px(FORM) + sizes.wide(SIDE_WIDTH)
        return self.width() < least

    def arrange(self) -> None:
        """Show what is needed now."""
        narrow, rests = self.narrow, self.side.currentWidget() is self.idle
        choosing = not narrow or rests or self.looking
        self.arranging = True  # what is hidden loses the caret to anything
        for part, on in (
            (self.services, choosing),
            (self.strip, not choosing),
            (self.right, not (narrow and rests)),
            (self.middle, not (narrow and self.looking) or rests),
        ):
            reveal(part, on)
        self.arranging = False

    def minimumSizeHint(self) -> QSize:
        """Of what stands side by side in the narrowest arrangement."""
        side, middle = self.right.minimumSizeHint().width(), self.middle.minimumSizeHint().width()
        choose, high = self.services.minimumSizeHint().width(), super().minimumSizeHint().height()
        if self.side.currentWidget() is self.idle:
            return QSize(choose + middle, high)
        return QSize(side + max(sizes.wide(STRIP) + middle, choose), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Perhaps another size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.arrange()

    def _look(self) -> None:
        """Another service is looked for over an open form."""
        self.looking = self.narrow and self.side.currentWidget() is not self.idle
        self.arrange()

    def _turned(self, _at: int) -> None:
        """Another form, or money: that is what is looked at now."""
        self.looking = False
        self.arrange()

    def _go_back(self) -> None:
        """Esc in the list: to where the caret was in the form, or to the money."""
        self._turned(0)
        back = self.middle.focusWidget() or self.side.focusWidget()
        if back is not None and self.side.currentWidget() is not self.idle:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self, _old: object, now: object) -> None:
        """The caret is elsewhere on the desk: nothing is looked for any more."""
        free = self.looking and not self.arranging
        if free and isinstance(now, QWidget) and self.isAncestorOf(now):
            self.looking = self.services.isAncestorOf(now)
            self.arrange()


class Strip(QFrame):
    """What stands for the list of services: its picture and its key. Reports `wanted`."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "choose")
        sizes.hold(self, width=STRIP)
        self.push = QToolButton()
        self.push.setProperty("role", "strip")
        self.push.setText("F2")
        self.push.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.push.setAccessibleName("جست‌وجوی خدمت (F2)")
        self.push.setToolTip("جست‌وجوی خدمت (F2)")
        self.push.clicked.connect(lambda _checked: self.wanted.emit())
        icons.put_on(self.push, "search", "text2", 20)
        column = tight(QVBoxLayout(self), 0)
        column.setContentsMargins(2, 12, 2, 12)
        column.addWidget(self.push)
        column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as every button of the desk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
