"""Paints one service of the list: icon, title, agency and number; no widgets, so it stays quick."""

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.text import persian_digits
from ui.theme import icons
from ui.theme.dress import FAMILY, current

AGENCY, NUMBER = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
HEIGHT, LINE, PAD, ICON, TEXT_WIDTH = 62, 23, 10, 36, 200
CODE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
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

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line more for each line of the title."""
        return QSize(TEXT_WIDTH, HEIGHT + LINE * (len(title_lines(str(index.data()))) - 1))

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
        code = f"کد {persian_digits(index.data(NUMBER))}"
        _words(painter, rect, title, (str(index.data(AGENCY)), code))
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
    top = rect.center().y() - ICON // 2
    box = QRectF(rect.right() - PAD - ICON, top, ICON, ICON)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.surface if marked else tokens.surface2))
    painter.drawRoundedRect(box, 8, 8)
    colour = tokens.primary_text if marked else tokens.text2
    painter.drawPixmap(int(box.left()) + 8, top + 8, icons.pixmap(icon_name(title), colour, 20))


@cache
def title_lines(title: str) -> tuple[str, ...]:
    """The title over as many lines as it needs: no service's name is cut."""
    wide = QFontMetrics(_font(14, QFont.Weight.DemiBold))
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and wide.horizontalAdvance(longer) > TEXT_WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _words(painter: QPainter, rect: QRect, title: str, under: tuple[str, str]) -> None:
    tokens = current()
    line = QRect(rect.left() + PAD, rect.top() + 8, rect.width() - 3 * PAD - ICON, LINE)
    painter.setFont(_font(14, QFont.Weight.DemiBold))
    painter.setPen(QColor(tokens.text))
    for words in title_lines(title):
        painter.drawText(line, TEXT, words)
        line.translate(0, LINE)
    painter.setFont(_font(12, QFont.Weight.Normal))
    painter.setPen(QColor(tokens.text3))
    agency, code = under
    narrow = painter.fontMetrics().horizontalAdvance(code) + PAD
    painter.drawText(line, CODE, code)
    line.setLeft(line.left() + narrow)
    fits = painter.fontMetrics().elidedText(agency, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, TEXT, fits)


def _font(size: int, weight: QFont.Weight) -> QFont:
    font = QFont(FAMILY, weight=weight)
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
