"""Paints one service of the list: icon, title, agency and number; no widgets, so it stays quick."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.text import persian_digits
from ui.theme import icons
from ui.theme.dress import FAMILY, current

AGENCY, NUMBER = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
HEIGHT, PAD, ICON = 62, 10, 36
TEXT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
# What a service is about, by a word of its title; the first that fits.
ICONS = (
    ("گواهینامه", "car"),
    ("خودرو", "car"),
    ("پلاک", "car"),
    ("سوخت", "car"),
    ("شناسنامه", "id-card"),
    ("کارت", "id-card"),
    ("ولادت", "id-card"),
    ("مالیات", "banknote"),
    ("قبض", "banknote"),
    ("عوارض", "banknote"),
    ("انشعاب", "plug"),
    ("برق", "plug"),
    ("گاز", "plug"),
    ("آب", "plug"),
    ("ساختمان", "building-2"),
    ("شهرداری", "building-2"),
    ("پروانه", "store"),
    ("کسب", "store"),
    ("ازدواج", "heart-handshake"),
    ("پیشینه", "shield-check"),
)


def icon_name(title: str) -> str:
    """The icon of a service."""
    return next((icon for word, icon in ICONS if word in title), "file-text")


class ServiceLine(QStyledItemDelegate):
    """Right to left: icon tile, title over agency, number at the left edge."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is as high as the next."""
        return QSize(200, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Draw the row; a marked one has a border as well as a colour."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        marked = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, rect, marked, bool(state & QStyle.StateFlag.State_MouseOver))
        title = str(index.data())
        _tile(painter, rect, title, marked)
        _words(painter, rect, title, str(index.data(AGENCY)), int(index.data(NUMBER)))
        painter.restore()


def _ground(painter: QPainter, rect: QRect, marked: bool, under: bool) -> None:
    tokens = current()
    box = QRectF(rect).adjusted(1, 2, -1, -2)
    if marked:
        painter.setPen(QPen(QColor(tokens.primary), 1.2))
        painter.setBrush(QColor(tokens.primary_soft))
        painter.drawRoundedRect(box, 10, 10)
    elif under:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.surface2))
        painter.drawRoundedRect(box, 10, 10)


def _tile(painter: QPainter, rect: QRect, title: str, marked: bool) -> None:
    tokens = current()
    top = rect.top() + (HEIGHT - ICON) // 2
    box = QRectF(rect.right() - PAD - ICON, top, ICON, ICON)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.surface if marked else tokens.surface2))
    painter.drawRoundedRect(box, 8, 8)
    colour = tokens.primary_text if marked else tokens.text2
    painter.drawPixmap(int(box.left()) + 8, top + 8, icons.pixmap(icon_name(title), colour, 20))


def _words(painter: QPainter, rect: QRect, title: str, agency: str, number: int) -> None:
    tokens = current()
    right = rect.right() - 2 * PAD - ICON
    code = f"کد {persian_digits(number)}"
    small = _font(12, QFont.Weight.Normal)
    narrow = QFontMetrics(small).horizontalAdvance(code)
    painter.setFont(small)
    painter.setPen(QColor(tokens.text3))
    line = QRect(rect.left() + PAD, rect.top() + 32, right - rect.left() - PAD, 20)
    painter.drawText(QRect(line.left(), line.top(), narrow + 2, 20), TEXT, code)
    _elided(painter, line.adjusted(narrow + PAD, 0, 0, 0), agency)
    painter.setFont(_font(14, QFont.Weight.DemiBold))
    painter.setPen(QColor(tokens.text))
    _elided(painter, QRect(line.left(), rect.top() + 8, line.width(), 24), title)


def _elided(painter: QPainter, rect: QRect, words: str) -> None:
    fits = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, TEXT, fits)


def _font(size: int, weight: QFont.Weight) -> QFont:
    font = QFont(FAMILY, weight=weight)
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
