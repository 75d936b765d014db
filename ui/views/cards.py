"""A list of cards: each as high as its words need at the width there is, in every size of type."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

ROLE = Qt.ItemDataRole.UserRole
# What lies between a card's own lines and its row: the border and the spacing.
FRAME, GAP = 6, 4


class CardList(QListWidget):
    """Marked with the arrows; what is a card is the caller's, `put` adds it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "drafts")
        self.setAccessibleName(name)
        self.setSpacing(GAP)
        # Cards end where the title above and the keys below them do.
        self.setViewportMargins(-GAP, -GAP, -GAP, 0)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.fitting = QTimer(self)
        self.fitting.setSingleShot(True)
        self.fitting.timeout.connect(self.fit)

    def put(self, card: QWidget, said: str, data: object = None) -> None:
        """A card more; `said` is for the ear, `data` what is marked with it."""
        item = QListWidgetItem(self)
        item.setData(ROLE, data)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.setItemWidget(item, card)
        self._fit(item, card)
        self.fitting.start(0)

    def fit(self) -> None:
        """Every card as high as its words; only what changed moves."""
        for at in range(self.count()):
            item = self.item(at)
            if card := self.itemWidget(item):
                self._fit(item, card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self.fitting.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        """What was never seen was never dressed."""
        super().showEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fitting.start(0)

    def _fit(self, item: QListWidgetItem, card: QWidget) -> None:
        for part in (card, *card.findChildren(QWidget)):
            part.ensurePolished()
        layout = card.layout()
        if layout is None:
            return
        layout.invalidate()
        least = layout.minimumSize().width()
        wide = max(self.viewport().width() - 2 * GAP, least)
        deep = layout.heightForWidth(wide) if layout.hasHeightForWidth() else 0
        size = QSize(least, max(deep, layout.sizeHint().height() if deep <= 0 else deep) + FRAME)
        if item.sizeHint() != size:
            item.setSizeHint(size)
