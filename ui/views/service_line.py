"""Paints one service of the list: icon, title, agency, number, pin and where it stands.

No widgets, so it stays quick; what cannot be taken today is grey and says so in words.
"""

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.text import persian_digits
from ui.theme import icons, sizes
from ui.theme.dress import current
from ui.theme.sizes import font
from ui.words import STANDINGS

AGENCY, NUMBER = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
PINNED, STANDING = Qt.ItemDataRole.UserRole + 3, Qt.ItemDataRole.UserRole + 4
Index = QModelIndex | QPersistentModelIndex
HEIGHT, LINE, PAD, ICON, TEXT_WIDTH, SIDE = 62, 23, 10, 36, 200, 308
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
    """Right to left: icon tile, title over agency, number (or standing) at the left edge."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line more for each line of the title."""
        lines = len(title_lines(str(index.data()), sizes.size()))
        return QSize(TEXT_WIDTH, sizes.high(HEIGHT + LINE * (lines - 1), lines + 1))

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
        title, standing = str(index.data()), index.data(STANDING)
        grey = standing in ("stopped", "none")
        _tile(painter, rect, icons_of(title, bool(index.data(PINNED))), marked)
        tokens = current()
        inks = (tokens.text3, tokens.text3) if grey else (tokens.text, tokens.text3)
        painter.setPen(QColor(inks[0]))
        line = _title(painter, rect, title)
        painter.setPen(QColor(inks[1]))
        code = f"کد {persian_digits(index.data(NUMBER))}"
        _under(painter, line, str(index.data(AGENCY)), standing_mark(standing, code))
        painter.restore()


def icons_of(title: str, pinned: bool) -> str:
    """The icon in the tile: a pin for what is kept at the top."""
    return "pin" if pinned else icon_name(title)


def standing_mark(standing: str, code: str) -> tuple[str, str]:
    """What stands at the left edge and its colour: the number, or why it cannot be begun."""
    if standing in ("active", ""):
        return code, current().text3
    said, tone = STANDINGS[standing]  # type: ignore[index]
    return said, getattr(current(), tone)


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


def _tile(painter: QPainter, rect: QRect, name: str, marked: bool) -> None:
    tokens = current()
    top = rect.center().y() - ICON // 2
    box = QRectF(rect.right() - PAD - ICON, top, ICON, ICON)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.surface if marked else tokens.surface2))
    painter.drawRoundedRect(box, 8, 8)
    colour = tokens.primary_text if marked else tokens.text2
    painter.drawPixmap(int(box.left()) + 8, top + 8, icons.pixmap(name, colour, 20))


@cache
def title_lines(title: str, _size: int) -> tuple[str, ...]:
    """The title over as many lines as it needs in that size: no service's name is cut."""
    room = sizes.wide(SIDE) - SIDE + TEXT_WIDTH
    return broken(title, QFontMetrics(font(14, QFont.Weight.DemiBold)), room)


def broken(words: str, metrics: QFontMetrics, room: int) -> tuple[str, ...]:
    """Words over as many lines as they need in that room, for what is painted by hand."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _title(painter: QPainter, rect: QRect, title: str) -> QRect:
    """The title over its lines; returns the line below."""
    deep = sizes.high(LINE)
    line = QRect(rect.left() + PAD, rect.top() + 8, rect.width() - 3 * PAD - ICON, deep)
    painter.setFont(font(14, QFont.Weight.DemiBold))
    for words in title_lines(title, sizes.size()):
        painter.drawText(line, TEXT, words)
        line.translate(0, deep)
    return line


def _under(painter: QPainter, line: QRect, agency: str, mark: tuple[str, str]) -> None:
    painter.setFont(font(12, QFont.Weight.Normal))
    narrow = painter.fontMetrics().horizontalAdvance(mark[0]) + PAD
    rest = line.adjusted(narrow, 0, 0, 0)
    fits = painter.fontMetrics().elidedText(agency, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, TEXT, fits)
    painter.setPen(QColor(mark[1]))
    painter.drawText(line, CODE, mark[0])
